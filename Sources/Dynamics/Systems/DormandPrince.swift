import Foundation

/// The Dormand-Prince pair of orders 5 and 4 with a controlled step: integrates a flow and tangent vectors beside it.
///
/// Variables are the state x, `[N]`, and k tangent vectors w, `[k, N]`, with dw/dt = Df(x) w. The error is controlled on
/// the state and on the tangents alike, relative to 1 + |x| and to 1 + |w|, in the largest norm.
///
/// Source: Dormand and Prince 1980, doi:10.1016/0771-050X(80)90013-3.
public struct DormandPrince: Sendable {
  /// Error allowed per step, relative; 1e-12 leaves periods and multipliers good to about 1e-9 over a few turns.
  public let tolerance: Double
  /// Steps before an interval is given up; its end is then NaN, which reads as divergence.
  public let stepLimit: Int

  /// Chooses an accuracy.
  public init(tolerance: Double = 1e-12, stepLimit: Int = 1_000_000) {
    self.tolerance = tolerance
    self.stepLimit = stepLimit
  }

  /// Nodes are not needed: the flows here are autonomous.
  private static let stages: [[Double]] = [
    [],
    [1.0 / 5],
    [3.0 / 40, 9.0 / 40],
    [44.0 / 45, -56.0 / 15, 32.0 / 9],
    [19372.0 / 6561, -25360.0 / 2187, 64448.0 / 6561, -212.0 / 729],
    [9017.0 / 3168, -355.0 / 33, 46732.0 / 5247, 49.0 / 176, -5103.0 / 18656],
    [35.0 / 384, 0, 500.0 / 1113, 125.0 / 192, -2187.0 / 6784, 11.0 / 84],
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
    var slopes = [[Double]](repeating: [Double](repeating: 0, count: count), count: 7)
    var trial = y
    var jacobian = [Double](repeating: 0, count: tangents.isEmpty ? 0 : size * size)
    rate(flow, of: y, into: &slopes[0], &jacobian)
    var done = 0.0
    var step = firstStep(y, slopes[0], duration)
    for _ in 0..<stepLimit {
      let isLast = abs(step) >= abs(duration - done)
      if isLast { step = duration - done }
      for stage in 1...6 {
        for index in 0..<count {
          var sum = 0.0
          for (earlier, weight) in DormandPrince.stages[stage].enumerated() where weight != 0 {
            sum += weight * slopes[earlier][index]
          }
          trial[index] = y[index] + step * sum
        }
        rate(flow, of: trial, into: &slopes[stage], &jacobian)
      }
      let error = scaledError(slopes, y, step, size)
      guard error.isFinite else {
        // Either the step was far too long, or the flow leaves the finite numbers.
        step *= 0.1
        guard abs(step) > 1e-14 * abs(duration) else { break }
        continue
      }
      if error <= 1 {
        // The last stage is the fifth-order solution, and its slope the next step's first.
        y = trial
        slopes.swapAt(0, 6)
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

  private func rate(
    _ flow: some SmoothFlow, of y: [Double], into slope: inout [Double], _ jacobian: inout [Double]
  ) {
    let size = flow.dimension
    y.withUnsafeBufferPointer { y in
      slope.withUnsafeMutableBufferPointer { slope in
        guard let y = y.baseAddress, let slope = slope.baseAddress else { return }
        flow.velocity(at: y, into: slope)
        guard !jacobian.isEmpty else { return }
        jacobian.withUnsafeMutableBufferPointer { jacobian in
          guard let jacobian = jacobian.baseAddress else { return }
          flow.velocityJacobian(at: y, into: jacobian)
        }
      }
    }
    for vector in stride(from: size, to: y.count, by: size) {
      for row in 0..<size {
        var sum = 0.0
        for column in 0..<size { sum += jacobian[row * size + column] * y[vector + column] }
        slope[vector + row] = sum
      }
    }
  }

  private func scaledError(_ slopes: [[Double]], _ y: [Double], _ step: Double, _ size: Int) -> Double {
    var largest = 0.0
    for index in y.indices {
      var sum = 0.0
      for (stage, weight) in DormandPrince.errorWeights.enumerated() where weight != 0 {
        sum += weight * slopes[stage][index]
      }
      let scaled = abs(step * sum) / (tolerance * (1 + abs(y[index])))
      guard scaled.isFinite else { return .infinity }
      largest = max(largest, scaled)
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
