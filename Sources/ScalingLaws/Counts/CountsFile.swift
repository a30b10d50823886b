/// Counts of outcomes, read from the text of a CSV file.
///
/// Three kinds of file are told apart by their columns:
///
/// - counts: `learning_rate`, `delay_ms` (or `reaction_ms`), `networks`, `not_learned`, and `limit_cycle` and `slow_manifold`
///   where they are known; what is missing to `networks` learned in another way;
/// - a run's `cells.csv`: the same, where `unstable` and `diverged` did not learn either, `failed` networks leave the
///   denominator, and `published_0` to `published_3` may be counted instead;
/// - a run's `networks.csv`: `seed`, `learning_rate`, the duration, and `mechanism` or `published_class`; of rows whose
///   `status` is `failed` nothing is counted.
///
/// Counts given twice for a cell are added up; a network given twice is an error.
public struct CountsFile: Sendable, Equatable {
  /// The part of a file in which every further parameter has one value.
  public struct Slice: Sendable, Equatable {
    /// Values of the parameters that differ within the file, by column.
    public let settings: [String: String]
    /// The counts.
    public let table: PhaseTable
  }

  /// The parts, in the order in which they begin; at least one.
  public let slices: [Slice]
  /// The outcomes that the file tells apart; what it does not name is part of `otherLearned` in the tables.
  public let outcomes: [Outcome]

  /// Reads a file.
  ///
  /// - Parameters:
  ///   - text: the file's content.
  ///   - name: the file's name, for messages.
  ///   - labels: which labels of a run to count; a file of counts has one set only.
  /// - Throws: `ScalingError` that names file, line and column, and the way out.
  public init(text: String, name: String, labels: LabelColumn) throws(ScalingError) {
    let table = try CSVTable(text: text, name: name)
    if table.has("networks") {
      self = try CountsFile(counts: table, labels: labels)
    } else if CountsFile.networkColumns.contains(where: table.has) {
      self = try CountsFile(networks: table, labels: labels)
    } else {
      try table.require(["networks"])
      throw ScalingError(.badTable, place: name, message: "neither counts nor networks")
    }
  }

  init(slices: [Slice], outcomes: [Outcome]) {
    self.slices = slices
    self.outcomes = outcomes
  }

  /// Columns that only a table of networks has.
  private static let networkColumns = ["mechanism", "published_class", "seed"]

  /// Throws when a grid of the values found would be far larger than any sweep.
  ///
  /// Tables hold every combination, so values in the wrong column could ask for more memory than there is.
  static func checkSize(
    _ table: CSVTable, _ rates: Set<Double>, _ durations: Set<Double>, depth: Int
  ) throws(ScalingError) {
    guard Double(rates.count) * Double(durations.count) * Double(depth) > 2e8 else { return }
    throw ScalingError(
      .badTable, place: table.name,
      message: "\(rates.count) learning rates and \(durations.count) durations are no grid of cells",
      hint: "look whether the values are in their columns")
  }
}
