import Tasks
import Testing
import Training

@Suite struct TrialMetricsTests {
  /// Four trials of a 4-step trial; outputs are the targets, so the exact window is perfect and the published one, which starts
  /// a step early where all targets are zero, asks for channel 0 there.
  @Test func perfectOutputs() throws {
    let task = try DelayedCueDiscrimination(
      step: .milliseconds(5), cue: .milliseconds(5), delay: .milliseconds(5), reaction: .milliseconds(10),
      postReaction: .zero)
    let trials = task.makeTrials(count: 4)
    let metrics = trials.targets.withUnsafeBufferPointer {
      (
        TrialMetrics(outputs: $0, trials: trials, window: trials.windows.exact),
        TrialMetrics(outputs: $0, trials: trials, window: trials.windows.published)
      )
    }
    #expect(metrics.0.accuracy == 1 && metrics.0.reliability == 1)
    #expect(metrics.1.accuracy == 1)
    #expect(metrics.1.reliability == 0.5)  // 0/0 at the silent step counts as 0
  }

  @Test func oneWrongTrialOfThreeIsRounded() throws {
    let task = try NoMemoryControl(step: .milliseconds(5), cue: .zero, reaction: .milliseconds(5))
    let trials = task.makeTrials(count: 3)
    let outputs: [Float] = [0.9, 0.2, 0.3, 0.1, 0.8, 0.7]
    let metrics = outputs.withUnsafeBufferPointer {
      TrialMetrics(outputs: $0, trials: trials, window: 0..<1)
    }
    #expect(metrics.accuracy == 0.6667)
    #expect(metrics.reliability == 0.6667)  // (0.9 + 0.8 + 0.3) / 3
  }

  @Test func emptyWindowAndNaN() throws {
    let task = try NoMemoryControl(step: .milliseconds(5), cue: .zero, reaction: .milliseconds(5))
    let trials = task.makeTrials(count: 2)
    let outputs = [Float](repeating: .nan, count: 4)
    outputs.withUnsafeBufferPointer {
      let empty = TrialMetrics(outputs: $0, trials: trials, window: 0..<0)
      #expect(empty.accuracy == 0 && empty.reliability == 0)
      #expect(TrialMetrics(outputs: $0, trials: trials, window: 0..<1).reliability == 0)
    }
  }
}
