import Classification
import Dynamics

/// The labels of a run as a small table: one row per outcome, networks and share, and the published classes beside it.
enum LabelTable {
  /// The table and the share of agreement, without a line break at the end.
  static func text(_ counts: OutcomeCounts) -> String {
    let columns = Columns(rows(counts), left: 1)
    // The columns after the third belong to the published classifier; the line above says so.
    let title = String(repeating: " ", count: columns.begin(ofColumn: 3)) + "published class"
    return ([title] + columns.lines + agreement(Agreement(counts))).joined(separator: "\n")
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
