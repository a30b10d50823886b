import Sweep

/// `analysis/networks.csv`: the summary's columns, then the labels and their evidence, one row per finished network.
public struct NetworksTable {
  private var lines: [String]

  /// Starts the table with its header.
  public init(_ summary: Summary) {
    let header = Summary.columns + summary.parameterColumns.map(\.name) + NetworkLabels.columns
    lines = [header.joined(separator: ",")]
  }

  /// Adds a row.
  public mutating func add(_ network: ClassifiedNetwork, _ summary: Summary) {
    let fields = summary.fields(of: network.result) + (network.labels?.fields ?? NetworkLabels.fieldsOfFailed)
    lines.append(fields.joined(separator: ","))
  }

  /// The table as text.
  public var csv: String { lines.joined(separator: "\n") + "\n" }
}
