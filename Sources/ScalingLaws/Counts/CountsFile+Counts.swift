import Spelling

extension CountsFile {
  /// Reads a table of counts: somebody's own, or a run's `cells.csv`.
  init(counts table: CSVTable, labels: LabelColumn) throws(ScalingError) {
    let columns = try CountColumns(table, labels: labels)
    let duration = try table.durationColumn()
    try table.require(["learning_rate"])
    let known = ["learning_rate", duration.rawValue] + CountColumns.all
    let split = TableSplit(table, by: table.header.filter { !$0.isEmpty && !known.contains($0) })
    var slices: [Slice] = []
    for part in split.parts {
      var cells: [PhaseTable.Cell] = []
      for row in part.rows {
        cells.append(
          PhaseTable.Cell(
            learningRate: try table.learningRate(row), duration: try table.duration(duration, row),
            counts: try columns.counts(table, row)))
      }
      try CountsFile.checkSums(table, cells)
      try CountsFile.checkSize(
        table, Set(cells.map(\.learningRate)), Set(cells.map(\.duration)), depth: Outcome.allCases.count)
      slices.append(Slice(settings: part.settings, table: PhaseTable(duration, cells: cells)))
    }
    self.init(slices: slices, outcomes: columns.outcomes)
  }

  /// Throws when a cell that is given several times has more networks than one row may have.
  private static func checkSums(_ table: CSVTable, _ cells: [PhaseTable.Cell]) throws(ScalingError) {
    var sums: [[Double]: Int] = [:]
    for cell in cells { sums[[cell.learningRate, cell.duration], default: 0] += cell.counts.reduce(0, +) }
    guard let cell = sums.first(where: { $0.value > 1_000_000 }) else { return }
    throw ScalingError(
      .badTable, place: table.name,
      message: "the rows of learning rate \(cell.key[0]) and \(cell.key[1]) ms add up to \(cell.value) networks",
      hint: "a cell has 1000000 at most: look whether rows are repeated")
  }
}

/// Which columns add up to which outcome.
private struct CountColumns {
  /// All columns of counts that a run's `cells.csv` has.
  static let all =
    ["networks", "not_learned", "unstable", "diverged", "limit_cycle", "slow_manifold"]
    + ["fixed_point", "mixed", "chaotic", "unresolved", "failed"] + published
  private static let published = (0...3).map { "published_\($0)" }

  /// Columns of the outcomes that the table tells apart.
  private let sums: [Outcome: [String]]
  /// Outcomes that the table tells apart.
  let outcomes: [Outcome]

  init(_ table: CSVTable, labels: LabelColumn) throws(ScalingError) {
    var sums: [Outcome: [String]]
    if labels == .published, CountColumns.published.contains(where: table.has) {
      try table.require(CountColumns.published)
      sums = [
        .notLearned: ["published_0", "published_3"], .limitCycle: ["published_1"], .slowManifold: ["published_2"],
      ]
    } else {
      try table.require(["not_learned"])
      sums = [.notLearned: ["not_learned"] + ["unstable", "diverged"].filter(table.has)]
      for (outcome, column) in [(Outcome.limitCycle, "limit_cycle"), (.slowManifold, "slow_manifold")] {
        if table.has(column) {
          sums[outcome] = [column]
        } else if NearestName.of(column, among: table.header.filter { !CountColumns.all.contains($0) }) != nil {
          // A table may do without this column, but not have it under another name.
          try table.require([column])
        }
      }
    }
    self.sums = sums
    let told = Outcome.allCases.filter { sums[$0] != nil }
    outcomes = told.count == Outcome.allCases.count - 1 ? Outcome.allCases : told
  }

  /// Counts of a row in the order of `Outcome`.
  func counts(_ table: CSVTable, _ row: CSVTable.Row) throws(ScalingError) -> [Int] {
    let networks = try table.count("networks", row)
    let failed = table.has("failed") ? try table.count("failed", row) : 0
    var counts = [Int](repeating: 0, count: Outcome.allCases.count)
    var named: [String] = []
    for outcome in Outcome.allCases {
      for column in sums[outcome] ?? [] {
        counts[outcome.rawValue] += try table.count(column, row)
        named.append(column)
      }
    }
    let rest = networks - failed - counts.reduce(0, +)
    guard rest >= 0 else {
      throw ScalingError(
        .badTable, place: "\(table.name):\(row.line)",
        message: "`\(named.joined(separator: "` + `"))` is \(counts.reduce(0, +)), more than the \(networks) networks"
          + (failed > 0 ? " without the \(failed) failed ones" : ""),
        hint: "every network has one outcome: look which number is wrong")
    }
    counts[Outcome.otherLearned.rawValue] = rest
    return counts
  }
}
