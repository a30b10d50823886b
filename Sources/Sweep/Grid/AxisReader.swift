import Spelling

/// Reads the values of an axis: a list, `range`, `linspace` or `logspace`.
enum AxisReader {
  static let forms = ["range", "linspace", "logspace"]

  /// The values and their places; nil after noting an error.
  static func read(
    _ definition: KeyDefinition, _ node: SourceNode, errors: inout ErrorCollector
  ) -> [(value: ConfigurationValue, place: Place)]? {
    let path = "grid.\(definition.path)"
    switch node.content {
    case .sequence(let items):
      let values = items.compactMap { item in
        ValueReader.read(item, as: definition.kind, at: definition.path, errors: &errors).map { ($0, item.place) }
      }
      return values.count == items.count ? values : nil
    case .mapping(let pairs):
      guard pairs.count == 1, let (key, value) = pairs.first, let form = key.scalar, forms.contains(form) else {
        let word = pairs.first?.key.scalar ?? ""
        let fault =
          switch pairs.count {
          case 0: "is empty"
          case 1: "has the unknown form `\(word)`"
          default: "has \(pairs.count) keys"
          }
        errors.add(
          .malformedAxis, at: pairs.first?.key.place ?? node.place, path,
          "the axis `\(definition.path)` \(fault); expected a list, or exactly one of `range`, `linspace`, `logspace`",
          hint: word == "count"
            ? "only the axis `seed` takes a count"
            : NearestName.of(word, among: forms).map { "did you mean `\($0)`?" })
        return nil
      }
      return generate(form, definition, value, errors: &errors)?.map { ($0, node.place) }
    case .scalar:
      errors.add(
        .malformedAxis, at: node.place, path,
        "the axis `\(definition.path)` is \(node.words); expected a list, `range`, `linspace` or `logspace`",
        hint: node.isNull ? "write a list, such as `[1, 2]`" : "write a list: `[\(node.scalar ?? "")]`")
      return nil
    }
  }

  private static func generate(
    _ form: String, _ definition: KeyDefinition, _ node: SourceNode, errors: inout ErrorCollector
  ) -> [ConfigurationValue]? {
    let path = definition.path
    let third = form == "range" ? "step" : "count"
    guard case .sequence(let items) = node.content, items.count == 3 else {
      var found = node.words
      if case .sequence(let items) = node.content { found = "a list of \(items.count)" }
      errors.add(
        .malformedAxis, at: node.place, "grid.\(path)",
        "`\(form)` of `\(path)` is \(found); expected three values: first, last, \(third)",
        hint: "write `\(form): [first, last, \(third)]`")
      return nil
    }
    if case .choice = definition.kind {
      errors.add(
        .malformedAxis, at: node.place, "grid.\(path)",
        "`\(form)` needs numbers; `\(path)` is \(definition.kind.expectation)",
        hint: "write a list")
      return nil
    }
    let ends = [items[0], items[1]].map { ValueReader.read($0, as: definition.kind, at: path, errors: &errors) }
    if form == "range" {
      guard let step = decimal(items[2], definition, errors: &errors) else { return nil }
      guard ends[0] != nil, ends[1] != nil, let first = decimal(items[0], definition, errors: &errors),
        let last = decimal(items[1], definition, errors: &errors)
      else { return nil }
      return attempt(form, definition, items, errors: &errors) { () throws(AxisGenerator.Failure) in
        let (multiples, exponent) = try AxisGenerator.range(first: first, last: last, step: step)
        return multiples.map { value($0, exponent, definition.kind) }
      }
    }
    let countPath = "grid.\(path).\(form)"
    let count = ValueReader.read(items[2], as: .integer(1...Grid.axisLimit), at: countPath, errors: &errors)
    guard case .integer(let count) = count, let first = ends[0], let last = ends[1] else { return nil }
    return attempt(form, definition, items, errors: &errors) { () throws(AxisGenerator.Failure) in
      try spaced(form, first, last, count)
    }
  }

  private static func spaced(
    _ form: String, _ first: ConfigurationValue, _ last: ConfigurationValue, _ count: Int
  ) throws(AxisGenerator.Failure) -> [ConfigurationValue] {
    switch (first, last) {
    case (.number(let first), .number(let last)) where form == "linspace":
      return try AxisGenerator.linspace(first: first, last: last, count: count).map { .number($0 + 0) }
    case (.number(let first), .number(let last)):
      return try AxisGenerator.logspace(first: first, last: last, count: count).map { .number($0) }
    case (.duration(let first), .duration(let last)) where form == "linspace":
      return try AxisGenerator.linspace(first: first, last: last, count: count).map { .duration($0) }
    case (.integer(let first), .integer(let last))
    where form == "linspace" && (count == 1 || (last - first) % (count - 1) == 0):
      guard count > 1 else {
        guard first == last else { throw .oneValueTwoEnds }
        return [.integer(first)]
      }
      return (0..<count).map { .integer(first + $0 * ((last - first) / (count - 1))) }
    default: throw .notWhole
    }
  }

  /// An exact number, or a duration in attoseconds, of any sign.
  private static func decimal(
    _ node: SourceNode, _ definition: KeyDefinition, errors: inout ErrorCollector
  ) -> ExactDecimal? {
    guard case .scalar(let text, isPlain: true) = node.content, !node.isNull else {
      errors.add(
        .wrongType, at: node.place, "grid.\(definition.path)",
        "found \(node.words) in the range of `\(definition.path)`; expected a number or duration")
      return nil
    }
    if case .duration = definition.kind {
      return ValueReader.duration(text, node, definition.path, as: definition.kind, &errors)
        .map { ExactDecimal(mantissa: $0.attoseconds, exponent: 0) }
    }
    guard ExactDecimal.isNumber(text), let decimal = ExactDecimal(text) else {
      errors.add(
        DurationText.isNotFinite(text) ? .notFinite : .wrongType, at: node.place, "grid.\(definition.path)",
        "found \(node.words) in the range of `\(definition.path)`; expected a number of at most 36 digits")
      return nil
    }
    return decimal
  }

  private static func value(_ multiple: Int128, _ exponent: Int, _ kind: ValueKind) -> ConfigurationValue {
    let decimal = ExactDecimal(mantissa: multiple, exponent: exponent)
    switch kind {
    case .duration: return .duration(Duration(attoseconds: decimal.scaled(to: 0) ?? 0))
    case .integer: return .integer(Int(exactly: decimal.scaled(to: 0) ?? 0) ?? 0)
    default: return .number(decimal.double + 0)
    }
  }

  private static func attempt(
    _ form: String, _ definition: KeyDefinition, _ items: [SourceNode], errors: inout ErrorCollector,
    _ body: () throws(AxisGenerator.Failure) -> [ConfigurationValue]
  ) -> [ConfigurationValue]? {
    do {
      return try body()
    } catch {
      let (code, item, message, hint) = explain(error, form, definition, items)
      errors.add(code, at: items[item].place, "grid.\(definition.path)", message, hint: hint)
      return nil
    }
  }

  private static func explain(
    _ failure: AxisGenerator.Failure, _ form: String, _ definition: KeyDefinition, _ items: [SourceNode]
  ) -> (ConfigurationError.Code, item: Int, message: String, hint: String?) {
    let first = items[0].words
    let last = items[1].words
    let third = items[2].words
    switch failure {
    case .wrongSign:
      return (
        .malformedAxis, 2,
        "the step \(third) leads away from \(last); expected the sign that leads from \(first) to it",
        "change the sign of the step"
      )
    case .zeroStep:
      return (
        .malformedAxis, 2, "the step of a range is zero; expected a step that leads from \(first) to \(last)", nil
      )
    case .doesNotDivide:
      return (
        .stepDoesNotDivide, 2,
        "the step \(third) does not divide the way from \(first) to \(last); expected to reach the last value exactly",
        "choose another last value or step, or use `linspace`"
      )
    case .tooMany:
      return (.tooManyNetworks, 2, "the axis has more than \(Grid.axisLimit) values", "use a larger step")
    case .notExact:
      return (
        .outOfRange, 2, "the range from \(first) to \(last) by \(third) cannot be computed exactly", "write a list"
      )
    case .notPositive:
      return (.outOfRange, 0, "`logspace` from \(first) to \(last); expected two ends greater than zero", nil)
    case .oneValueTwoEnds:
      return (.malformedAxis, 2, "one value cannot reach from \(first) to \(last); expected a count of at least 2", nil)
    case .notWhole where form == "logspace":
      return (
        .malformedAxis, 0,
        "`logspace` makes no whole numbers or durations; `\(definition.path)` is \(definition.kind.expectation)",
        "write a list, or use `range`"
      )
    case .notWhole:
      return (
        .stepDoesNotDivide, 2, "\(third) values do not divide the way from \(first) to \(last) evenly",
        "choose another count, or use `range`"
      )
    }
  }
}
