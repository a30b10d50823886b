/// The counts of a run beside published ones: cell by cell, row by row, and all together.
public struct CountsComparison: Sendable, Equatable {
  /// What durations are of.
  public let column: DurationColumn
  /// The outcomes compared: those that the published table tells apart.
  public let outcomes: [Outcome]
  /// Every matched cell and outcome, by learning rate (falling), duration (rising) and outcome.
  public let cells: [CellComparison]
  /// Totals of every learning rate, falling.
  public let rows: [TotalsComparison]
  /// Totals of all matched cells.
  public let overall: TotalsComparison

  /// Compares two tables.
  ///
  /// - Parameters:
  ///   - ours: the run's counts.
  ///   - published: the published counts.
  ///   - outcomes: those that the published table tells apart.
  /// - Throws: `ScalingError` when the tables have no cell in common.
  public init(ours: PhaseTable, published: PhaseTable, outcomes: [Outcome]) throws(ScalingError) {
    let matched = try MatchedCells(ours: ours, published: published)
    column = ours.column
    // What nobody has anywhere is no class of its own.
    self.outcomes = outcomes.filter { outcome in
      outcome != .otherLearned
        || matched.cells.contains {
          ours.count(outcome, rate: $0.rate, duration: $0.duration)
            + published.count(outcome, rate: $0.publishedRate, duration: $0.publishedDuration) > 0
        }
    }
    let compared = self.outcomes
    cells = matched.cells.flatMap { cell in compared.map { CellComparison(cell, matched, $0) } }
    rows = Set(matched.cells.map(\.rate)).sorted().map { rate in
      TotalsComparison(matched.ofRate(rate), learningRate: ours.learningRates[rate], outcomes: compared)
    }
    overall = TotalsComparison(matched, outcomes: compared)
  }

  /// Cells and outcomes whose shares differ, by Fisher's test.
  public var cellsOutside: [CellComparison] { cells.filter(\.isOutside) }

  /// Cells and outcomes whose published share is outside the exact interval of ours.
  public var cellsOutsideInterval: [CellComparison] { cells.filter { !$0.isInsideInterval } }

  /// Whether neither a cell nor a total differs.
  public var agrees: Bool { cellsOutside.isEmpty && !rows.contains(where: \.isOutside) && !overall.isOutside }
}
