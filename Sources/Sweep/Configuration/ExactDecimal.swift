/// A decimal number, exactly: mantissa * 10^exponent.
///
/// Ranges and durations are computed in it, so that `range: [0, 0.3, 0.1]` has four members and its last one is 0.3.
struct ExactDecimal: Sendable, Equatable {
  /// Digits, without trailing zeros.
  var mantissa: Int128
  /// Power of ten.
  var exponent: Int

  init(mantissa: Int128, exponent: Int) {
    self.mantissa = mantissa
    self.exponent = exponent
    while self.mantissa != 0, self.mantissa % 10 == 0 {
      self.mantissa /= 10
      self.exponent += 1
    }
    if self.mantissa == 0 { self.exponent = 0 }
  }

  /// Reads `-1.5`, `.5`, `2e-3`; nil for anything else, or for more than 36 digits.
  init?(_ text: some StringProtocol) {
    var digits: Int128 = 0
    var count = 0
    var exponent = 0
    var rest = Substring(text)[...]
    let isNegative = rest.first == "-"
    if let sign = rest.first, sign == "-" || sign == "+" { rest = rest.dropFirst() }
    var seenPoint = false
    var seenDigit = false
    while let character = rest.first, character != "e", character != "E" {
      rest = rest.dropFirst()
      if character == "." {
        if seenPoint { return nil }
        seenPoint = true
        continue
      }
      guard let digit = ExactDecimal.digit(character) else { return nil }
      seenDigit = true
      if seenPoint { exponent -= 1 }
      if count == 0, digit == 0 { continue }
      count += 1
      guard count <= 36 else { return nil }
      digits = digits * 10 + Int128(digit)
    }
    guard seenDigit else { return nil }
    if !rest.isEmpty {
      let power = rest.dropFirst()
      guard power.contains(where: { ExactDecimal.digit($0) != nil }), let value = Int(power), abs(value) <= 10_000
      else {
        return nil
      }
      exponent += value
    }
    self.init(mantissa: isNegative ? -digits : digits, exponent: exponent)
  }

  private static func digit(_ character: Character) -> Int? {
    guard let value = character.asciiValue, (48...57).contains(value) else { return nil }
    return Int(value) - 48
  }

  /// The mantissa at a lower exponent; nil when it does not fit 128 bits.
  func scaled(to target: Int) -> Int128? {
    if mantissa == 0 { return 0 }
    guard exponent >= target, exponent - target <= 38 else { return nil }
    var result = mantissa
    for _ in 0..<(exponent - target) {
      let (value, overflow) = result.multipliedReportingOverflow(by: 10)
      if overflow { return nil }
      result = value
    }
    return result
  }

  /// The nearest double.
  var double: Double { Double("\(mantissa)e\(exponent)") ?? .nan }

  /// Whether text is a decimal number as configurations write it: an optional sign, digits, a point, an exponent.
  static func isNumber(_ text: some StringProtocol) -> Bool {
    var rest = Substring(text)[...]
    if let sign = rest.first, sign == "-" || sign == "+" { rest = rest.dropFirst() }
    let parts = rest.split(omittingEmptySubsequences: false) { $0 == "e" || $0 == "E" }
    guard parts.count <= 2, let significand = parts.first else { return false }
    let halves = significand.split(separator: ".", omittingEmptySubsequences: false)
    guard halves.count <= 2, halves.contains(where: { !$0.isEmpty }) else { return false }
    guard halves.allSatisfy({ $0.allSatisfy { digit($0) != nil } }) else { return false }
    guard parts.count == 2 else { return true }
    var power = parts[1]
    if let sign = power.first, sign == "-" || sign == "+" { power = power.dropFirst() }
    return !power.isEmpty && power.allSatisfy { digit($0) != nil }
  }
}
