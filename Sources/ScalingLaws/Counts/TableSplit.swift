/// Splits the rows of a table by the parameters that differ beside learning rate and duration.
struct TableSplit {
  /// Rows of equal parameters.
  struct Part {
    let settings: [String: String]
    var rows: [CSVTable.Row]
  }

  /// The parts, in the order in which they begin.
  let parts: [Part]

  /// Splits by the columns whose values differ; numbers written in two ways, such as 30 and 30.0, do not.
  init(_ table: CSVTable, by columns: [String]) {
    let differing = columns.filter { column in
      Set(table.rows.map { TableSplit.value(table.text(column, $0)) }).count > 1
    }
    var parts: [Part] = []
    var places: [[String]: Int] = [:]
    for row in table.rows {
      let texts = differing.map { table.text($0, row) }
      let key = texts.map(TableSplit.value)
      if let place = places[key] {
        parts[place].rows.append(row)
      } else {
        places[key] = parts.count
        let settings = Dictionary(uniqueKeysWithValues: zip(differing, texts))
        parts.append(Part(settings: settings, rows: [row]))
      }
    }
    self.parts = parts
  }

  private static func value(_ text: String) -> String { Double(text).map { "\($0)" } ?? text }
}
