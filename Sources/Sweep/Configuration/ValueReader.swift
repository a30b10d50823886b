import Spelling

/// Reads one value of a declared kind, noting what is wrong with it.
enum ValueReader {
  /// The value, or nil after noting an error.
  static func read(
    _ node: SourceNode, as kind: ValueKind, at path: String, errors: inout ErrorCollector
  ) -> ConfigurationValue? {
    guard case .scalar(let text, let isPlain) = node.content, !node.isNull else {
      errors.add(.wrongType, at: node.place, path, "`\(path)` is \(node.words); expected \(kind.expectation)")
      return nil
    }
    switch kind {
    case .text, .choice: break
    case .integer, .unsigned, .number, .duration, .durationOrNever:
      guard isPlain else {
        errors.add(
          .wrongType, at: node.place, path, "`\(path)` is \(node.words); expected \(kind.expectation)",
          hint: "remove the quotes")
        return nil
      }
    }
    switch kind {
    case .text: return readText(text, node, path, &errors)
    case .choice(let words): return readChoice(text, words, node, path, &errors)
    case .integer, .unsigned: return readInteger(text, kind, node, path, &errors)
    case .number(let range): return readNumber(text, range, node, path, &errors)
    case .duration(let allowsZero): return readDuration(text, allowsZero: allowsZero, as: kind, node, path, &errors)
    case .durationOrNever:
      return text == ConfigurationValue.never
        ? .text(text) : readDuration(text, allowsZero: false, as: kind, node, path, &errors)
    }
  }

  private static func readText(
    _ text: String, _ node: SourceNode, _ path: String, _ errors: inout ErrorCollector
  ) -> ConfigurationValue? {
    let isPrintable = text.unicodeScalars.filter { $0 != "\t" }.allSatisfy { scalar in
      switch scalar.properties.generalCategory {
      case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: false
      default: true
      }
    }
    guard !text.allSatisfy(\.isWhitespace), text.count <= 200, isPrintable else {
      errors.add(
        .outOfRange, at: node.place, path,
        "`\(path)` is \(text.isEmpty ? "empty" : node.words); expected one line of at most 200 printable characters")
      return nil
    }
    return .text(text)
  }

  private static func readChoice(
    _ text: String, _ words: [String], _ node: SourceNode, _ path: String, _ errors: inout ErrorCollector
  ) -> ConfigurationValue? {
    guard words.contains(text) else {
      errors.add(
        .unknownChoice, at: node.place, path,
        "`\(path)` is \(node.words); expected \(ValueKind.choice(words).expectation)",
        hint: NearestName.of(text, among: words).map { "did you mean `\($0)`?" }
          ?? (words.count == 1 ? "there is no other yet: leave the key out" : nil))
      return nil
    }
    return .text(text)
  }

  private static func readInteger(
    _ text: String, _ kind: ValueKind, _ node: SourceNode, _ path: String, _ errors: inout ErrorCollector
  ) -> ConfigurationValue? {
    let digits = text.first == "-" || text.first == "+" ? text.dropFirst() : text[...]
    guard !digits.isEmpty, digits.allSatisfy({ $0.isASCII && $0.isNumber }) else {
      noteNotANumber(text, kind, node, path, &errors)
      return nil
    }
    switch kind {
    case .integer(let range):
      if let value = Int(text), range.contains(value) { return .integer(value) }
    default:
      if let value = UInt64(text) { return .unsigned(value) }
    }
    errors.add(.outOfRange, at: node.place, path, "`\(path)` is \(node.words); expected \(kind.expectation)")
    return nil
  }

  private static func readNumber(
    _ text: String, _ range: NumberRange, _ node: SourceNode, _ path: String, _ errors: inout ErrorCollector
  ) -> ConfigurationValue? {
    let kind = ValueKind.number(range)
    guard ExactDecimal.isNumber(text), let value = Double(text.hasSuffix(".") ? text + "0" : text) else {
      noteNotANumber(text, kind, node, path, &errors)
      return nil
    }
    guard range.contains(value) else {
      errors.add(.outOfRange, at: node.place, path, "`\(path)` is \(node.words); expected \(kind.expectation)")
      return nil
    }
    return .number(value + 0)
  }

  private static func noteNotANumber(
    _ text: String, _ kind: ValueKind, _ node: SourceNode, _ path: String, _ errors: inout ErrorCollector
  ) {
    if DurationText.isNotFinite(text) {
      errors.add(.notFinite, at: node.place, path, "`\(path)` is \(node.words); expected \(kind.expectation)")
      return
    }
    var hint: String?
    if case .duration = DurationText(text) {
      hint = "this key has no unit"
    } else if let value = Double(text.replacing("_", with: "")) ?? Double(text.replacing(",", with: ".")) {
      let shown = value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : value.description
      hint = "write `\(shown)`"
      if case .number = kind {} else if value != value.rounded() { hint = nil }
    }
    errors.add(.wrongType, at: node.place, path, "`\(path)` is \(node.words); expected \(kind.expectation)", hint: hint)
  }

  private static func readDuration(
    _ text: String, allowsZero: Bool, as kind: ValueKind, _ node: SourceNode, _ path: String,
    _ errors: inout ErrorCollector
  ) -> ConfigurationValue? {
    guard let duration = duration(text, node, path, as: kind, &errors) else { return nil }
    guard duration > .zero || allowsZero && duration == .zero else {
      errors.add(.outOfRange, at: node.place, path, "`\(path)` is \(node.words); expected \(kind.expectation)")
      return nil
    }
    return .duration(duration)
  }

  /// A duration of any sign.
  ///
  /// - Parameter kind: what the key accepts, to say so.
  static func duration(
    _ text: String, _ node: SourceNode, _ path: String, as kind: ValueKind, _ errors: inout ErrorCollector
  ) -> Duration? {
    let expectation = kind.expectation
    let units = DurationText.units.map(\.name)
    switch DurationText(text) {
    case .duration(let duration): return duration
    case .missingUnit:
      errors.add(
        .missingUnit, at: node.place, path, "`\(path)` is \(node.words), without a unit; expected \(expectation)",
        hint: "write `\(text) ms`; the units are \(units.joined(separator: ", "))")
    case .unknownUnit(let unit):
      let hint =
        ["µs", "μs"].contains(unit)
        ? "write `us` for microseconds"
        : NearestName.of(unit, among: units).map { "did you mean `\($0)`?" }
      errors.add(
        .unknownUnit, at: node.place, path,
        "`\(path)` is \(node.words), with the unknown unit `\(unit)`; expected \(expectation)",
        hint: hint ?? "the units are \(units.joined(separator: ", "))")
    case .notFinite:
      errors.add(.notFinite, at: node.place, path, "`\(path)` is \(node.words); expected \(expectation)")
    case .outOfRange:
      errors.add(
        .outOfRange, at: node.place, path, "`\(path)` is \(node.words); expected \(expectation)",
        hint: "durations go up to 1000000 s, in whole attoseconds")
    case .notADuration:
      errors.add(.wrongType, at: node.place, path, "`\(path)` is \(node.words); expected \(expectation)")
    }
    return nil
  }
}
