/// Cells of text side by side, as every table of the terminal shows them.
struct Columns {
  /// Widest cell of each column.
  let widths: [Int]
  private let rows: [[String]]
  private let left: Int

  /// Two spaces between columns.
  private static let gap = "  "

  /// Describes the columns.
  ///
  /// - Parameters:
  ///   - rows: the header and all others, of the same number of cells.
  ///   - left: how many columns, from the first, are words, which begin at the left; the others end at the right.
  init(_ rows: [[String]], left: Int) {
    widths = (rows.first ?? []).indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    self.rows = rows
    self.left = left
  }

  /// A line for each row, without spaces at its end.
  var lines: [String] {
    rows.map { row in
      let line = row.indices.map { column in
        let space = String(repeating: " ", count: widths[column] - row[column].count)
        return column < left ? row[column] + space : space + row[column]
      }.joined(separator: Columns.gap)
      return String(line.reversed().drop { $0 == " " }.reversed())
    }
  }

  /// Where a column begins, counted in characters.
  func begin(ofColumn column: Int) -> Int { widths.prefix(column).reduce(0) { $0 + $1 + Columns.gap.count } }
}
