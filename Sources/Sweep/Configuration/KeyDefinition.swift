/// A key of the configuration, declared once: reader, identities, columns and documentation all follow from it.
public struct KeyDefinition: Sendable, Equatable {
  /// What a key does when it is absent.
  public enum Default: Sendable, Equatable {
    /// The key must be written.
    case required
    /// The key may be absent, and then nothing happens; the text says what that means.
    case absent(String)
    /// The value of an absent key. Once released it never changes, because identities leave defaults out.
    case value(ConfigurationValue)
  }

  /// What a key has an effect on.
  public enum Effect: String, Sendable {
    /// The numbers a network computes: enters its identity, may be an axis.
    case numbers
    /// Which keys a section has: enters the identity, cannot be an axis.
    case kind
    /// How finished networks are judged; no effect on training.
    case judgement
    /// What is recorded; no effect on training.
    case record
    /// The streams of the whole sweep.
    case sweepSeed
    /// The kernels of the whole sweep; every network records them beside its identity.
    case kernels
    /// How a run is carried out; no effect on anything computed or recorded, and none on the run's hash.
    case operation
    /// A label for people.
    case label
  }

  /// Dotted path, kebab-case: `training.optimizer.learning-rate`.
  public let path: String
  /// What it accepts.
  public let kind: ValueKind
  /// What happens without it.
  public let defaultValue: Default
  /// Why the default is what it is.
  public let reason: String
  /// What it means, in one line.
  public let summary: String
  /// What it has an effect on.
  public let effect: Effect

  /// Declares a key.
  public init(
    _ path: String, _ kind: ValueKind, default defaultValue: Default, because reason: String, effect: Effect = .numbers,
    _ summary: String
  ) {
    self.path = path
    self.kind = kind
    self.defaultValue = defaultValue
    self.reason = reason
    self.summary = summary
    self.effect = effect
  }

  /// Whether the key enters a network's identity.
  public var changesNumbers: Bool { effect == .numbers || effect == .kind }

  /// Whether the key enters the hash that ties a run folder to its configuration.
  var changesOutput: Bool { effect != .label && effect != .operation }
}
