import Dynamics

/// One label against another, over the networks whose dynamics were judged.
struct LabelComparison: Encodable {
  let title: String
  let rowsName: String
  let columnsName: String
  let rows: [String]
  let columns: [String]
  let counts: [[Int]]
  let compared: Int
  let agreeing: Int?
  let share: Double?
  let note: String

  enum CodingKeys: String, CodingKey {
    case title, rows, columns, counts, compared, agreeing, share, note
    case rowsName = "rows_name"
    case columnsName = "columns_name"
  }

  /// Counts pairs of labels; two agree when both or neither mean a limit cycle.
  init(_ first: Labeller, _ second: Labeller, _ networks: [NetworkLabels], note: String = "") {
    let pairs = networks.compactMap { network in
      first.label(network).flatMap { row in second.label(network).map { (row, $0) } }
    }
    self.init(
      first.name, second.name, pairs, isAgreement: { Labeller.isCycle($0) == Labeller.isCycle($1) },
      note: note.isEmpty ? "Agreement: both or neither say limit cycle." : note)
  }

  private init(
    _ first: String, _ second: String, _ pairs: [(String, String)], isAgreement: (String, String) -> Bool, note: String
  ) {
    let rows = Set(pairs.map(\.0)).sorted()
    let columns = Set(pairs.map(\.1)).sorted()
    self.rows = rows
    self.columns = columns
    counts = rows.map { row in columns.map { column in pairs.count { $0 == (row, column) } } }
    title = "\(first) against \(second)"
    rowsName = first
    columnsName = second
    compared = pairs.count
    let agreeing = pairs.count { isAgreement($0.0, $0.1) }
    self.agreeing = agreeing
    share = pairs.isEmpty ? nil : Double(agreeing) / Double(pairs.count)
    self.note = note
  }

  /// The fate of every condition against its late deviation: nothing is mixed there.
  static func conditions(_ networks: [NetworkLabels]) -> LabelComparison {
    let pairs = networks.flatMap { network in
      zip(network.fates, network.lateDeviations).map {
        (words($0.rawValue), $1 > LateDeviation.threshold ? "moves" : "rests")
      }
    }
    return LabelComparison(
      "fate", "late deviation", pairs, isAgreement: { ($0 == "limit cycle") == ($1 == "moves") },
      note: "Condition by condition. Agreement: a limit cycle moves in the last of nine trial lengths, all else rests.")
  }

  /// All labels against each other.
  static func all(of networks: [NetworkLabels]) -> [LabelComparison] {
    let judged = networks.filter { !$0.fates.isEmpty }
    guard !judged.isEmpty else { return [] }
    var tables = [conditions(judged)]
    let labellers = Labeller.all.filter { labeller in judged.contains { labeller.label($0) != nil } }
    for (place, first) in labellers.enumerated() {
      for second in labellers.dropFirst(place + 1) { tables.append(LabelComparison(first, second, judged)) }
    }
    for (other, note) in [
      (Labeller.publishedOtherCue, "How often the published label is another one for another cue."),
      (Labeller.publishedOtherSign, "How often the arbitrary sign of a principal axis decides the published label."),
    ] where judged.contains(where: { other.label($0) != nil }) {
      tables.append(LabelComparison(.published, other, judged, note: note))
    }
    return tables
  }
}

/// A way to label a network that was judged.
struct Labeller: Sendable {
  let name: String
  let label: @Sendable (NetworkLabels) -> String?

  /// Whether a label means a limit cycle.
  static func isCycle(_ label: String) -> Bool { label == cycle }

  private static let cycle = "limit cycle"
  private static let rest = "slow points"

  /// All that are compared with each other.
  static let all = [mechanism, published, olderRule, observable, treeLandscape, treeTrialEnds]

  static let mechanism = Labeller(name: "mechanism") { words($0.mechanism.rawValue) }
  static let published = Labeller(name: "published index") {
    $0.publishedIndexTies == nil ? nil : byIndex($0.publishedIndex)
  }
  static let publishedOtherCue = Labeller(name: "published index, other cue") { labels in
    labels.publishedIndexOther.map(byIndex)
  }
  static let publishedOtherSign = Labeller(name: "published index, other sign of an axis") {
    $0.publishedIndexTies == nil ? nil : byIndex($0.publishedIndexFlipped)
  }
  static let olderRule = Labeller(name: "older published rule") { labels in
    labels.outputDeviation.map { $0 > OutputDeviationRule.threshold ? cycle : rest }
  }
  static let observable = Labeller(name: "late deviation") { labels in
    labels.lateDeviation.map { $0 > LateDeviation.threshold ? cycle : "rest" }
  }
  static let treeLandscape = Labeller(name: "FORCE study's tree, landscape") { $0.treeLandscape.map(kind) }
  static let treeTrialEnds = Labeller(name: "FORCE study's tree, trial ends") { $0.treeTrialEnds.map(kind) }

  private static func byIndex(_ index: Double?) -> String { PublishedIndex.isLimitCycle(index) ? cycle : rest }

  /// The tree's label without its number.
  private static func kind(_ label: String) -> String {
    label == "limitCycle" ? cycle : String(label.prefix { !$0.isNumber })
  }
}
