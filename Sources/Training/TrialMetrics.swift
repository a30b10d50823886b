import Networks
import Tasks

/// Accuracy and reliability of a batch over one window of time.
///
///     accuracy    = 1 - mean |argmax o - argmax y|
///     reliability = mean of o_c / sum(o), c = argmax y; an undefined quotient counts as 0
///
/// over all trials and the steps of the window, both rounded to four decimals. The first of equal maxima wins, so a target of
/// zeros asks for channel 0. An empty window gives 0 for both.
///
/// Source: Kurtkaya et al. 2025, arXiv:2502.17433, public code.
public struct TrialMetrics: Sendable, Equatable {
  /// Share of samples whose largest output is the asked one.
  public let accuracy: Double
  /// Share of the output that is on the asked channel.
  public let reliability: Double

  /// Sums over samples that both are made from.
  struct Sums {
    var samples = 0
    /// Sum of |argmax o - argmax y|.
    var distance = 0
    /// Sum of o_c / sum(o).
    var share = 0.0

    mutating func add(_ other: Sums) {
      samples += other.samples
      distance += other.distance
      share += other.share
    }
  }

  init(_ sums: Sums) {
    guard sums.samples > 0 else {
      (accuracy, reliability) = (0, 0)
      return
    }
    accuracy = roundedToFourDecimals(1 - Double(sums.distance) / Double(sums.samples))
    reliability = roundedToFourDecimals(sums.share / Double(sums.samples))
  }

  /// Judges outputs against targets.
  ///
  /// - Parameters:
  ///   - outputs: `[time][output][trial]`.
  ///   - trials: targets in the same layout.
  ///   - window: time steps to judge.
  public init<Scalar: KernelScalar>(outputs: UnsafeBufferPointer<Scalar>, trials: TrialSet, window: Range<Int>) {
    self =
      TrialJudge(trials)
      .metrics(outputs: outputs, windows: MetricWindows(exact: window, published: window)).exact
  }
}

/// Rounds as the published metrics were: to the nearest 0.0001, ties to even.
func roundedToFourDecimals(_ value: Double) -> Double {
  (value * 10_000).rounded(.toNearestOrEven) / 10_000
}
