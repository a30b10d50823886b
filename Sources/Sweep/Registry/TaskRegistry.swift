/// Every task a configuration can ask for.
public enum TaskRegistry {
  /// One line per task.
  public static let all: [TaskDefinition] = [
    .delayedCueDiscrimination,
    .noMemoryControl,
  ]
}
