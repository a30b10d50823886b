import Foundation
import HDF5

/// `summary.csv` and `summary.h5`: one row per finished network, written whole and renamed into place.
public struct Summary: Sendable {
  /// Fixed columns, in order; parameter columns follow.
  public static let columns = [
    "network", "cell", "seed", "rank", "file", "group", "status", "epochs", "final_loss", "accuracy", "reliability",
    "learned", "stable", "seconds",
  ]

  /// Rows in the order of network ids, each network once.
  public let results: [NetworkResult]
  /// Names of the parameter columns.
  public let parameterColumns: [ParameterColumn]
  private let valuesOfCell: [Int: [ColumnValue]]

  /// Orders rows; of a network that was finished twice the first attempt's row is kept (their numbers are equal), and of one
  /// that failed the newest.
  public init(_ results: [NetworkResult], of configuration: SweepConfiguration) {
    var rows: [NetworkResult] = []
    for result in results.sorted(by: { ($0.network, $0.attempt, $0.rank) < ($1.network, $1.attempt, $1.rank) }) {
      guard let last = rows.last, last.network == result.network else {
        rows.append(result)
        continue
      }
      if last.status == .failed { rows[rows.count - 1] = result }
    }
    self.results = rows
    parameterColumns = configuration.columns
    valuesOfCell = Dictionary(
      uniqueKeysWithValues: Set(self.results.map(\.cell)).map { ($0, configuration.columnValues(ofCell: $0)) })
  }

  /// Parameters of a row, one per parameter column.
  public func values(of result: NetworkResult) -> [ColumnValue] { valuesOfCell[result.cell] ?? [] }

  /// Number of rows with a status.
  public func count(_ status: NetworkStatus) -> Int { results.count { $0.status == status } }

  /// A number as tables hold it: shortest text that reads back, empty where there is none.
  public static func text(_ value: Double) -> String { value.isNaN ? "" : value.description }

  /// The fields of a row in the order of the columns.
  public func fields(of result: NetworkResult) -> [String] {
    [
      String(result.network), String(result.cell), String(result.seed), String(result.rank), result.file,
      result.group, result.status.name, String(result.epochs), Summary.text(result.finalLoss),
      Summary.text(result.accuracy), Summary.text(result.reliability), result.learned ? "1" : "0",
      result.stable ? "1" : "0", Summary.text(result.seconds),
    ] + values(of: result).map(\.description)
  }

  /// The table as CSV text.
  public var csv: String {
    // Row by row: of a million rows a second copy would be felt.
    var text = (Summary.columns + parameterColumns.map(\.name)).joined(separator: ",") + "\n"
    for result in results { text += fields(of: result).joined(separator: ",") + "\n" }
    return text
  }

  /// Writes both files.
  func write(
    to folder: RunFolder, provenance: Provenance, configuration: String, hash: String
  ) throws(RunError) {
    try AtomicFile.write(Data(csv.utf8), to: folder.file("summary.csv"))
    Pause.at(.summaryWrite)
    let path = folder.file("summary.h5")
    let image: [UInt8]
    do throws(HDF5Error) {
      let file = try File.inMemory(name: path)
      try provenance.write(to: file, schema: "remanence-summary", configuration: configuration, hash: hash)
      try writeTable(to: file)
      try writeLinks(to: file)
      image = try file.image()
      try file.close()
    } catch {
      throw RunError(
        .folderUnusable, place: path, message: "\(error)",
        hint: "the rank files hold every result; run the same command again to rebuild the summary")
    }
    try AtomicFile.write(SealedBytes.seal(image), to: path)
  }

  /// What the index in the bytes of a summary.h5 that was sealed names: `file:group` of every row.
  static func links(path: String) throws(HDF5Error) -> [String] {
    let file = try File.open(path: path)
    let (files, groups) = (try file.read([String].self, "summary/file"), try file.read([String].self, "summary/group"))
    return zip(files.values, groups.values).map { "\($0):\($1)" }
  }

  private func writeTable(to file: borrowing File) throws(HDF5Error) {
    let table = try file.createGroup("summary")
    let integers: [(String, String, (NetworkResult) -> Int)] = [
      ("network", "network id", { $0.network }), ("cell", "cell of the grid", { $0.cell }),
      ("seed", "seed index", { $0.seed }), ("rank", "rank that trained it", { $0.rank }),
      ("epochs", "epochs run", { $0.epochs }),
    ]
    for (name, longName, value) in integers {
      try table.write(results.map { Int64(value($0)) }, as: name, metadata: metadata("1", longName))
    }
    let flags: [(String, String, (NetworkResult) -> Bool)] = [
      ("learned", "whether it learned", { $0.learned }),
      ("stable", "whether it kept what it learned", { $0.stable }),
    ]
    for (name, longName, value) in flags {
      try table.write(results.map { UInt8(value($0) ? 1 : 0) }, as: name, metadata: metadata("1", longName))
      try table.setAttribute("flag_meanings", to: "0: false, 1: true", of: name)
    }
    let numbers: [(String, String, String, (NetworkResult) -> Double)] = [
      ("final_loss", "1", "loss of the last epoch", { $0.finalLoss }),
      ("accuracy", "1", "mean accuracy over the last 10 % of the epochs", { $0.accuracy }),
      ("reliability", "1", "mean reliability over the last 10 % of the epochs", { $0.reliability }),
      ("seconds", "s", "wall time of the training", { $0.seconds }),
    ]
    for (name, units, longName, value) in numbers {
      try table.write(results.map(value), as: name, metadata: metadata(units, longName))
    }
    let texts: [(String, String, (NetworkResult) -> String)] = [
      ("file", "rank file", { $0.file }), ("group", "group in the rank file", { $0.group }),
      ("status", "done, diverged or failed", { $0.status.name }),
    ]
    for (name, longName, value) in texts {
      try table.write(results.map(value), as: name, metadata: metadata("1", longName))
    }
    for (index, column) in parameterColumns.enumerated() {
      try writeParameter(column, results.map { values(of: $0)[index] }, to: table)
    }
  }

  private func writeParameter(
    _ column: ParameterColumn, _ values: [ColumnValue], to table: borrowing Group
  ) throws(HDF5Error) {
    let numbers = values.map { value -> Double? in
      switch value {
      case .number(let number): number
      case .integer(let integer): Double(integer)
      case .text: nil
      }
    }
    let metadata = metadata(column.unit ?? "1", column.summary)
    if numbers.contains(nil) {
      try table.write(values.map(\.description), as: column.name, metadata: metadata)
    } else {
      try table.write(numbers.compactMap { $0 }, as: column.name, metadata: metadata)
    }
  }

  /// Relative links, so that a run folder can be moved.
  private func writeLinks(to file: borrowing File) throws(HDF5Error) {
    let networks = try file.createGroup("networks")
    for result in results {
      try networks.createExternalLink(
        padded(result.network, 7), toFile: result.file, object: result.group)
    }
  }

  private func metadata(_ units: String, _ longName: String) -> DatasetMetadata {
    DatasetMetadata(units: units, longName: longName, dimensions: ["network"])
  }
}
