/// Which numbers a key accepts.
public struct NumberRange: Sendable, Equatable {
  /// Smallest value.
  public let lower: Double
  /// Whether the smallest value itself is accepted.
  public let includesLower: Bool
  /// Every accepted value is less than this; nil for no limit.
  public let upper: Double?

  /// Any finite number greater than zero.
  public static let positive = NumberRange(lower: 0, includesLower: false, upper: nil)
  /// Any finite number from zero up.
  public static let zeroOrMore = NumberRange(lower: 0, includesLower: true, upper: nil)
  /// From zero up to, but not including, one.
  public static let fraction = NumberRange(lower: 0, includesLower: true, upper: 1)

  func contains(_ value: Double) -> Bool {
    guard value.isFinite else { return false }
    return (includesLower ? value >= lower : value > lower) && (upper.map { value < $0 } ?? true)
  }

  var text: String {
    let lowerText = lower == lower.rounded() && abs(lower) < 1e6 ? String(Int(lower)) : lower.description
    let from = includesLower ? "of at least \(lowerText)" : "greater than \(lowerText)"
    return from + (upper.map { " and less than \($0 == 1 ? "1" : $0.description)" } ?? "")
  }
}

/// What a key accepts.
public enum ValueKind: Sendable, Equatable {
  /// A line of text.
  case text
  /// One word of a list.
  case choice([String])
  /// A whole number within bounds.
  case integer(ClosedRange<Int>)
  /// A whole number from 0 to 2^64 - 1.
  case unsigned
  /// A finite number within bounds.
  case number(NumberRange)
  /// A duration with a unit; zero is accepted or not.
  case duration(allowsZero: Bool)
  /// A duration longer than zero, or the word `never`.
  case durationOrNever

  /// What to write, for messages and for the table of keys.
  public var expectation: String {
    switch self {
    case .text: "a line of text"
    case .choice(let words):
      words.count == 1
        ? "`\(words[0])`" : "one of " + words.map { "`\($0)`" }.joined(separator: ", ")
    case .integer(let range): "a whole number from \(range.lowerBound) to \(range.upperBound)"
    case .unsigned: "a whole number from 0 to \(UInt64.max)"
    case .number(let range): "a number \(range.text)"
    case .duration(let allowsZero):
      allowsZero
        ? "a duration of zero or more with a unit, such as `30 ms`"
        : "a duration longer than zero with a unit, such as `30 ms`"
    case .durationOrNever: "a duration longer than zero with a unit, such as `60 s`, or `never`"
    }
  }

  /// Unit of the key's column in tables: durations are in milliseconds.
  public var unit: String? {
    if case .duration = self { return "ms" }
    return nil
  }
}
