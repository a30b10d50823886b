import Foundation

/// A plain rule for the mechanism, which asks whether anything still moves late in the noise-free continuation.
///
/// The observable, per condition: the largest standard deviation over time of any unit's rate in the last T of the run
/// (`Continuation.noiseFree`: nine trial lengths T of the trial without time after the response, cue in the first,
/// r(0) = 0). The exits, in order:
///
/// 1. training diverged, was unstable, or did not learn: `diverged`, `unstable`, `notLearned`;
/// 2. no condition to judge: `unresolved` (noConditions);
/// 3. a deviation that is not finite: `diverged`;
/// 4. every condition above the threshold: `limitCycle`;
/// 5. none above it: `slowManifold`;
/// 6. otherwise: `mixed`.
///
/// What it cannot do: tell fixed points from slow manifolds (both are at rest by then, and exit 5 takes both), or chaos
/// and quasi-periodic motion from limit cycles (exit 4 takes all). Its evidence says `lateDeviation`, so no reader
/// takes it for more.
///
/// The threshold: in learned networks the observable is .001 to .003 or above .59, measured on 21 at learning rate 0.1,
/// so anything in between gives the same labels; 0.1 is a factor of 30 above the one and 6 below the other. Moved below
/// .003 it would call residual drift a cycle; moved above .59 it would call cycles at rest.
public struct LateDeviationRule: Sendable, Equatable {
  /// Standard deviation above which a condition is moving; rates are between -1 and 1.
  public static let defaultThreshold = 0.1

  /// Standard deviations below this count as this in the margin: a rate at rest is exact to rounding only.
  public static let resolution = 1e-15

  /// The threshold in use.
  public let threshold: Double

  /// Chooses a threshold.
  ///
  /// - Throws: `DynamicsError` unless it is positive and finite.
  public init(threshold: Double) throws(DynamicsError) {
    guard threshold > 0, threshold.isFinite else {
      throw DynamicsError(
        code: .badParameter, place: "threshold", message: "a threshold must be positive, not \(threshold)")
    }
    self.threshold = threshold
  }

  /// The rule with its default threshold, 0.1.
  public init() { threshold = LateDeviationRule.defaultThreshold }

  /// The observable of every condition: the largest standard deviation of any state variable over the last `steps`
  /// states.
  ///
  /// The standard deviation is that of the population (divided by the number of states). NaN when a state is not
  /// finite.
  ///
  /// - Parameters:
  ///   - trajectory: the noise-free continuation.
  ///   - steps: the trial length T; cut to the length of the run.
  public static func deviations(of trajectory: StateTrajectory, last steps: Int) -> [Double] {
    let count = max(0, min(steps, trajectory.stepCount))
    return (0..<trajectory.conditionCount).map { condition in
      let late = Array(
        trajectory.states(condition: condition, steps: (trajectory.stepCount - count)..<trajectory.stepCount))
      return largestDeviation(late, rows: count, dimension: trajectory.dimension)
    }
  }

  private static func largestDeviation(_ samples: [Double], rows: Int, dimension: Int) -> Double {
    guard rows > 0 else { return 0 }
    var mean = [Double](repeating: 0, count: dimension)
    var squares = mean
    for row in 0..<rows { for unit in 0..<dimension { mean[unit] += samples[row * dimension + unit] } }
    for unit in 0..<dimension { mean[unit] /= Double(rows) }
    for row in 0..<rows {
      for unit in 0..<dimension {
        let difference = samples[row * dimension + unit] - mean[unit]
        squares[unit] += difference * difference
      }
    }
    var largest = 0.0
    for square in squares {
      let deviation = (square / Double(rows)).squareRoot()
      guard deviation.isFinite else { return .nan }
      largest = max(largest, deviation)
    }
    return largest
  }

  /// Decides.
  ///
  /// - Parameters:
  ///   - outcome: what training made of the network.
  ///   - deviations: the observable of every condition; not read when training already decides.
  public func label(outcome: LearningOutcome, deviations: [Double]) -> MechanismLabel {
    if let exit = outcome.exit { return exit }
    let evidence = "lateDeviation"
    guard !deviations.isEmpty else {
      return MechanismLabel(mechanism: .unresolved, margin: nil, evidence: evidence, reason: "noConditions")
    }
    guard deviations.allSatisfy(\.isFinite) else {
      return MechanismLabel(mechanism: .diverged, margin: nil, evidence: evidence, reason: "nonFiniteRates")
    }
    let margin = deviations.reduce(Double.infinity) {
      min($0, abs(log(max($1, LateDeviationRule.resolution) / threshold)))
    }
    let moving = deviations.count { $0 > threshold }
    let (mechanism, reason): (Mechanism, String) =
      switch moving {
      case deviations.count: (.limitCycle, "allConditionsMove")
      case 0: (.slowManifold, "noConditionMoves")
      default: (.mixed, "conditionsDisagree")
      }
    return MechanismLabel(mechanism: mechanism, margin: margin, evidence: evidence, reason: reason)
  }
}
