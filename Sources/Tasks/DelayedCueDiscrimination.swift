/// Delayed cue discrimination: remember which of two cues was shown, and answer after a delay.
///
/// Time line: cue, delay, reaction, post-reaction. One of two input channels is 1 during the cue; the same one of two
/// target channels is 1 during the reaction; everything else is 0.
///
/// Loss weights: with n steps in reaction and post-reaction together, w = 1 - n/T on the last n steps and n/T before, so
/// that silence and response count alike.
///
/// Source: Kurtkaya, Dinc et al. 2025, arXiv:2502.17433, and its public code (reaction 50 ms, cue 30 ms, step 5 ms).
public struct DelayedCueDiscrimination: MemoryTask, Equatable {
  public let timeline: Timeline

  /// Lays out the trial.
  ///
  /// - Parameters:
  ///   - step: duration of a time step (published: 5 ms).
  ///   - cue: how long the cue is shown (published: 30 ms).
  ///   - delay: how long it must be remembered (published: 0 to 400 ms).
  ///   - reaction: how long the answer is asked for (published: 50 ms); at least one step.
  ///   - postReaction: how long the outputs must be silent afterwards (published: 0 or 30 ms).
  /// - Throws: `TaskError` when a duration is negative or not a whole number of steps, or the reaction is empty.
  public init(
    step: Duration, cue: Duration, delay: Duration, reaction: Duration, postReaction: Duration
  ) throws(TaskError) {
    guard reaction > .zero else {
      throw TaskError(
        code: .emptyResponse, parameter: "reaction", message: "reaction must last at least one time step")
    }
    timeline = try Timeline(
      step: step,
      parts: [("cue", cue), ("delay", delay), ("reaction", reaction), ("post-reaction", postReaction)])
  }

  public var inputCount: Int { 2 }
  public var outputCount: Int { 2 }
  public var conditionCount: Int { 2 }

  public func input(condition: Int, step: Int) -> [Float] {
    timeline["cue"].contains(step) ? oneHot(condition) : [0, 0]
  }

  public func target(condition: Int, step: Int) -> [Float] {
    timeline["reaction"].contains(step) ? oneHot(condition) : [0, 0]
  }

  public var lossWeights: [Float] {
    let lateSteps = timeline["reaction"].count + timeline["post-reaction"].count
    let share = Double(lateSteps) / Double(stepCount)
    return (0..<stepCount).map { Float($0 < stepCount - lateSteps ? share : 1 - share) }
  }

  public var windows: MetricWindows {
    MetricWindows(
      exact: timeline["reaction"],
      published: publishedWindow(
        from: [duration("cue"), duration("delay")], for: duration("reaction"), step: timeline.step,
        stepCount: stepCount))
  }

  public var withoutPostReaction: any MemoryTask {
    let shorter = try? DelayedCueDiscrimination(
      step: timeline.step, cue: duration("cue"), delay: duration("delay"), reaction: duration("reaction"),
      postReaction: .zero)
    return shorter ?? self
  }

  private func duration(_ name: String) -> Duration {
    timeline.phases.first { $0.name == name }?.duration ?? .zero
  }
}

/// The unit vector of a two-channel code.
func oneHot(_ condition: Int) -> [Float] { condition == 0 ? [1, 0] : [0, 1] }
