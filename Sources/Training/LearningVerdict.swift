/// Whether a network learned, and whether it kept what it had learned: the published rule.
///
/// 1. First success: the first epoch with accuracy > 0.8 and reliability > 0.8.
/// 2. Stable: without a first success; otherwise when, from that epoch on, the number of values (accuracies and
///    reliabilities together) below 0.6 is less than a tenth of the number above 0.6.
/// 3. Learned: stable, and both means over the last 10 % of the epochs are above 0.8.
///
/// The rule uses every epoch. Source: Kurtkaya et al. 2025, arXiv:2502.17433, public code.
public struct LearningVerdict: Sendable, Equatable {
  /// Mean accuracy over the last 10 % of the epochs (at least one epoch).
  public let accuracy: Double
  /// Mean reliability over the last 10 % of the epochs.
  public let reliability: Double
  /// Whether the network learned the task.
  public let learned: Bool
  /// Whether it kept what it had learned.
  public let stable: Bool
  /// First epoch with both values above 0.8, from 0.
  public let firstSuccess: Int?
  /// Values below 0.6 from the first success on.
  public let countBelow: Int
  /// Values above 0.6 from the first success on.
  public let countAbove: Int

  /// Whether an epoch is a success: accuracy and reliability above 0.8.
  public static func isSuccess(_ metrics: TrialMetrics) -> Bool { isSuccess(metrics.accuracy, metrics.reliability) }

  private static func isSuccess(_ accuracy: Double, _ reliability: Double) -> Bool {
    accuracy > 0.8 && reliability > 0.8
  }

  /// Judges a whole training history.
  ///
  /// - Parameters:
  ///   - accuracies: accuracy of every epoch.
  ///   - reliabilities: reliability of every epoch, as many.
  public init(accuracies: [Double], reliabilities: [Double]) {
    let epochs = min(accuracies.count, reliabilities.count)
    let first = (0..<epochs).first { LearningVerdict.isSuccess(accuracies[$0], reliabilities[$0]) }
    var (below, above) = (0, 0)
    for epoch in (first ?? epochs)..<epochs {
      for value in [accuracies[epoch], reliabilities[epoch]] {
        if value < 0.6 { below += 1 }
        if value > 0.6 { above += 1 }
      }
    }
    let last = max(epochs / 10, 1)
    let mean = { (values: [Double]) in
      epochs == 0 ? 0 : values[(epochs - last)..<epochs].reduce(0, +) / Double(last)
    }
    firstSuccess = first
    countBelow = below
    countAbove = above
    stable = first == nil || Double(below) / Double(above) < 0.1
    accuracy = mean(accuracies)
    reliability = mean(reliabilities)
    learned = stable && LearningVerdict.isSuccess(accuracy, reliability)
  }
}
