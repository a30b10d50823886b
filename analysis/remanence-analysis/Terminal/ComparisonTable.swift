import Foundation
import ScalingLaws

/// A comparison as text: a line for every cell, then the totals.
enum ComparisonTable {
  /// The table, without a line break at the end.
  static func text(_ comparison: CountsComparison) -> String {
    let names = comparison.outcomes.map(\.words)
    var cells = [["learning rate", comparison.column.rawValue, "networks"] + names]
    let width = comparison.outcomes.count
    for start in stride(from: 0, to: comparison.cells.count, by: width) {
      let shares = comparison.cells[start..<(start + width)]
      guard let first = shares.first else { continue }
      cells.append(
        [number(first.learningRate), number(first.duration), "\(first.networks) | \(first.publishedNetworks)"]
          + shares.map { percent($0.share, $0.publishedShare) + mark($0) })
    }
    var totals = [
      ["learning rate", "cells", "networks"] + comparison.overall.classes.map(name) + ["p", "chi-square p"]
    ]
    for row in comparison.rows + [comparison.overall] {
      // A row may lack a class that others have.
      let counts = comparison.overall.classes.map { total in
        row.classes.first { $0.outcome == total.outcome }.map {
          percent(
            Double($0.count) / Double(row.networks), Double($0.publishedCount) / Double(row.publishedNetworks))
        } ?? "0 | 0  "
      }
      totals.append(
        [row.learningRate.map(number) ?? "all", "\(row.cells)", "\(row.networks) | \(row.publishedNetworks)"] + counts
          + [
            (row.clustered.result.map { number($0.pValue) } ?? "-") + (row.isOutside ? "!" : " "),
            row.pearson.map { number($0.pValue) } ?? "-",
          ])
    }
    let remarks = Set((comparison.rows + [comparison.overall]).compactMap(\.clustered.remark)).sorted()
    let lines =
      ["Percent of the run's networks | of the published ones."] + Columns(cells, left: 0).lines
      + [
        "! differs (Fisher's exact test, p < \(CellComparison.significance))",
        "? the published share is outside the exact interval of ours, but not by more than the errors of both", "",
        "Totals; p is Hotelling's over seeds, the chi-square takes networks for independent, which they are not.",
      ] + Columns(totals, left: 0).lines + remarks.map { "Note: \($0)." }
    return lines.joined(separator: "\n")
  }

  private static func name(_ total: TotalsComparison.ClassTotal) -> String { total.outcome?.words ?? "all others" }

  private static func number(_ value: Double) -> String { String(format: "%.3g", value) }

  private static func percent(_ ours: Double, _ published: Double) -> String {
    String(format: "%.0f | %.0f", 100 * ours, 100 * published)
  }

  private static func mark(_ cell: CellComparison) -> String {
    cell.isOutside ? " !" : cell.isInsideInterval ? "  " : " ?"
  }
}
