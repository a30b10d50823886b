import Sweep

/// A finished network of a sweep with its labels.
public struct ClassifiedNetwork {
  /// Its row of the summary.
  public let result: NetworkResult
  /// Its labels; nil for a failed network, which has nothing to judge.
  public let labels: NetworkLabels?

  /// Groups a network with its labels.
  public init(result: NetworkResult, labels: NetworkLabels?) {
    self.result = result
    self.labels = labels
  }

  /// The word under which the network is counted: its mechanism, or `failed`.
  public var outcome: String { labels?.mechanism.rawValue ?? ClassifiedNetwork.failed }

  /// The word for networks without a label.
  public static let failed = "failed"
}
