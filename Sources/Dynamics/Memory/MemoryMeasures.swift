import Foundation
import LinearAlgebra

/// The state of the memory over time: how far apart the conditions are, and what the delay's activity looks like.
///
/// All from the noise-free run, over the whole of it unless said otherwise.
public struct MemoryMeasures: Sendable, Equatable {
  /// Smallest distance between the states of two conditions at every step, `[n]`; empty with one condition.
  public let separation: [Double]
  /// |F(x) - x| of every condition and step, input included, `[C, n - 1]`.
  public let speeds: [Double]
  /// Dimension of the delay's states, all conditions together: the participation ratio tr(C)^2 / tr(C^2) of their
  /// covariance C; NaN without a delay, or where nothing moves.
  public let participationRatio: Double
  /// Entropy of the units' peak times in the delay of the first condition over the largest possible, in [0, 1]: 0 when
  /// all peak together, 1 when the peaks are spread evenly; NaN without a delay.
  ///
  /// The first of the two terms of Orhan and Ma's sequentiality index, normalised.
  ///
  /// Source: Orhan and Ma 2019, doi:10.1038/s41593-018-0314-y.
  public let peakTimeEntropy: Double
  /// Mean logarithm of the ratio of |rate| around a unit's peak (five steps) to |rate| elsewhere in the delay of the first
  /// condition, the second term of that index; NaN without a delay.
  public let ridgeToBackground: Double

  /// Measures a run.
  public init(of run: StateTrajectory, phases: TrialPhases) {
    separation = MemoryMeasures.separation(run)
    speeds = MemoryMeasures.speeds(run)
    let delay = phases.cueEnd..<min(phases.delayEnd + 1, run.stepCount)
    let hasDelay = phases.delay > 0
    participationRatio = hasDelay ? MemoryMeasures.participationRatio(run, delay) : .nan
    peakTimeEntropy = hasDelay ? MemoryMeasures.peakTimeEntropy(run, delay) : .nan
    ridgeToBackground = hasDelay ? MemoryMeasures.ridgeToBackground(run, delay) : .nan
  }

  private static func row(_ run: StateTrajectory, _ condition: Int, _ step: Int) -> ArraySlice<Double> {
    run.states(condition: condition, steps: step..<(step + 1))
  }

  private static func distance(_ x: ArraySlice<Double>, _ y: ArraySlice<Double>) -> Double {
    zip(x, y).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot()
  }

  private static func separation(_ run: StateTrajectory) -> [Double] {
    guard run.conditionCount > 1 else { return [] }
    return (0..<run.stepCount).map { step in
      var smallest = Double.infinity
      for first in 0..<run.conditionCount {
        for second in (first + 1)..<max(run.conditionCount, first + 1) {
          smallest = min(smallest, distance(row(run, first, step), row(run, second, step)))
        }
      }
      return smallest
    }
  }

  private static func speeds(_ run: StateTrajectory) -> [Double] {
    (0..<run.conditionCount).flatMap { condition in
      (0..<max(run.stepCount - 1, 0)).map { distance(row(run, condition, $0), row(run, condition, $0 + 1)) }
    }
  }

  private static func participationRatio(_ run: StateTrajectory, _ steps: Range<Int>) -> Double {
    let size = run.dimension
    var samples = (0..<run.conditionCount).flatMap { run.states(condition: $0, steps: steps) }
    let rows = samples.count / size
    for unit in 0..<size {
      var mean = 0.0
      for row in 0..<rows { mean += samples[row * size + unit] / Double(rows) }
      for row in 0..<rows { samples[row * size + unit] -= mean }
    }
    // Both traces are those of C and of the rows' Gram matrix alike; the smaller of the two is made.
    let order = min(rows, size)
    var gram = [Double](repeating: 0, count: order * order)
    gram.withUnsafeMutableBufferPointer { gram in
      samples.withUnsafeBufferPointer { samples in
        guard let result = gram.baseAddress, let states = samples.baseAddress else { return }
        Double.multiply(
          rows <= size ? .none : .transposed, rows <= size ? .transposed : .none, rows: order, columns: order,
          depth: max(rows, size), alpha: 1, states, leadingA: size, states, leadingB: size, beta: 0, result,
          leadingC: order)
      }
    }
    let trace = (0..<order).reduce(0) { $0 + gram[$1 * order + $1] }
    let squares = gram.reduce(0) { $0 + $1 * $1 }
    return squares > 0 ? trace * trace / squares : .nan
  }

  private static func peakTimeEntropy(_ run: StateTrajectory, _ steps: Range<Int>) -> Double {
    let peaks = run.peakSteps(condition: 0, steps: steps)
    // In the order of time: a sum in another order has another last bit.
    let counts = steps.compactMap { step -> Double? in
      let count = peaks.count { $0 == step }
      return count > 0 ? Double(count) / Double(peaks.count) : nil
    }
    let largest = log(Double(min(peaks.count, steps.count)))
    return largest > 0 ? -counts.reduce(0) { $0 + $1 * log($1) } / largest : .nan
  }

  private static func ridgeToBackground(_ run: StateTrajectory, _ steps: Range<Int>) -> Double {
    let peaks = run.peakSteps(condition: 0, steps: steps)
    var sum = 0.0
    var units = 0
    for (unit, peak) in peaks.enumerated() {
      var (ridge, background) = (0.0, 0.0)
      var (near, far) = (0, 0)
      for step in steps {
        let size = abs(run.states[step * run.dimension + unit])
        if abs(step - peak) <= 2 {
          ridge += size
          near += 1
        } else {
          background += size
          far += 1
        }
      }
      guard near > 0, far > 0, background > 0 else { continue }
      sum += log(ridge / Double(near) / (background / Double(far)))
      units += 1
    }
    return units > 0 ? sum / Double(units) : .nan
  }
}
