import Dynamics
import Sweep

/// `analysis/cells.csv`: one row per cell of the grid, those without a finished network included.
public struct CellsTable {
  private let configuration: SweepConfiguration
  private var counts: [Int: OutcomeCounts] = [:]

  /// Starts the table.
  public init(_ configuration: SweepConfiguration) { self.configuration = configuration }

  /// Counts a network in its cell.
  public mutating func add(_ network: ClassifiedNetwork) {
    counts[network.result.cell, default: OutcomeCounts()].add(network.labels)
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
