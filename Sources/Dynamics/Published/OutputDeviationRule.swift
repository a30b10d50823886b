import Foundation

/// The older published rule, which asks whether the output still moves at the end of five trial lengths.
///
/// A run of 5T steps with noise, the cue in the first T; a limit cycle where the root mean square deviation of the outputs
/// from their means over the last T, all outputs pooled, exceeds 0.1. (Its rule for what was learned reads every epoch's
/// accuracy and is not applied here: networks that learned by the later rule are judged.)
///
/// Source: public code of Kurtkaya, Dinc et al. 2025, arXiv:2502.17433.
public struct OutputDeviationRule: Sendable, Equatable {
  /// Deviation above which a network is a limit cycle.
  public static let threshold = 0.1

  /// Five trial lengths with the published noise.
  public static let continuation = Continuation.published(trialLengths: 5)

  /// The pooled deviation; NaN for a run that is not finite.
  public let deviation: Double

  /// Whether the rule calls it a limit cycle.
  public var isLimitCycle: Bool { deviation > OutputDeviationRule.threshold }

  /// Measures a run.
  ///
  /// - Parameters:
  ///   - outputs: outputs of one condition, `[n, O]`.
  ///   - outputCount: O.
  ///   - steps: the trial length T.
  public init(outputs: [Double], outputCount: Int, last steps: Int) {
    let rows = outputCount > 0 ? outputs.count / outputCount : 0
    let late = max(0, rows - steps)..<rows
    guard !late.isEmpty else {
      deviation = .nan
      return
    }
    var squares = 0.0
    for output in 0..<outputCount {
      let values = late.map { outputs[$0 * outputCount + output] }
      let mean = values.reduce(0, +) / Double(values.count)
      squares += values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    }
    deviation = (squares / Double(late.count * outputCount)).squareRoot()
  }
}
