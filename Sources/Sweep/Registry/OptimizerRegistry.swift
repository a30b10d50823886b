/// How an optimizer is configured: its name, its keys, and the settings made of their values.
public struct OptimizerDefinition: Sendable {
  /// The word written as `training.optimizer.kind`.
  public let kind: String
  /// What it does, in one line.
  public let summary: String
  /// Keys of its own, with full paths; every optimizer has `training.optimizer.learning-rate`.
  public let keys: [KeyDefinition]
  /// Makes the settings from the values of a cell.
  public let make: @Sendable (_ values: SettingValues) -> OptimizerSettings

  /// Declares an optimizer.
  public init(
    kind: String, summary: String, keys: [KeyDefinition],
    make: @escaping @Sendable (_ values: SettingValues) -> OptimizerSettings
  ) {
    self.kind = kind
    self.summary = summary
    self.keys = keys
    self.make = make
  }
}

/// Every optimizer a configuration can ask for.
public enum OptimizerRegistry {
  /// One line per optimizer.
  public static let all: [OptimizerDefinition] = [
    .sgd
  ]
}

extension OptimizerDefinition {
  /// Stochastic gradient descent with momentum and weight decay, as published.
  static let sgd = OptimizerDefinition(
    kind: "sgd", summary: "gradient descent with momentum (not Nesterov) and weight decay",
    keys: [
      KeyDefinition(
        KeyPaths.learningRate, .number(.positive), default: .value(.number(0.01)),
        because: "the middle of the published range", "learning rate"),
      KeyDefinition(
        "training.optimizer.momentum", .number(.fraction), default: .value(.number(0.9)), because: "published",
        "momentum"),
      KeyDefinition(
        "training.optimizer.weight-decay", .number(.zeroOrMore), default: .value(.number(1e-7)), because: "published",
        "weight decay"),
    ]
  ) { values in
    .sgd(
      learningRate: values.number(KeyPaths.learningRate), momentum: values.number("training.optimizer.momentum"),
      weightDecay: values.number("training.optimizer.weight-decay"))
  }
}
