/// Whether totals differ, where cells share their seeds.
///
/// The same seeds recur in every cell, so the outcomes of one seed are not independent, and a chi-square of the totals finds
/// differences where there are none: its statistic is too large by the design effect (Rao and Scott 1981, The analysis of
/// categorical data from complex sample surveys, doi:10.1080/01621459.1981.10477633). Seeds are independent of each other. With
///
///     x(s, c)   1 in the class of the outcome that seed s has in cell c, 0 in the other classes
///     p(c)      shares of the classes in cell c of the run: mean of x(s, c) over its n(c) seeds; q(c): the published ones
///     d         sum over cells of p(c) - q(c)
///     z(s)      sum over the cells that seed s has of S/n(c) (x(s, c) - p(c)): what seed s adds to the sum of p(c)
///     C         sum over seeds of z(s) z(s)^T / (S - 1)
///
/// where all S seeds are in all cells z(s) is the seed's vector of counts less its mean, and C is the covariance between seeds.
/// The published counts come from S' seeds of their own with the same covariance, so under equality Var d = C (1/S + 1/S'), and
///
///     T² = d^T C⁻¹ d / (1/S + 1/S')        F = (S - k) T² / (k (S - 1))
///
/// with k independent classes, where F has the F distribution with k and S - k degrees of freedom if z is normal (Hotelling
/// 1931, The generalization of Student's ratio, doi:10.1214/aoms/1177732979). Counts of few seeds are not quite normal: in
/// simulated sweeps of 8 to 100 seeds that carry 0.3 of the variance of what decides an outcome, equal shares are refused at the
/// level of 5 % in 5 to 6 % of cases, and at 0.1 % in 0.1 to 0.2 %; where they carry 0.6 of it, 8 seeds are refused in 8 % and
/// 0.5 %.
public struct ClusteredTest: Sendable, Equatable {
  /// The test, where it could be made.
  public struct Result: Sendable, Equatable {
    /// Hotelling's T².
    public let tSquared: Double
    /// The statistic that is looked up.
    public let f: Double
    /// Degrees of freedom above: the number of independent classes.
    public let numerator: Int
    /// Degrees of freedom below: seeds less independent classes.
    public let denominator: Int
    /// Probability of a difference at least as large under equality.
    public let pValue: Double
  }

  /// Seeds of the run in these cells.
  public let seeds: Int
  /// Seeds behind the published counts: the networks of a cell, the fewest where cells differ.
  public let publishedSeeds: Int
  /// The test; nil where there can be none.
  public let result: Result?
  /// Why there is none, or which part of the difference it cannot see.
  public let remark: String?

  /// Tests the totals of cells.
  ///
  /// - Parameters:
  ///   - matched: the cells.
  ///   - classes: outcomes that are counted together; together they are all outcomes.
  init(_ matched: MatchedCells, classes: [[Outcome]]) {
    publishedSeeds =
      matched.cells.map {
        matched.published.networks(rate: $0.publishedRate, duration: $0.publishedDuration)
      }.min() ?? 0
    guard !matched.ours.seeds.isEmpty else {
      seeds = 0
      result = nil
      remark = "counts alone do not say which networks share a seed; a run's networks.csv does"
      return
    }
    let scores = SeedScores(matched, classes: classes)
    seeds = scores.seeds
    guard seeds > 1 else {
      result = nil
      remark = "one seed does not say how much seeds vary"
      return
    }
    // One class less than occur: their shares add up to 1.
    let independent = scores.occurring - 1
    guard seeds > independent else {
      result = nil
      remark = "\(seeds) seeds are too few for \(independent) independent classes; \(independent + 1) would do"
      return
    }
    let form = QuadraticForm(covariance: scores.covariance, difference: scores.difference)
    guard form.rank > 0 else {
      result = nil
      remark =
        form.leavesRest
        ? "no seed differs from another, so nothing says how large a difference is"
        : "both sides are the same in every seed"
      return
    }
    let tSquared = form.value / (1 / Double(seeds) + 1 / Double(publishedSeeds))
    let denominator = seeds - form.rank
    let f = Double(denominator) * tSquared / (Double(form.rank) * Double(seeds - 1))
    result = Result(
      tSquared: tSquared, f: f, numerator: form.rank, denominator: denominator,
      pValue: FDistribution.upperTail(f, numerator: Double(form.rank), denominator: Double(denominator)))
    remark =
      form.leavesRest ? "a part of the difference, in which no seed differs from another, is not in the test" : nil
  }
}
