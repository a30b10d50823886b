import Foundation
import LinearAlgebra

/// The leaky firing-rate network as a map.
///
///     r(t+1) = (1 - alpha) r + alpha tanh(W_rec r + b_rec + W_in u + b_in + noise)
///     o(t)   = sigmoid(W_out r(t) + b_out), or W_out r(t) + b_out      (read before the update)
///
/// N units, I inputs, O outputs. Float64 throughout. A step costs one `N x N` matrix-vector product and N tanh.
/// Conditions are stepped one by one on purpose: what one condition does then never depends, not even in the last bit,
/// on which others are simulated beside it.
///
/// Source: Kurtkaya, Dinc et al. 2025, arXiv:2502.17433.
public struct LeakyRateMap: NoisyMap {
  /// How outputs are read from rates.
  public enum Readout: String, Sendable {
    case sigmoid, linear
  }

  /// dt/tau, in (0, 1].
  public let alpha: Double
  /// How outputs are read from rates.
  public let readout: Readout
  /// Number of units N.
  public let dimension: Int
  /// Number of input channels I.
  public let inputCount: Int
  /// Number of output channels O.
  public let outputCount: Int
  /// W_rec, `[N, N]`: row i holds what unit i receives.
  public let recurrentWeights: [Double]
  /// W_in, `[N, I]`.
  public let inputWeights: [Double]
  /// W_out, `[O, N]`.
  public let outputWeights: [Double]
  /// b_rec + b_in, `[N]`: the two only ever act as their sum.
  public let bias: [Double]
  /// b_out, `[O]`.
  public let outputBias: [Double]

  /// Builds the map from tensors found by name.
  ///
  /// - Parameters:
  ///   - tensors: `W_rec [N, N]`, `W_in [N, I]`, `W_out [O, N]`, `b_rec [N]`, `b_out [O]` and, optionally, `b_in [N]`
  ///     (zeros when absent). Others are ignored.
  ///   - alpha: dt/tau, in (0, 1].
  ///   - readout: how outputs are read from rates.
  /// - Throws: `DynamicsError` naming the tensor or parameter: missing or repeated, wrong shape, NaN or infinity, alpha
  ///   outside (0, 1].
  public init(tensors: [NetworkTensor], alpha: Double, readout: Readout) throws(DynamicsError) {
    guard alpha > 0, alpha <= 1 else {
      throw DynamicsError(
        code: .badParameter, place: "alpha", message: "alpha = step / time constant must be in (0, 1], not \(alpha)")
    }
    let recurrent = try LeakyRateMap.find("W_rec", in: tensors)
    guard recurrent.shape.count == 2, let units = recurrent.shape.first, units >= 1 else {
      throw DynamicsError(
        code: .wrongShape, place: "W_rec", message: "shape \(recurrent.shape) where [N, N] is expected, N at least 1")
    }
    try recurrent.validate(expected: [units, units], meaning: "[units, units]")
    let input = try LeakyRateMap.find("W_in", in: tensors)
    let inputs = input.shape.last ?? 0
    guard inputs >= 0 else {
      throw DynamicsError(code: .wrongShape, place: "W_in", message: "shape \(input.shape) has a negative extent")
    }
    try input.validate(expected: [units, inputs], meaning: "[units, inputs]")
    let output = try LeakyRateMap.find("W_out", in: tensors)
    let outputs = output.shape.first ?? 0
    guard outputs >= 0 else {
      throw DynamicsError(code: .wrongShape, place: "W_out", message: "shape \(output.shape) has a negative extent")
    }
    try output.validate(expected: [outputs, units], meaning: "[outputs, units]")
    let recurrentBias = try LeakyRateMap.find("b_rec", in: tensors)
    try recurrentBias.validate(expected: [units], meaning: "[units]")
    let readoutBias = try LeakyRateMap.find("b_out", in: tensors)
    try readoutBias.validate(expected: [outputs], meaning: "[outputs]")
    var bias = recurrentBias.values
    if tensors.contains(where: { $0.name == "b_in" }) {
      let inputBias = try LeakyRateMap.find("b_in", in: tensors)
      try inputBias.validate(expected: [units], meaning: "[units]")
      for unit in 0..<units { bias[unit] += inputBias.values[unit] }
    }
    self.alpha = alpha
    self.readout = readout
    dimension = units
    inputCount = inputs
    outputCount = outputs
    recurrentWeights = recurrent.values
    inputWeights = input.values
    outputWeights = output.values
    self.bias = bias
    outputBias = readoutBias.values
  }

  private static func find(_ name: String, in tensors: [NetworkTensor]) throws(DynamicsError) -> NetworkTensor {
    let found = tensors.filter { $0.name == name }
    guard let tensor = found.first else {
      let names = tensors.map(\.name).joined(separator: ", ")
      throw DynamicsError(
        code: .missingTensor, place: name, message: "missing; found \(names.isEmpty ? "no tensors" : names)")
    }
    guard found.count == 1 else {
      throw DynamicsError(code: .badParameter, place: name, message: "given \(found.count) times")
    }
    return tensor
  }

  public func step(
    from state: UnsafeBufferPointer<Double>, input: UnsafeBufferPointer<Double>,
    to next: UnsafeMutableBufferPointer<Double>
  ) {
    for unit in 0..<dimension { next[unit] = bias[unit] }
    update(from: state, input: input, drive: next)
  }

  public func step(
    from state: UnsafeBufferPointer<Double>, input: UnsafeBufferPointer<Double>, noise: UnsafeBufferPointer<Double>,
    to next: UnsafeMutableBufferPointer<Double>
  ) {
    for unit in 0..<dimension { next[unit] = bias[unit] + noise[unit] }
    update(from: state, input: input, drive: next)
  }

  /// Turns the drive (bias and noise) in `next` into r(t+1).
  private func update(
    from state: UnsafeBufferPointer<Double>, input: UnsafeBufferPointer<Double>,
    drive next: UnsafeMutableBufferPointer<Double>
  ) {
    guard let rates = state.baseAddress, let target = next.baseAddress else { return }
    for channel in 0..<inputCount where input[channel] != 0 {
      for unit in 0..<dimension { target[unit] += inputWeights[unit * inputCount + channel] * input[channel] }
    }
    recurrentWeights.withUnsafeBufferPointer { weights in
      guard let weights = weights.baseAddress else { return }
      Double.multiply(
        .none, rows: dimension, columns: dimension, alpha: 1, weights, leadingA: dimension, rates, beta: 1, target)
    }
    for unit in 0..<dimension { target[unit] = (1 - alpha) * rates[unit] + alpha * tanh(target[unit]) }
  }

  /// Outputs of every state of a trajectory, `[condition, time, output]`.
  ///
  /// - Throws: `DynamicsError` when the trajectory is of another number of units.
  public func outputs(of trajectory: StateTrajectory) throws(DynamicsError) -> [Double] {
    guard trajectory.dimension == dimension else {
      throw DynamicsError(
        code: .wrongShape, place: "trajectory",
        message: "a trajectory of \(trajectory.dimension) units cannot be read out by a network of \(dimension)")
    }
    let rows = trajectory.conditionCount * trajectory.stepCount
    guard rows > 0, outputCount > 0 else { return [] }
    var outputs: [Double] = []
    outputs.reserveCapacity(rows * outputCount)
    for _ in 0..<rows { outputs += outputBias }
    outputs.withUnsafeMutableBufferPointer { result in
      trajectory.states.withUnsafeBufferPointer { rates in
        outputWeights.withUnsafeBufferPointer { weights in
          guard let result = result.baseAddress, let rates = rates.baseAddress, let weights = weights.baseAddress
          else { return }
          Double.multiply(
            .none, .transposed, rows: rows, columns: outputCount, depth: dimension, alpha: 1, rates,
            leadingA: dimension, weights, leadingB: dimension, beta: 1, result, leadingC: outputCount)
        }
      }
    }
    if readout == .sigmoid {
      for index in outputs.indices { outputs[index] = 1 / (1 + exp(-outputs[index])) }
    }
    return outputs
  }
}
