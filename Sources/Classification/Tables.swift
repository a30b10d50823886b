import Dynamics
import Sweep

/// `analysis/networks.csv`: the summary's columns, then the labels and their evidence, one row per finished network.
public struct NetworksTable {
  /// The columns after the summary's.
  public static let columns = [
    "mechanism", "margin", "published_class", "published_index", "evidence", "reason", "late_deviation", "period_ms",
  ]

  private var lines: [String]

  /// Starts the table with its header.
  public init(_ summary: Summary) {
    let header = Summary.columns + summary.parameterColumns.map(\.name) + NetworksTable.columns
    lines = [header.joined(separator: ",")]
  }

  /// Adds a row.
  public mutating func add(_ network: ClassifiedNetwork, _ summary: Summary) {
    let fields = summary.fields(of: network.result) + NetworksTable.fields(network)
    lines.append(fields.joined(separator: ","))
  }

  /// The table as text.
  public var csv: String { lines.joined(separator: "\n") + "\n" }

  private static func fields(_ network: ClassifiedNetwork) -> [String] {
    func text(_ value: Double?) -> String { value.map(Summary.text) ?? "" }
    return [
      network.label?.mechanism.rawValue ?? "", text(network.label?.margin),
      network.publishedClass.map { String($0.rawValue) } ?? "", text(network.publishedIndex?.value),
      network.label?.evidence ?? "training", network.label?.reason ?? ClassifiedNetwork.failed,
      text(network.lateDeviation), text(network.period),
    ]
  }
}

/// `analysis/cells.csv`: one row per cell of the grid, those without a finished network included.
public struct CellsTable {
  private let configuration: SweepConfiguration
  private var counts: [Int: OutcomeCounts] = [:]

  /// Starts the table.
  public init(_ configuration: SweepConfiguration) { self.configuration = configuration }

  /// Counts a network in its cell.
  public mutating func add(_ network: ClassifiedNetwork) {
    counts[network.result.cell, default: OutcomeCounts()].add(network)
  }

  /// The table as text.
  public var csv: String {
    let header =
      configuration.columns.map(\.name) + ["networks"] + OutcomeCounts.order.map(OutcomeCounts.column)
      + PublishedClass.allCases.map { "published_\($0.rawValue)" }
    let rows = (0..<configuration.grid.cellCount).map { cell in
      let counts = counts[cell] ?? OutcomeCounts()
      let numbers =
        [counts.networks] + OutcomeCounts.order.map { counts.count($0) }
        + PublishedClass.allCases.map { counts.byClass[$0] ?? 0 }
      return configuration.columnValues(ofCell: cell).map(\.description) + numbers.map(String.init)
    }
    return ([header] + rows).map { $0.joined(separator: ",") + "\n" }.joined()
  }
}
