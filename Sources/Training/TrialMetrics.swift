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

  /// Judges outputs against targets.
  ///
  /// - Parameters:
  ///   - outputs: `[time][output][trial]`.
  ///   - trials: targets in the same layout.
  ///   - window: time steps to judge.
  public init<Scalar: BinaryFloatingPoint>(
    outputs: UnsafeBufferPointer<Scalar>, trials: TrialSet, window: Range<Int>
  ) {
    let (channels, width) = (trials.outputCount, trials.trialCount)
    guard !window.isEmpty else {
      (accuracy, reliability) = (0, 0)
      return
    }
    var distance = 0
    var share = 0.0
    for step in window {
      for trial in 0..<width {
        var (asked, answered) = (0, 0)
        var (largestTarget, largestOutput) = (-Float.infinity, -Scalar.infinity)
        var sum = 0.0
        for channel in 0..<channels {
          let place = (step * channels + channel) * width + trial
          if trials.targets[place] > largestTarget { (asked, largestTarget) = (channel, trials.targets[place]) }
          if outputs[place] > largestOutput { (answered, largestOutput) = (channel, outputs[place]) }
          sum += Double(outputs[place])
        }
        distance += abs(answered - asked)
        let quotient = Double(outputs[(step * channels + asked) * width + trial]) / sum
        share += quotient.isNaN ? 0 : quotient
      }
    }
    let samples = Double(window.count * width)
    accuracy = roundedToFourDecimals(1 - Double(distance) / samples)
    reliability = roundedToFourDecimals(share / samples)
  }
}

/// Rounds as the published metrics were: to the nearest 0.0001, ties to even.
func roundedToFourDecimals(_ value: Double) -> Double {
  (value * 10_000).rounded(.toNearestOrEven) / 10_000
}
