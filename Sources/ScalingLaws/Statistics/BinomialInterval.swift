/// The exact interval of a binomial share: all shares under which the count is not an unlikely one in either direction.
///
/// Clopper and Pearson 1934, The use of confidence or fiducial limits illustrated in the case of the binomial,
/// doi:10.1093/biomet/26.4.404. With α = 1 - level, the ends are those shares under which k or more, or k or fewer, of n have
/// probability α/2: quantiles of the beta distributions (k, n - k + 1) and (k + 1, n - k). It holds the true share with a
/// probability of at least `level`, whatever the share is.
public struct BinomialInterval: Sendable, Equatable {
  /// Lower end; 0 where there was no success.
  public let lower: Double
  /// Upper end; 1 where there was no failure.
  public let upper: Double

  /// The interval of a share, given a count.
  ///
  /// - Parameters:
  ///   - successes: k, from 0 to `trials`.
  ///   - trials: n; without trials the interval is [0, 1].
  ///   - level: coverage, between 0 and 1.
  public init(successes: Int, trials: Int, level: Double) {
    precondition(0 <= successes && successes <= trials && level > 0 && level < 1, "not a binomial count")
    let k = Double(successes)
    let rest = Double(trials - successes)
    let tail = (1 - level) / 2
    lower = successes == 0 ? 0 : IncompleteBeta(k, rest + 1).quantile(tail)
    upper = successes == trials ? 1 : IncompleteBeta(k + 1, rest).upperQuantile(tail)
  }

  /// Whether a share is inside, ends included.
  public func contains(_ share: Double) -> Bool { lower <= share && share <= upper }
}
