/// A cell's share of one outcome beside the published one.
///
/// Two questions are answered. Is the published share inside the exact interval of ours? That takes the published share for
/// the truth. And can both counts come from one share? Fisher's test answers that, and gives the verdict, for the published
/// share has an error of its own, from 100 networks or from 20. If nothing differs, the share misses the 99.9 % interval in up
/// to 0.3 % of cases with 8 networks of ours against 100, and in up to 23 % with 20 against 20, where a published share of 0 is
/// outside as soon as we have one; Fisher's test is wrong in less than 0.1 % throughout.
public struct CellComparison: Sendable, Equatable {
  /// Level of the interval; a p-value below what is left of 1 is a difference.
  public static let level = 0.999
  /// p-values below it are called differences, in cells and in totals.
  public static let significance = 0.001

  /// Learning rate, as in the run.
  public let learningRate: Double
  /// Delay or reaction in ms, as in the run.
  public let duration: Double
  /// The outcome that is counted.
  public let outcome: Outcome
  /// How often the run has it.
  public let count: Int
  /// Networks of the run.
  public let networks: Int
  /// How often it was published.
  public let publishedCount: Int
  /// Networks published.
  public let publishedNetworks: Int
  /// Exact interval of the run's share.
  public let interval: BinomialInterval
  /// Whether the published share lies in it.
  public let isInsideInterval: Bool
  /// Probability of counts at least as different under one share: Fisher's exact test, two-sided.
  public let pValue: Double

  /// The run's share.
  public var share: Double { Double(count) / Double(networks) }
  /// The published share.
  public var publishedShare: Double { Double(publishedCount) / Double(publishedNetworks) }
  /// Whether the shares differ, beyond the errors of both.
  public var isOutside: Bool { pValue < CellComparison.significance }

  init(_ cell: MatchedCells.Cell, _ matched: MatchedCells, _ outcome: Outcome) {
    let (ours, published) = (matched.ours, matched.published)
    learningRate = ours.learningRates[cell.rate]
    duration = ours.durations[cell.duration]
    self.outcome = outcome
    count = ours.count(outcome, rate: cell.rate, duration: cell.duration)
    networks = ours.networks(rate: cell.rate, duration: cell.duration)
    publishedCount = published.count(outcome, rate: cell.publishedRate, duration: cell.publishedDuration)
    publishedNetworks = published.networks(rate: cell.publishedRate, duration: cell.publishedDuration)
    interval = BinomialInterval(successes: count, trials: networks, level: CellComparison.level)
    isInsideInterval = interval.contains(Double(publishedCount) / Double(publishedNetworks))
    pValue = FisherExactTest.twoSided(first: count, of: networks, second: publishedCount, of: publishedNetworks)
  }
}
