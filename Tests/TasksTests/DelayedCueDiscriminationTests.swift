import Tasks
import Testing

@Suite struct DelayedCueDiscriminationTests {
  static func task(delay: Int, post: Int = 0) throws -> DelayedCueDiscrimination {
    try DelayedCueDiscrimination(
      step: .milliseconds(5), cue: .milliseconds(30), delay: .milliseconds(delay), reaction: .milliseconds(50),
      postReaction: .milliseconds(post))
  }

  @Test(arguments: [(0, 0, 16), (20, 0, 20), (200, 0, 56), (400, 0, 96), (400, 30, 102)])
  func trialLength(delay: Int, post: Int, steps: Int) throws {
    #expect(try Self.task(delay: delay, post: post).stepCount == steps)
  }

  @Test func cueAndTargetAreOneHotInTheirOwnTime() throws {
    let trials = try Self.task(delay: 20, post: 30).makeTrials(count: 5)
    #expect(trials.conditions == [0, 1, 0, 1, 0])
    for step in 0..<trials.stepCount {
      for channel in 0..<2 {
        for trial in 0..<5 {
          let place = (step * 2 + channel) * 5 + trial
          let isOwn = trials.conditions[trial] == channel
          #expect(trials.inputs[place] == (isOwn && step < 6 ? 1 : 0))
          #expect(trials.targets[place] == (isOwn && (10..<20).contains(step) ? 1 : 0))
        }
      }
    }
  }

  /// w = 1 - n/T on the last n steps, n/T before; n counts the time after the reaction too.
  @Test func lossWeightsBalanceSilenceAndResponse() throws {
    let weights = try Self.task(delay: 20, post: 30).lossWeights
    #expect(weights.count == 26)
    #expect(weights[9] == Float(16.0 / 26))
    #expect(weights[10] == Float(10.0 / 26))
    #expect(weights[25] == Float(10.0 / 26))
  }

  /// Windows of the published code for its whole grids: one step early, and the listed exceptions.
  @Test func publishedWindowKeepsShiftAndTruncation() throws {
    let exceptions = [300: 64..<74, 320: 69..<78]
    for delay in stride(from: 0, through: 400, by: 20) {
      let response = 6 + delay / 5
      let windows = try Self.task(delay: delay).windows
      #expect(windows.exact == response..<(response + 10))
      #expect(windows.published == exceptions[delay] ?? (response - 1)..<(response + 9), "delay \(delay) ms")
      #expect(try Self.task(delay: delay, post: 30).windows.published == windows.published)
    }
    let slow = [320: 69..<78, 440: 92..<103]
    for delay in stride(from: 0, through: 800, by: 40) {
      let response = 6 + delay / 5
      let published = try Self.task(delay: delay).windows.published
      #expect(published == slow[delay] ?? (response - 1)..<(response + 9), "delay \(delay) ms")
    }
  }

  @Test func classifierTaskHasNoPostReaction() throws {
    #expect(try Self.task(delay: 100, post: 30).withoutPostReaction.stepCount == 36)
  }

  @Test(
    arguments: [
      (Duration.milliseconds(5), Duration.milliseconds(-5), Duration.milliseconds(50), TaskError.Code.negativeDuration),
      (.milliseconds(5), .milliseconds(7), .milliseconds(50), .notAMultipleOfTheStep),
      (.milliseconds(5), .milliseconds(5), .zero, .emptyResponse),
      (.zero, .milliseconds(5), .milliseconds(50), .stepNotPositive),
      (.nanoseconds(1), .seconds(86400), .milliseconds(50), .notAMultipleOfTheStep),
    ])
  func impossibleTrialsAreErrors(step: Duration, delay: Duration, reaction: Duration, code: TaskError.Code) {
    let error = #expect(throws: TaskError.self) {
      try DelayedCueDiscrimination(
        step: step, cue: .milliseconds(30), delay: delay, reaction: reaction, postReaction: .zero)
    }
    #expect(error?.code == code)
  }
}
