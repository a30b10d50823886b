import Foundation

/// The Dormand-Prince pair of orders 5 and 4 with a controlled step: integrates a flow and tangent vectors beside it.
///
/// Variables are the state x, `[N]`, and k tangent vectors w, `[k, N]`, with dw/dt = Df(x) w. The error is controlled
/// on the state and on the tangents alike, relative to 1 + |x| and to 1 + |w|, in the largest norm.
///
/// Source: Dormand and Prince 1980, doi:10.1016/0771-050X(80)90013-3.
public struct DormandPrince: Sendable {
  /// Error allowed per step, relative; 1e-12 leaves periods and multipliers good to about 1e-9 over a few turns.
  public let tolerance: Double
  /// Steps before an interval is given up; its end is then NaN, which reads as divergence.
  ///
  /// 100,000, some seconds of a large flow, is what a flow takes whose fastest rate is 300,000 times that of the
  /// interval.
  public let stepLimit: Int

  /// Chooses an accuracy.
  public init(tolerance: Double = 1e-12, stepLimit: Int = 100_000) {
    self.tolerance = tolerance
    self.stepLimit = stepLimit
  }

  /// Row `stage` holds the weights of the slopes before it, `[7, 6]`; nodes are not needed, the flows are autonomous.
  private static let weights: [Double] = [
    0, 0, 0, 0, 0, 0,
    1.0 / 5, 0, 0, 0, 0, 0,
    3.0 / 40, 9.0 / 40, 0, 0, 0, 0,
    44.0 / 45, -56.0 / 15, 32.0 / 9, 0, 0, 0,
    19372.0 / 6561, -25360.0 / 2187, 64448.0 / 6561, -212.0 / 729, 0, 0,
    9017.0 / 3168, -355.0 / 33, 46732.0 / 5247, 49.0 / 176, -5103.0 / 18656, 0,
    35.0 / 384, 0, 500.0 / 1113, 125.0 / 192, -2187.0 / 6784, 11.0 / 84,
  ]

  /// Fifth-order minus fourth-order weights.
  private static let errorWeights: [Double] = [
    71.0 / 57600, 0, -71.0 / 16695, 71.0 / 1920, -17253.0 / 339200, 22.0 / 525, -1.0 / 40,
  ]

  /// Integrates over an interval.
  ///
  /// - Parameters:
  ///   - flow: dx/dt = f(x).
  ///   - duration: length of the interval; negative runs backwards.
  ///   - state: x at its start, replaced by x at its end, `[N]`.
  ///   - tangents: k tangent vectors, replaced likewise, `[k, N]`; k is their number of elements over N.
  public func integrate(
    _ flow: some SmoothFlow, over duration: Double, state: inout [Double], tangents: inout [Double]
  ) {
    let size = flow.dimension
    guard duration != 0, size > 0 else { return }
    var y = state + tangents
    let count = y.count
    // Seven slopes of the state and the tangents, `[7, (1 + k) N]`.
    var slopes = [Double](repeating: 0, count: 7 * count)
    var trial = y
    var jacobian = [Double](repeating: 0, count: tangents.isEmpty ? 0 : size * size)
    rate(flow, of: y, into: &slopes, 0, &jacobian)
    var done = 0.0
    var step = firstStep(y, Array(slopes[..<count]), duration)
    for _ in 0..<(duration.isFinite ? stepLimit : 0) {
      let isLast = abs(step) >= abs(duration - done)
      if isLast { step = duration - done }
      // A step that does not move the time any more never ends the interval.
      guard done + step != done else { break }
      for stage in 1...6 {
        DormandPrince.combine(slopes, count, weights: DormandPrince.weights, at: 6 * stage, terms: stage) {
          trial[$0] = y[$0] + step * $1
        }
        rate(flow, of: trial, into: &slopes, stage * count, &jacobian)
      }
      let error = scaledError(slopes, y, step)
      guard error.isFinite else {
        // Either the step was far too long, or the flow leaves the finite numbers.
        step *= 0.1
        guard abs(step) > 1e-14 * abs(duration) else { break }
        continue
      }
      if error <= 1 {
        // The last stage is the fifth-order solution, and its slope the next step's first.
        swap(&y, &trial)
        for index in 0..<count { slopes[index] = slopes[6 * count + index] }
        done += step
        if isLast {
          state = Array(y[..<size])
          tangents = Array(y[size...])
          return
        }
      }
      step *= min(5, max(0.2, 0.9 * pow(max(error, 1e-10), -0.2)))
    }
    for index in state.indices { state[index] = .nan }
    for index in tangents.indices { tangents[index] = .nan }
  }

  /// Hands on every element's sum of weighted slopes.
  @inline(__always)
  private static func combine(
    _ slopes: [Double], _ count: Int, weights: [Double], at first: Int, terms: Int, _ use: (Int, Double) -> Void
  ) {
    slopes.withUnsafeBufferPointer { slopes in
      weights.withUnsafeBufferPointer { weights in
        for index in 0..<count {
          var sum = 0.0
          for term in 0..<terms { sum += weights[first + term] * slopes[term * count + index] }
          use(index, sum)
        }
      }
    }
  }

  private func rate(
    _ flow: some SmoothFlow, of y: [Double], into slopes: inout [Double], _ first: Int, _ jacobian: inout [Double]
  ) {
    let size = flow.dimension
    y.withUnsafeBufferPointer { y in
      slopes.withUnsafeMutableBufferPointer { slopes in
        guard let y = y.baseAddress, let slope = slopes.baseAddress.map({ $0 + first }) else { return }
        flow.velocity(at: y, into: slope)
      }
      jacobian.withUnsafeMutableBufferPointer { jacobian in
        guard !jacobian.isEmpty, let y = y.baseAddress, let jacobian = jacobian.baseAddress else { return }
        flow.velocityJacobian(at: y, into: jacobian)
      }
    }
    for vector in stride(from: size, to: y.count, by: size) {
      for row in 0..<size {
        var sum = 0.0
        for column in 0..<size { sum += jacobian[row * size + column] * y[vector + column] }
        slopes[first + vector + row] = sum
      }
    }
  }

  private func scaledError(_ slopes: [Double], _ y: [Double], _ step: Double) -> Double {
    var largest = 0.0
    DormandPrince.combine(slopes, y.count, weights: DormandPrince.errorWeights, at: 0, terms: 7) { index, sum in
      let scaled = abs(step * sum) / (tolerance * (1 + abs(y[index])))
      // A comparison with NaN is false: NaN replaces what is largest so far, and infinity stays.
      if !(scaled <= largest) { largest = scaled.isFinite ? scaled : .infinity }
    }
    return largest
  }

  private func firstStep(_ y: [Double], _ slope: [Double], _ duration: Double) -> Double {
    let size = y.reduce(0) { max($0, abs($1)) }
    let speed = slope.reduce(0) { max($0, abs($1)) }
    let guess = speed > 0 ? 0.01 * (1 + size) / speed * pow(tolerance / 1e-6, 0.2) : abs(duration)
    return duration < 0 ? -min(guess, -duration) : min(guess, duration)
  }
}
