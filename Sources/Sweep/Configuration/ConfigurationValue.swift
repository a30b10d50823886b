/// A value of a configuration key, read and checked.
public enum ConfigurationValue: Sendable, Hashable {
  case text(String)
  case integer(Int)
  case unsigned(UInt64)
  case number(Double)
  case duration(Duration)

  /// The word that stands for no duration at all.
  static let never = "never"

  /// The one way this value is written: durations in milliseconds, doubles as their shortest round-trip decimal.
  ///
  /// Identities and hashes are made of it, so it never changes.
  public var canonicalText: String {
    switch self {
    case .text(let text): text
    case .integer(let value): String(value)
    case .unsigned(let value): String(value)
    case .number(let value): value.description
    case .duration(let value): value.canonicalText
    }
  }
}

/// The values of one cell, or of one section, by dotted path.
///
/// The reader fills in every key the schema declares, so asking for a key of the right kind always succeeds; asking for
/// an undeclared one is a mistake in the program, not in its input.
public struct SettingValues: Sendable, Equatable {
  var values: [String: ConfigurationValue]

  init(_ values: [String: ConfigurationValue]) { self.values = values }

  /// The value of a key, if it has one.
  public subscript(path: String) -> ConfigurationValue? { values[path] }

  /// The duration of a declared key.
  public func duration(_ path: String) -> Duration {
    guard case .duration(let value) = values[path] else { preconditionFailure("\(path) is not a declared duration") }
    return value
  }

  /// The number of a declared key.
  public func number(_ path: String) -> Double {
    guard case .number(let value) = values[path] else { preconditionFailure("\(path) is not a declared number") }
    return value
  }

  /// The whole number of a declared key.
  public func integer(_ path: String) -> Int {
    guard case .integer(let value) = values[path] else { preconditionFailure("\(path) is not a declared integer") }
    return value
  }

  /// The text of a declared key.
  public func text(_ path: String) -> String {
    guard case .text(let value) = values[path] else { preconditionFailure("\(path) is not a declared text") }
    return value
  }

  /// The number of an optional key, nil when the key is absent.
  public func optionalNumber(_ path: String) -> Double? {
    guard case .number(let value) = values[path] else { return nil }
    return value
  }

  /// The duration of a key that accepts `never` too; nil for that word.
  public func durationUnlessNever(_ path: String) -> Duration? {
    guard case .duration(let value) = values[path] else { return nil }
    return value
  }

  /// A whole number that need not be given.
  public func optionalInteger(_ path: String) -> Int? {
    guard case .integer(let value) = values[path] else { return nil }
    return value
  }
}
