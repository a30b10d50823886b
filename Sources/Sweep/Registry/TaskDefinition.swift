import Tasks

/// How a task is configured: its name, its keys, and how it is made of their values.
///
/// To add a task: write its `MemoryTask` in module Tasks, an extension of this type like
/// `TaskDefinition+DelayedCueDiscrimination.swift`, and one line in `TaskRegistry`.
public struct TaskDefinition: Sendable {
  /// The word written as `task.kind`.
  public let kind: String
  /// What the task asks for, in one line.
  public let summary: String
  /// Keys of its own, with full paths such as `task.cue`.
  ///
  /// Durations among them are checked against the time step, and become
  /// columns of every table.
  public let keys: [KeyDefinition]
  /// Makes the task from the values of a cell and the duration of a time step.
  public let make: @Sendable (_ values: SettingValues, _ step: Duration) throws(TaskError) -> any MemoryTask

  /// Declares a task.
  public init(
    kind: String, summary: String, keys: [KeyDefinition],
    make: @escaping @Sendable (_ values: SettingValues, _ step: Duration) throws(TaskError) -> any MemoryTask
  ) {
    self.kind = kind
    self.summary = summary
    self.keys = keys
    self.make = make
  }
}
