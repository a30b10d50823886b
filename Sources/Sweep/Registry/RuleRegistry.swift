/// How a learning rule is configured: its name and its keys.
public struct RuleDefinition: Sendable {
  /// The word written as `training.rule`.
  public let kind: String
  /// What it does, in one line.
  public let summary: String
  /// Keys of its own, with full paths.
  public let keys: [KeyDefinition]

  /// Declares a learning rule.
  public init(kind: String, summary: String, keys: [KeyDefinition]) {
    self.kind = kind
    self.summary = summary
    self.keys = keys
  }
}

/// Every learning rule a configuration can ask for.
public enum RuleRegistry {
  /// One line per rule.
  public static let all: [RuleDefinition] = [
    RuleDefinition(
      kind: "backpropagation", summary: "full backpropagation through time, one batch per epoch", keys: [])
  ]
}
