import Tasks

extension TaskDefinition {
  /// The control experiment without memory, as published.
  ///
  /// Source: Kurtkaya, Dinc et al. 2025, arXiv:2502.17433.
  static let noMemoryControl = TaskDefinition(
    kind: "no-memory-control", summary: "report the cue at every time step, while it is shown and after",
    keys: [
      KeyDefinition(
        "task.cue", .duration(allowsZero: true), default: .value(.duration(.milliseconds(30))), because: "published",
        "how long the cue is shown"),
      KeyDefinition(
        "task.reaction", .duration(allowsZero: false), default: .value(.duration(.milliseconds(50))),
        because: "the reaction of the main task; published: 20 to 400 ms", "how long the answer goes on after the cue"),
    ]
  ) { values, step throws(TaskError) in
    try NoMemoryControl(step: step, cue: values.duration("task.cue"), reaction: values.duration("task.reaction"))
  }
}
