import Networks
import Tasks

/// Judges the outputs of a batch, epoch after epoch; what the targets ask for is worked out once.
struct TrialJudge: Sendable {
  private let channels: Int
  private let trialCount: Int
  /// Channel that is asked for, `[time][trial]`: the first of the largest targets.
  private let asked: [Int32]

  /// Reads the targets of a batch.
  init(_ trials: TrialSet) {
    channels = trials.outputCount
    trialCount = trials.trialCount
    var asked: [Int32] = []
    asked.reserveCapacity(trials.stepCount * trials.trialCount)
    for step in 0..<trials.stepCount {
      for trial in 0..<trials.trialCount {
        var best = (channel: 0, target: -Float.infinity)
        for channel in 0..<trials.outputCount {
          let target = trials.targets[(step * trials.outputCount + channel) * trials.trialCount + trial]
          if target > best.target { best = (channel, target) }
        }
        asked.append(Int32(best.channel))
      }
    }
    self.asked = asked
  }

  /// Accuracy and reliability over both windows; steps that both have are looked at once.
  ///
  /// - Parameter outputs: `[time][output][trial]`.
  func metrics<Scalar: KernelScalar>(
    outputs: UnsafeBufferPointer<Scalar>, windows: MetricWindows
  ) -> (exact: TrialMetrics, published: TrialMetrics) {
    var exact = TrialMetrics.Sums()
    var published = TrialMetrics.Sums()
    let first = min(windows.exact.lowerBound, windows.published.lowerBound)
    let end = max(windows.exact.upperBound, windows.published.upperBound)
    for step in first..<max(first, end) {
      let isExact = windows.exact.contains(step)
      let isPublished = windows.published.contains(step)
      guard isExact || isPublished else { continue }
      let sums = sums(outputs, step: step)
      if isExact { exact.add(sums) }
      if isPublished { published.add(sums) }
    }
    return (TrialMetrics(exact), TrialMetrics(published))
  }

  /// Sums over the trials of one step.
  @_specialize(where Scalar == Float)
  private func sums<Scalar: KernelScalar>(_ outputs: UnsafeBufferPointer<Scalar>, step: Int) -> TrialMetrics.Sums {
    var sums = TrialMetrics.Sums()
    guard let base = outputs.baseAddress else { return sums }
    let row = base + step * channels * trialCount
    sums.samples = trialCount
    asked.withUnsafeBufferPointer { asked in
      for trial in 0..<trialCount {
        var (answered, largest, sum) = (0, -Scalar.infinity, 0.0)
        for channel in 0..<channels {
          let output = row[channel * trialCount + trial]
          if output > largest { (answered, largest) = (channel, output) }
          sum += Double(output)
        }
        let channel = Int(asked[step * trialCount + trial])
        sums.distance += abs(answered - channel)
        let quotient = Double(row[channel * trialCount + trial]) / sum
        sums.share += quotient.isNaN ? 0 : quotient
      }
    }
    return sums
  }
}
