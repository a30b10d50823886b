/// What a duration's text turned out to be.
enum DurationText: Equatable {
  case duration(Duration)
  case missingUnit
  case unknownUnit(String)
  case notFinite
  case outOfRange
  case notADuration

  /// Units and their power of ten in attoseconds.
  static let units: [(name: String, power: Int)] = [("us", 12), ("ms", 15), ("s", 18)]

  /// Longest duration: about eleven days, far beyond any trial.
  static let limit = Duration.seconds(1_000_000)

  /// Reads `30 ms`, `0.5ms`, `-2 us`, exactly.
  init(_ text: String) {
    let number = text.prefix { "+-.0123456789eE".contains($0) }
    let trimmed = DurationText.isNotFinite(text)
    if trimmed {
      self = .notFinite
      return
    }
    // The exponent's `e` must not swallow the first letter of a unit that begins with e.
    guard ExactDecimal.isNumber(number) else {
      self = .notADuration
      return
    }
    let unit = text.dropFirst(number.count).drop { $0 == " " }
    guard !unit.isEmpty else {
      self = .missingUnit
      return
    }
    guard let power = DurationText.units.first(where: { $0.name == unit })?.power else {
      self = .unknownUnit(String(unit))
      return
    }
    guard let decimal = ExactDecimal(number),
      let attoseconds = ExactDecimal(mantissa: decimal.mantissa, exponent: decimal.exponent + power).scaled(to: 0)
    else {
      self = .outOfRange
      return
    }
    let duration = Duration(attoseconds: attoseconds)
    self = duration > DurationText.limit || duration < .zero - DurationText.limit ? .outOfRange : .duration(duration)
  }

  /// Whether text is a spelling of infinity or not-a-number, with or without a unit.
  static func isNotFinite(_ text: String) -> Bool {
    let word = text.split(separator: " ").first.map { $0.lowercased() } ?? ""
    let bare = word.drop { "+-.".contains($0) }
    return ["nan", "inf", "infinity"].contains(bare)
  }
}

extension Duration {
  /// The duration in milliseconds as an exact decimal with its unit: `30 ms`, `0.5 ms`.
  public var canonicalText: String {
    let perMillisecond: Int128 = 1_000_000_000_000_000
    let magnitude = attoseconds.magnitude
    let whole = magnitude / UInt128(perMillisecond)
    let rest = String(magnitude % UInt128(perMillisecond))
    var fraction = String(repeating: "0", count: 15 - rest.count) + rest
    while fraction.last == "0" { fraction.removeLast() }
    return (attoseconds < 0 ? "-" : "") + "\(whole)" + (fraction.isEmpty ? "" : ".\(fraction)") + " ms"
  }
}
