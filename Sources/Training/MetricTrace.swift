/// Accuracy and reliability of every epoch over both windows: what the verdicts are made from.
public struct MetricTrace: Sendable, Equatable {
  /// Accuracy over the exact window.
  public private(set) var exactAccuracy: [Double] = []
  /// Reliability over the exact window.
  public private(set) var exactReliability: [Double] = []
  /// Accuracy over the published window.
  public private(set) var publishedAccuracy: [Double] = []
  /// Reliability over the published window.
  public private(set) var publishedReliability: [Double] = []

  /// Puts a trace together; nil unless all four have one length.
  public init?(
    exactAccuracy: [Double], exactReliability: [Double], publishedAccuracy: [Double], publishedReliability: [Double]
  ) {
    let lengths = Set([exactAccuracy, exactReliability, publishedAccuracy, publishedReliability].map(\.count))
    guard lengths.count == 1 else { return nil }
    self.exactAccuracy = exactAccuracy
    self.exactReliability = exactReliability
    self.publishedAccuracy = publishedAccuracy
    self.publishedReliability = publishedReliability
  }

  /// Makes room for all epochs, so that appending never allocates.
  init(epochs: Int) {
    exactAccuracy.reserveCapacity(epochs)
    exactReliability.reserveCapacity(epochs)
    publishedAccuracy.reserveCapacity(epochs)
    publishedReliability.reserveCapacity(epochs)
  }

  /// Epochs so far.
  public var epochs: Int { exactAccuracy.count }

  /// Adds an epoch.
  mutating func append(exact: TrialMetrics, published: TrialMetrics) {
    exactAccuracy.append(exact.accuracy)
    exactReliability.append(exact.reliability)
    publishedAccuracy.append(published.accuracy)
    publishedReliability.append(published.reliability)
  }

  /// Adds what an earlier part of the training saw.
  mutating func append(_ earlier: MetricTrace) {
    exactAccuracy += earlier.exactAccuracy
    exactReliability += earlier.exactReliability
    publishedAccuracy += earlier.publishedAccuracy
    publishedReliability += earlier.publishedReliability
  }

  var exactVerdict: LearningVerdict {
    LearningVerdict(accuracies: exactAccuracy, reliabilities: exactReliability)
  }

  var publishedVerdict: LearningVerdict {
    LearningVerdict(accuracies: publishedAccuracy, reliabilities: publishedReliability)
  }
}
