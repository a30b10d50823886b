import Sweep

/// `networks.csv` of networks trained elsewhere: how well each does its task, then its labels and their evidence.
public struct ImportedTable {
  private var lines: [[String]] = [["network", "accuracy", "reliability", "learned"] + NetworkLabels.columns]

  /// Starts the table with its header.
  public init() {}

  /// Adds a row.
  public mutating func add(_ name: String, _ labels: NetworkLabels) {
    let performance = labels.performance
    lines.append(
      [
        ImportedTable.quoted(name), performance.map { Summary.text($0.accuracy) } ?? "",
        performance.map { Summary.text($0.reliability) } ?? "", performance?.learned == true ? "1" : "0",
      ] + labels.fields)
  }

  /// The table as text.
  public var csv: String { lines.map { $0.joined(separator: ",") + "\n" }.joined() }

  /// A name as a field: in quotes where it holds what separates fields (RFC 4180).
  private static func quoted(_ name: String) -> String {
    let isPlain = !name.unicodeScalars.contains { "\",\r\n".unicodeScalars.contains($0) }
    return isPlain ? name : "\"" + name.replacing("\"", with: "\"\"") + "\""
  }
}
