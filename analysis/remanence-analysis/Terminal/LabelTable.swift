import Classification
import Dynamics

/// The labels of a run as a small table: one row per outcome, networks and share, and the published classes beside it.
enum LabelTable {
  /// The table and the share of agreement, without a line break at the end.
  static func text(_ counts: OutcomeCounts) -> String {
    let rows = rows(counts)
    let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    // The columns after the third belong to the published classifier; the line above says so.
    let left = widths.prefix(3).reduce(0, +) + 2 * 3
    var lines = [String(repeating: " ", count: left) + "published class"]
    for row in rows {
      let cells = row.indices.map { column in
        let space = String(repeating: " ", count: widths[column] - row[column].count)
        return column == 0 ? row[column] + space : space + row[column]
      }
      lines.append(cells.joined(separator: "  "))
    }
    return (lines + agreement(Agreement(counts))).joined(separator: "\n")
  }

  private static func rows(_ counts: OutcomeCounts) -> [[String]] {
    let names: [PublishedClass: String] = [
      .notLearned: "not learned", .limitCycle: "limit cycle", .slowPoints: "slow points", .unstable: "unstable",
    ]
    let classes = PublishedClass.allCases
    var rows = [["mechanism", "networks", "share"] + classes.map { "\($0.rawValue) \(names[$0] ?? "")" }]
    for outcome in OutcomeCounts.order where counts.count(outcome) > 0 {
      rows.append(
        [words(outcome), String(counts.count(outcome)), percent(counts.count(outcome), counts.networks)]
          + classes.map { outcome == ClassifiedNetwork.failed ? "-" : String(counts.count(outcome, $0)) })
    }
    rows.append(
      ["all", String(counts.networks), percent(counts.networks, counts.networks)]
        + classes.map { String(counts.byClass[$0] ?? 0) })
    return rows
  }

  private static func agreement(_ agreement: Agreement) -> [String] {
    guard agreement.compared > 0 else { return [] }
    var text =
      "Mechanism and published class agree for \(agreement.agreeing) of \(agreement.compared) networks "
      + "(\(percent(agreement.agreeing, agreement.compared)))"
    if agreement.bothLearned > 0 {
      text +=
        "; of those that both call learned, for \(agreement.bothLearnedAgreeing) of \(agreement.bothLearned) "
        + "(\(percent(agreement.bothLearnedAgreeing, agreement.bothLearned)))"
    }
    return [text + "."]
  }
}
