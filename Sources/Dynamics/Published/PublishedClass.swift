/// The published label of a network.
///
/// Source: Kurtkaya, Dinc et al. 2025, arXiv:2502.17433, and its public code.
public enum PublishedClass: Int, Sendable, CaseIterable, Codable {
  /// Did not learn, and was never unstable after a first success.
  case notLearned = 0
  /// Learned; index below 1/2.
  case limitCycle = 1
  /// Learned; index 1/2 or more, or undefined.
  case slowPoints = 2
  /// Did not learn: it succeeded once and failed too often afterwards.
  case unstable = 3

  /// Applies the published rule.
  ///
  /// - Parameters:
  ///   - learned: mean accuracy and reliability over the last 10 % of epochs above 0.8 (and stable).
  ///   - stable: fewer than one failure in ten after the first success, or no success at all.
  ///   - index: the rounded discrimination index; nil when it is undefined or was not computed.
  public init(learned: Bool, stable: Bool, index: Double?) {
    if !stable {
      self = .unstable
    } else if !learned {
      self = .notLearned
    } else {
      self = PublishedIndex.isLimitCycle(index) ? .limitCycle : .slowPoints
    }
  }
}
