import Foundation

extension CountsComparison {
  /// Every difference found, a line each: cells first, then totals; empty where the counts agree.
  public var differences: [String] {
    let unit = column.rawValue
    var lines = cellsOutside.map { cell in
      "learning rate \(short(cell.learningRate)), \(unit) \(short(cell.duration)): \(cell.outcome.words) "
        + "\(cell.count) of \(cell.networks) against \(cell.publishedCount) of \(cell.publishedNetworks), "
        + "p = \(short(cell.pValue))"
    }
    for totals in rows + [overall] {
      guard totals.isOutside, let result = totals.clustered.result else { continue }
      let place = totals.learningRate.map { "totals at learning rate \(short($0))" } ?? "totals over all cells"
      lines.append("\(place): p = \(short(result.pValue))")
    }
    return lines
  }

  /// One line: `agrees` or `differs`, and in what.
  public var verdict: String {
    let limit = short(CellComparison.significance)
    let tested = (rows + [overall]).count { $0.clustered.result != nil }
    let shares = "\(cells.count) shares in \(overall.cells) cells"
    let found = differences
    guard found.isEmpty else {
      let shown = found.prefix(3).joined(separator: "; ")
      let rest = found.count > 3 ? "; and \(found.count - 3) more" : ""
      return "differs: \(cellsOutside.count) of \(shares) (p < \(limit)), "
        + "\(found.count - cellsOutside.count) of \(tested) totals: \(shown)\(rest)"
    }
    return "agrees: none of \(shares) and none of \(tested) totals differs (p < \(limit))"
      + (overall.clustered.result == nil ? "; totals over all cells not tested: \(overall.clustered.remark ?? "")" : "")
  }

  private func short(_ number: Double) -> String { String(format: "%.3g", number) }
}
