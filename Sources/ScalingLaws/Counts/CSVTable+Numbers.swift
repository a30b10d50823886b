extension CSVTable {
  /// A finite number.
  ///
  /// - Throws: `ScalingError` with line and column for anything else.
  func number(_ column: String, _ row: Row) throws(ScalingError) -> Double {
    let text = text(column, row)
    guard let number = Double(text), number.isFinite else {
      throw ScalingError(
        .badTable, place: place(column, row),
        message: text.isEmpty ? "nothing where a number is expected" : "'\(text)' is not a finite number",
        hint: text.contains(",") ? "numbers have a point, not a comma" : "mend or remove the row")
    }
    return number
  }

  /// A learning rate: a number above zero.
  func learningRate(_ row: Row) throws(ScalingError) -> Double {
    let rate = try number("learning_rate", row)
    guard rate > 0 else {
      throw ScalingError(
        .badTable, place: place("learning_rate", row), message: "a learning rate of \(text("learning_rate", row))",
        hint: "learning rates are above zero: mend or remove the row")
    }
    return rate
  }

  /// A duration in ms: a number of at least zero.
  func duration(_ column: DurationColumn, _ row: Row) throws(ScalingError) -> Double {
    let duration = try number(column.rawValue, row)
    guard duration >= 0 else {
      throw ScalingError(
        .badTable, place: place(column.rawValue, row), message: "a duration of \(text(column.rawValue, row)) ms",
        hint: "durations are at least zero: mend or remove the row")
    }
    return duration
  }

  /// A whole number of at least zero; `8.0` is one, as some programs write it.
  func count(_ column: String, _ row: Row, atMost limit: Int = 1_000_000) throws(ScalingError) -> Int {
    let number = try number(column, row)
    // A bound that no table reaches: exact tests take time and memory in proportion.
    guard number >= 0, number <= Double(limit), let count = Int(exactly: number) else {
      throw ScalingError(
        .badTable, place: place(column, row), message: "'\(text(column, row))' is not a count",
        hint: "counts are whole numbers from 0 to \(limit): mend or remove the row")
    }
    return count
  }

  /// The duration that the rows differ in: the delay, or the reaction where there is no delay or only one.
  ///
  /// - Throws: `ScalingError` when there is neither.
  func durationColumn() throws(ScalingError) -> DurationColumn {
    let present = DurationColumn.allCases.filter { has($0.rawValue) }
    let varying = present.first { column in Set(rows.map { text(column.rawValue, $0) }).count > 1 }
    if let column = varying ?? present.first { return column }
    try require([DurationColumn.delay.rawValue])
    return .delay
  }
}
