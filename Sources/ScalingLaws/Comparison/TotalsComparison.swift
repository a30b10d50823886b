/// Totals over cells beside the published ones.
public struct TotalsComparison: Sendable, Equatable {
  /// Networks of one class.
  public struct ClassTotal: Sendable, Equatable {
    /// The outcome; nil for all those together that the published table does not tell apart.
    public let outcome: Outcome?
    /// How many the run has.
    public let count: Int
    /// How many were published.
    public let publishedCount: Int
  }

  /// Pearson's chi-square of the totals, as if networks were independent; they are not, see `ClusteredTest`.
  public struct Pearson: Sendable, Equatable {
    /// The statistic.
    public let chiSquare: Double
    /// Classes that occur, less one.
    public let degreesOfFreedom: Int
    /// Probability of a difference at least as large, if networks were independent.
    public let pValue: Double
  }

  /// The learning rate; nil for all of them.
  public let learningRate: Double?
  /// Number of cells.
  public let cells: Int
  /// Networks of the run.
  public let networks: Int
  /// Networks published.
  public let publishedNetworks: Int
  /// Totals by class.
  public let classes: [ClassTotal]
  /// For orientation; nil where there is one class only.
  public let pearson: Pearson?
  /// The test that counts.
  public let clustered: ClusteredTest

  /// Whether the totals differ by the test that respects shared seeds.
  public var isOutside: Bool { (clustered.result?.pValue ?? 1) < CellComparison.significance }

  /// Compares totals.
  ///
  /// - Parameters:
  ///   - matched: the cells; at least one.
  ///   - learningRate: theirs, where they have the same.
  ///   - outcomes: what the published table tells apart.
  public init(_ matched: MatchedCells, learningRate: Double? = nil, outcomes: [Outcome]) {
    let rest = Outcome.allCases.filter { !outcomes.contains($0) }
    let groups = outcomes.map { [$0] } + (rest.isEmpty ? [] : [rest])
    let (ours, published) = (matched.ours, matched.published)
    let totals = groups.map { group in
      var (count, publishedCount) = (0, 0)
      for cell in matched.cells {
        for outcome in group {
          count += ours.count(outcome, rate: cell.rate, duration: cell.duration)
          publishedCount += published.count(outcome, rate: cell.publishedRate, duration: cell.publishedDuration)
        }
      }
      return ClassTotal(
        outcome: group.count == 1 ? group[0] : nil, count: count, publishedCount: publishedCount)
    }
    classes = totals.filter { $0.outcome.map(outcomes.contains) ?? true || $0.count + $0.publishedCount > 0 }
    self.learningRate = learningRate
    cells = matched.cells.count
    networks = classes.reduce(0) { $0 + $1.count }
    publishedNetworks = classes.reduce(0) { $0 + $1.publishedCount }
    pearson = Pearson(classes)
    clustered = ClusteredTest(matched, classes: groups)
  }
}

extension TotalsComparison.Pearson {
  /// The statistic of a table of two rows; nil when fewer than two classes occur.
  init?(_ classes: [TotalsComparison.ClassTotal]) {
    let occurring = classes.filter { $0.count + $0.publishedCount > 0 }
    guard occurring.count > 1 else { return nil }
    let ours = Double(occurring.reduce(0) { $0 + $1.count })
    let published = Double(occurring.reduce(0) { $0 + $1.publishedCount })
    var sum = 0.0
    for total in occurring {
      let both = Double(total.count + total.publishedCount)
      for (found, networks) in [(total.count, ours), (total.publishedCount, published)] {
        let expected = both * networks / (ours + published)
        sum += (Double(found) - expected) * (Double(found) - expected) / expected
      }
    }
    chiSquare = sum
    degreesOfFreedom = occurring.count - 1
    pValue = ChiSquare.upperTail(sum, degreesOfFreedom: occurring.count - 1)
  }
}
