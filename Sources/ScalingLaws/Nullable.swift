/// A value that is written as null where there is none, instead of being left out: scripts find every key.
@propertyWrapper
public struct Nullable<Value: Encodable & Sendable>: Sendable, Encodable {
  /// The value.
  public var wrappedValue: Value?

  /// Wraps a value.
  public init(wrappedValue: Value?) { self.wrappedValue = wrappedValue }

  /// Wraps a value.
  init(_ value: Value?) { wrappedValue = value }

  /// The value.
  public var value: Value? { wrappedValue }

  /// Writes the value, or null.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    if let wrappedValue { try container.encode(wrappedValue) } else { try container.encodeNil() }
  }
}
