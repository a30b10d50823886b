import Foundation
import LinearAlgebra

/// The leaky firing-rate network with its input held: an autonomous map.
///
///     F(r) = (1 - alpha) r + alpha tanh(W_rec r + b),   b = b_rec + b_in + W_in u
///     DF(r) = (1 - alpha) 1 + alpha diag(1 - tanh^2) W_rec
///
/// N units. A step costs one `N x N` matrix-vector product and N tanh; each tangent vector one product more.
///
/// Source: Kurtkaya, Dinc et al. 2025, arXiv:2502.17433 (the network).
public struct HeldLeakyRate: SmoothMap {
  /// The network.
  public let network: LeakyRateMap
  /// b = b_rec + b_in + W_in u, `[N]`.
  public let drive: [Double]

  /// Holds the input of a network.
  ///
  /// - Parameters:
  ///   - network: the network.
  ///   - input: u, `[I]`; the default is silence, the input of a delay.
  /// - Throws: `DynamicsError` when the network has another number of input channels.
  public init(_ network: LeakyRateMap, input: [Double]? = nil) throws(DynamicsError) {
    self.network = network
    var drive = network.bias
    if let input {
      guard input.count == network.inputCount else {
        throw DynamicsError(
          code: .wrongShape, place: "input",
          message: "\(input.count) values for the \(network.inputCount) input channels of the network")
      }
      for unit in 0..<network.dimension {
        for (channel, value) in input.enumerated() {
          drive[unit] += network.inputWeights[unit * network.inputCount + channel] * value
        }
      }
    }
    self.drive = drive
  }

  public var dimension: Int { network.dimension }

  public func step(from state: UnsafePointer<Double>, to next: UnsafeMutablePointer<Double>) {
    activations(at: state, into: next)
    let alpha = network.alpha
    for unit in 0..<dimension { next[unit] = (1 - alpha) * state[unit] + alpha * next[unit] }
  }

  public func step(
    from state: UnsafePointer<Double>, tangents: UnsafePointer<Double>, count: Int,
    to next: UnsafeMutablePointer<Double>, tangents nextTangents: UnsafeMutablePointer<Double>
  ) {
    activations(at: state, into: next)
    network.recurrentWeights.withUnsafeBufferPointer { weights in
      guard let weights = weights.baseAddress else { return }
      for vector in 0..<count {
        Double.multiply(
          .none, rows: dimension, columns: dimension, alpha: 1, weights, leadingA: dimension,
          tangents + vector * dimension, beta: 0, nextTangents + vector * dimension)
      }
    }
    let alpha = network.alpha
    for vector in 0..<count {
      let (before, after) = (tangents + vector * dimension, nextTangents + vector * dimension)
      for unit in 0..<dimension {
        after[unit] = (1 - alpha) * before[unit] + alpha * (1 - next[unit] * next[unit]) * after[unit]
      }
    }
    for unit in 0..<dimension { next[unit] = (1 - alpha) * state[unit] + alpha * next[unit] }
  }

  public func velocityJacobian(at state: UnsafePointer<Double>, into jacobian: UnsafeMutablePointer<Double>) {
    withUnsafeTemporaryAllocation(of: Double.self, capacity: dimension) { buffer in
      guard let activations = buffer.baseAddress else { return }
      self.activations(at: state, into: activations)
      for unit in 0..<dimension {
        let gain = network.alpha * (1 - activations[unit] * activations[unit])
        let row = unit * dimension
        for source in 0..<dimension { jacobian[row + source] = gain * network.recurrentWeights[row + source] }
        jacobian[row + unit] -= network.alpha
      }
    }
  }

  /// tanh(W_rec r + b).
  private func activations(at state: UnsafePointer<Double>, into values: UnsafeMutablePointer<Double>) {
    for unit in 0..<dimension { values[unit] = drive[unit] }
    network.recurrentWeights.withUnsafeBufferPointer { weights in
      guard let weights = weights.baseAddress else { return }
      Double.multiply(
        .none, rows: dimension, columns: dimension, alpha: 1, weights, leadingA: dimension, state, beta: 1, values)
    }
    for unit in 0..<dimension { values[unit] = tanh(values[unit]) }
  }
}
