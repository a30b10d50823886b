/// Rates of all conditions in the plane of their two leading principal components: what the figures draw.
public struct RatesPrincipalComponents: Sendable, Equatable {
  /// Number of conditions C.
  public let conditionCount: Int
  /// Number of states per condition n.
  public let stepCount: Int
  /// The axes, mean and variances, over all conditions and steps together.
  public let axes: PrincipalAxes
  /// Coordinates of the centred rates, `[C, n, 2]` row-major.
  public let projections: [Double]
  /// Share of the variance on each of the two axes, `[2]`.
  public var explainedShares: [Double] { axes.explainedShares }

  /// Finds the plane and projects.
  ///
  /// - Parameters:
  ///   - rates: usually the noise-free continuation.
  ///   - steps: which states to use; all by default, cut to what exists.
  /// - Throws: `DynamicsError`: no states, NaN or infinity.
  public init(of rates: StateTrajectory, steps: Range<Int>? = nil) throws(DynamicsError) {
    let steps = (steps ?? 0..<rates.stepCount).clamped(to: 0..<rates.stepCount)
    var samples: [Double] = []
    for condition in 0..<rates.conditionCount { samples += rates.states(condition: condition, steps: steps) }
    axes = try PrincipalAxes(of: samples, dimension: rates.dimension, count: 2)
    projections = axes.project(samples, centred: true)
    conditionCount = rates.conditionCount
    stepCount = steps.count
  }
}

extension StateTrajectory {
  /// When each unit's |rate| is largest, `[N]`: the first such step among `steps`, counted from the start of the run.
  ///
  /// - Parameters:
  ///   - condition: which condition.
  ///   - steps: where to look, such as the trial `0..<T`; cut to what exists.
  /// - Returns: one step per unit; empty when there is nothing to look at.
  public func peakSteps(condition: Int, steps: Range<Int>) -> [Int] {
    let steps = steps.clamped(to: 0..<stepCount)
    guard condition >= 0, condition < conditionCount, !steps.isEmpty else { return [] }
    return (0..<dimension).map { unit in
      var best = steps.lowerBound
      var largest = -1.0
      for step in steps {
        let size = abs(states[(condition * stepCount + step) * dimension + unit])
        if size > largest {
          largest = size
          best = step
        }
      }
      return best
    }
  }

  /// Units in the order of their peak times, `[N]`; units that peak together keep their order.
  ///
  /// - Parameters:
  ///   - condition: which condition.
  ///   - steps: where to look, such as the trial `0..<T`; cut to what exists.
  public func peakOrder(condition: Int, steps: Range<Int>) -> [Int] {
    let peaks = peakSteps(condition: condition, steps: steps)
    return peaks.indices.sorted { (peaks[$0], $0) < (peaks[$1], $1) }
  }
}
