import Tasks

extension TaskDefinition {
  /// Delayed cue discrimination, as published.
  ///
  /// Source: Kurtkaya, Dinc et al. 2025, arXiv:2502.17433.
  static let delayedCueDiscrimination = TaskDefinition(
    kind: "delayed-cue-discrimination", summary: "remember which of two cues was shown, and answer after a delay",
    keys: [
      KeyDefinition(
        "task.cue", .duration(allowsZero: true), default: .value(.duration(.milliseconds(30))), because: "published",
        "how long the cue is shown"),
      KeyDefinition(
        "task.delay", .duration(allowsZero: true), default: .value(.duration(.milliseconds(100))),
        because: "inside the published range of 0 to 400 ms", "how long it must be remembered"),
      KeyDefinition(
        "task.reaction", .duration(allowsZero: false), default: .value(.duration(.milliseconds(50))),
        because: "published", "how long the answer is asked for"),
      KeyDefinition(
        "task.post-reaction", .duration(allowsZero: true), default: .value(.duration(.zero)),
        because: "published, where not stated otherwise", "how long the outputs must be silent afterwards"),
    ]
  ) { values, step throws(TaskError) in
    try DelayedCueDiscrimination(
      step: step, cue: values.duration("task.cue"), delay: values.duration("task.delay"),
      reaction: values.duration("task.reaction"), postReaction: values.duration("task.post-reaction"))
  }
}
