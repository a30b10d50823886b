/// What `remanence-analysis compare` finds.
///
/// As JSON with keys in snake case it is comparison.json; scripts read it, so keys are added and never renamed. Numbers that
/// there are none of are null.
public struct ComparisonReport: Sendable, Encodable {
  /// Kind and version of the file.
  public let schema = "remanence-comparison 1.0"
  /// The file with the run's counts.
  public let run: String
  /// The file with the published counts.
  public let published: String
  /// Whose labels of the run are counted: `published` or `mechanism`.
  public let labels: String
  /// `agrees` or `differs`.
  public let verdict: String
  /// Every difference found.
  public let differences: [String]
  /// p-values below it are differences.
  public let significance = CellComparison.significance
  /// Level of the intervals.
  public let intervalLevel = CellComparison.level
  /// Outcomes compared.
  public let classes: [String]
  /// Cells in both tables.
  public let cells: Int
  /// Cells times classes.
  public let shares: Int
  /// Shares that differ by Fisher's exact test.
  public let sharesOutside: Int
  /// Shares whose published value is outside the interval of ours.
  public let sharesOutsideInterval: Int
  /// Totals over all cells.
  public let overall: Totals
  /// Totals of every learning rate, falling.
  public let rows: [Totals]

  /// Totals over cells.
  public struct Totals: Sendable, Encodable {
    /// The learning rate; null for all of them.
    public let learningRate: Nullable<Double>
    /// Cells.
    public let cells: Int
    /// Networks of the run.
    public let networks: Int
    /// Networks published.
    public let publishedNetworks: Int
    /// Networks of the run by class.
    public let counts: [String: Int]
    /// Networks published by class.
    public let publishedCounts: [String: Int]
    /// The test that respects shared seeds; null where there is none.
    public let clustered: Nullable<Clustered>
    /// Why there is no such test, or what it cannot see.
    public let remark: Nullable<String>
    /// The chi-square that takes networks for independent; null where there is one class only.
    public let pearson: Nullable<Pearson>
  }

  /// Hotelling's test over seeds.
  public struct Clustered: Sendable, Encodable {
    /// Seeds of both sides.
    public let seeds, publishedSeeds: Int
    /// The statistic, and as F with its degrees of freedom.
    public let tSquared, f: Double
    /// Degrees of freedom above and below.
    public let numerator, denominator: Int
    /// The p-value.
    public let p: Double
  }

  /// Pearson's chi-square.
  public struct Pearson: Sendable, Encodable {
    /// The statistic.
    public let chiSquare: Double
    /// Its degrees of freedom.
    public let degreesOfFreedom: Int
    /// The p-value, if networks were independent.
    public let p: Double
  }

  /// Describes a comparison.
  ///
  /// - Parameters:
  ///   - comparison: the comparison.
  ///   - run: the file with the run's counts.
  ///   - published: the file with the published counts.
  ///   - labels: whose labels of the run are counted.
  public init(_ comparison: CountsComparison, run: String, published: String, labels: LabelColumn) {
    self.run = run
    self.published = published
    self.labels = labels.rawValue
    verdict = comparison.agrees ? "agrees" : "differs"
    differences = comparison.differences
    classes = comparison.outcomes.map(\.column)
    cells = comparison.overall.cells
    shares = comparison.cells.count
    sharesOutside = comparison.cellsOutside.count
    sharesOutsideInterval = comparison.cellsOutsideInterval.count
    overall = Totals(comparison.overall)
    rows = comparison.rows.map(Totals.init)
  }
}

extension ComparisonReport.Totals {
  init(_ totals: TotalsComparison) {
    func named(_ count: (TotalsComparison.ClassTotal) -> Int) -> [String: Int] {
      Dictionary(uniqueKeysWithValues: totals.classes.map { ($0.outcome?.column ?? "all_others", count($0)) })
    }
    learningRate = Nullable(totals.learningRate)
    cells = totals.cells
    networks = totals.networks
    publishedNetworks = totals.publishedNetworks
    counts = named(\.count)
    publishedCounts = named(\.publishedCount)
    let test = totals.clustered
    clustered = Nullable(
      test.result.map {
        .init(
          seeds: test.seeds, publishedSeeds: test.publishedSeeds, tSquared: $0.tSquared, f: $0.f,
          numerator: $0.numerator, denominator: $0.denominator, p: $0.pValue)
      })
    remark = Nullable(test.remark)
    pearson = Nullable(
      totals.pearson.map { .init(chiSquare: $0.chiSquare, degreesOfFreedom: $0.degreesOfFreedom, p: $0.pValue) })
  }
}
