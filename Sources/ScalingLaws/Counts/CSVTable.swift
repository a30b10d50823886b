import Spelling
import SwiftCSV

/// A table of text with a header, every row of which knows its line.
///
/// Commas, semicolons or tabs stand between fields, as the first line has them; quotes, CRLF and a byte order mark are
/// understood, blank lines are passed over, and spaces around a field do not count.
struct CSVTable {
  /// A row; it has as many fields as the header.
  struct Row {
    /// Line of its beginning, from 1.
    let line: Int
    let fields: [String]
  }

  /// Name of the file, for messages.
  let name: String
  /// Names of the columns.
  let header: [String]
  let rows: [Row]
  private let places: [String: Int]

  /// Splits text.
  ///
  /// - Throws: `ScalingError` for text without rows, a row that is longer or shorter than the header, a column given
  ///   twice, quotes that are not closed or not at the edges of a field.
  init(text: String, name: String) throws(ScalingError) {
    self.name = name
    var rows = try CSVTable.split(text, name)
    guard !rows.isEmpty else {
      throw ScalingError(
        .badTable, place: name, message: "the file is empty", hint: "its first line names the columns")
    }
    let header = rows.removeFirst()
    self.header = header.fields
    var places: [String: Int] = [:]
    for (place, column) in header.fields.enumerated() where !column.isEmpty {
      guard places.updateValue(place, forKey: column) == nil else {
        throw ScalingError(
          .badTable, place: "\(name):\(header.line)", message: "the column `\(column)` is there twice",
          hint: "remove or rename one of them")
      }
    }
    self.places = places
    for row in rows where row.fields.count != header.fields.count {
      throw ScalingError(
        .badTable, place: "\(name):\(row.line)",
        message: "\(row.fields.count) fields, but the header has \(header.fields.count) columns",
        hint: "a field that holds the separator needs quotes")
    }
    guard !rows.isEmpty else {
      throw ScalingError(
        .badTable, place: name, message: "a header and no rows", hint: "every cell or network needs a row of its own")
    }
    self.rows = rows
  }

  /// Whether there is a column.
  func has(_ column: String) -> Bool { places[column] != nil }

  /// A field without the spaces around it; empty where there is no such column.
  func text(_ column: String, _ row: Row) -> String { places[column].map { row.fields[$0] } ?? "" }

  /// Where a field is, for messages.
  func place(_ column: String, _ row: Row) -> String { "\(name):\(row.line): `\(column)`" }

  /// Finds out whether all columns are there.
  ///
  /// - Throws: `ScalingError` with the nearest name there is.
  func require(_ columns: [String]) throws(ScalingError) {
    for column in columns where !has(column) {
      let others = header.filter { !$0.isEmpty && !columns.contains($0) }
      let hint =
        NearestName.of(column, among: others).map { "did you mean `\($0)`? Rename it" }
        ?? "there are: " + header.map { "`\($0)`" }.joined(separator: ", ")
      throw ScalingError(.badTable, place: name, message: "there is no column `\(column)`", hint: hint)
    }
  }

  private static func split(_ text: String, _ name: String) throws(ScalingError) -> [Row] {
    // Only what is quoted can go over the end of a line.
    let isQuoted = text.utf8.contains(UInt8(ascii: "\""))
    var rows: [Row] = []
    var line = 1
    do {
      // The last line may lack its end, and would lose an empty last field with it.
      let csv = try EnumeratedCSV(
        string: text + "\n", delimiter: .guessed(string: text), loadColumns: false, rowLimit: 0)
      try csv.enumerateAsArray(startAt: 0, rowLimit: nil) { fields in
        if fields != [""] { rows.append(Row(line: line, fields: fields.map(trimmed))) }
        line += 1
        if isQuoted { line += fields.reduce(0) { $0 + $1.count(where: \.isNewline) } }
      }
    } catch {
      throw ScalingError(
        .badTable, place: "\(name):\(line)", message: "a quote is not where one can be",
        hint: "quotes go around a whole field, and a quote inside is written twice")
    }
    if isQuoted, let last = rows.last, last.fields.last?.last?.isNewline == true {
      throw ScalingError(
        .badTable, place: "\(name):\(last.line)", message: "a quote is opened and not closed",
        hint: "quotes go around a whole field, and a quote inside is written twice")
    }
    return rows
  }

  private static func trimmed(_ field: String) -> String {
    // Hardly any field has spaces, and a table may have millions of fields.
    guard let first = field.utf8.first, let last = field.utf8.last, isSpace(first) || isSpace(last) else {
      return field
    }
    var part = Substring(field)
    while let first = part.utf8.first, isSpace(first) { part.removeFirst() }
    while let last = part.utf8.last, isSpace(last) { part.removeLast() }
    return String(part)
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
}
