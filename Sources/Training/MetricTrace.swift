/// Accuracy and reliability of every epoch over both windows: what the verdicts are made from.
struct MetricTrace: Sendable {
  private var exactAccuracy: [Double] = []
  private var exactReliability: [Double] = []
  private var publishedAccuracy: [Double] = []
  private var publishedReliability: [Double] = []

  /// Makes room for all epochs, so that appending never allocates.
  init(epochs: Int) {
    exactAccuracy.reserveCapacity(epochs)
    exactReliability.reserveCapacity(epochs)
    publishedAccuracy.reserveCapacity(epochs)
    publishedReliability.reserveCapacity(epochs)
  }

  /// Adds an epoch.
  mutating func append(exact: TrialMetrics, published: TrialMetrics) {
    exactAccuracy.append(exact.accuracy)
    exactReliability.append(exact.reliability)
    publishedAccuracy.append(published.accuracy)
    publishedReliability.append(published.reliability)
  }

  var exactVerdict: LearningVerdict {
    LearningVerdict(accuracies: exactAccuracy, reliabilities: exactReliability)
  }

  var publishedVerdict: LearningVerdict {
    LearningVerdict(accuracies: publishedAccuracy, reliabilities: publishedReliability)
  }
}
