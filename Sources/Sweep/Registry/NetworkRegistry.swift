/// How a kind of network is configured: its name and its keys.
///
/// To add a network: its dynamics in module Networks, its keys here in a file of their own, and one line in
/// `NetworkRegistry`.
public struct NetworkDefinition: Sendable {
  /// The word written as `network.kind`.
  public let kind: String
  /// How it moves, in one line.
  public let summary: String
  /// Keys of its own, with full paths.
  public let keys: [KeyDefinition]

  /// Declares a kind of network.
  public init(kind: String, summary: String, keys: [KeyDefinition]) {
    self.kind = kind
    self.summary = summary
    self.keys = keys
  }
}

/// Every network a configuration can ask for.
public enum NetworkRegistry {
  /// One line per network.
  public static let all: [NetworkDefinition] = [
    .leakyRate
  ]
}
