import Dynamics
import Spelling

extension CountsFile {
  /// Reads a run's `networks.csv`.
  init(networks table: CSVTable, labels: LabelColumn) throws(ScalingError) {
    let label =
      switch labels {
      case .mechanism: "mechanism"
      case .published: "published_class"
      }
    let duration = try table.durationColumn()
    try table.require(["seed", "learning_rate", label])
    var slices: [Slice] = []
    for part in TableSplit(table, by: CountsFile.parameters(table, duration)).parts {
      var networks: [PhaseTable.Network] = []
      var lines: [Identity: Int] = [:]
      for row in part.rows where try CountsFile.hasOutcome(table, row) {
        let network = PhaseTable.Network(
          learningRate: try table.learningRate(row), duration: try table.duration(duration, row),
          seed: try table.count("seed", row, atMost: 1_000_000_000),
          outcome: try CountsFile.outcome(table, row, label, labels))
        networks.append(network)
        if let line = lines.updateValue(row.line, forKey: Identity(network)) {
          throw ScalingError(
            .badTable, place: "\(table.name):\(row.line)",
            message: "seed \(network.seed) of this cell is on line \(line) already",
            hint: "every network has one row: look whether two runs were put together")
        }
      }
      try CountsFile.checkSize(
        table, Set(networks.map(\.learningRate)), Set(networks.map(\.duration)), depth: Set(networks.map(\.seed)).count)
      slices.append(Slice(settings: part.settings, table: PhaseTable(duration, networks: networks)))
    }
    self.init(slices: slices, outcomes: Outcome.allCases)
  }

  /// What makes a network the same.
  private struct Identity: Hashable {
    let learningRate: Double
    let duration: Double
    let seed: Int

    init(_ network: PhaseTable.Network) {
      (learningRate, duration, seed) = (network.learningRate, network.duration, network.seed)
    }
  }

  /// Columns of parameters: those before the labels that are not about the network itself.
  private static func parameters(_ table: CSVTable, _ duration: DurationColumn) -> [String] {
    let own: Set = [
      "network", "cell", "seed", "rank", "file", "group", "status", "epochs", "final_loss", "accuracy", "reliability",
      "learned", "stable", "seconds", "learning_rate", duration.rawValue,
    ]
    let labels: Set = ["mechanism", "margin", "published_class", "published_index", "evidence", "reason"]
    return table.header.prefix { !labels.contains($0) }.filter { !$0.isEmpty && !own.contains($0) }
  }

  /// Whether a network came to an end that counts; one that failed says nothing about its cell.
  private static func hasOutcome(_ table: CSVTable, _ row: CSVTable.Row) throws(ScalingError) -> Bool {
    guard table.has("status") else { return true }
    switch table.text("status", row) {
    case "done", "diverged": return true
    case "failed": return false
    case let status:
      throw ScalingError(
        .badTable, place: table.place("status", row), message: "'\(status)' is no status",
        hint: "one of done, diverged, failed")
    }
  }

  private static func outcome(
    _ table: CSVTable, _ row: CSVTable.Row, _ column: String, _ labels: LabelColumn
  ) throws(ScalingError) -> Outcome {
    let known: [String]
    switch labels {
    case .mechanism:
      if let mechanism = Mechanism(rawValue: table.text(column, row)) { return Outcome(mechanism) }
      known = Mechanism.allCases.map(\.rawValue)
    case .published:
      if let published = PublishedClass(rawValue: try table.count(column, row)) { return Outcome(published) }
      known = PublishedClass.allCases.map { "\($0.rawValue)" }
    }
    let text = table.text(column, row)
    throw ScalingError(
      .badTable, place: table.place(column, row),
      message: text.isEmpty ? "no label" : "'\(text)' is no label",
      hint: NearestName.of(text, among: known).map { "did you mean \($0)?" }
        ?? "one of \(known.joined(separator: ", "))")
  }
}
