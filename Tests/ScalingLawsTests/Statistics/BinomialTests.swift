import Foundation
import ScalingLaws
import Testing

/// Intervals of one binomial count, and the test of two.
@Suite struct BinomialTests {
  /// Without a success the upper end is 1 - (α/2)^(1/n), and the other way round.
  @Test(arguments: [1, 2, 8, 20, 100], [0.95, 0.999]) func intervalHasClosedEnds(_ trials: Int, _ level: Double) {
    let expected = 1 - pow((1 - level) / 2, 1 / Double(trials))
    let none = BinomialInterval(successes: 0, trials: trials, level: level)
    #expect(none.lower == 0)
    #expect(relativeError(none.upper, expected) < 1e-12)
    let all = BinomialInterval(successes: trials, trials: trials, level: level)
    #expect(all.upper == 1)
    #expect(relativeError(all.lower, 1 - expected) < 1e-12)
  }

  /// The ends are where the sums of binomial weights are half of 1 - level: the definition.
  @Test(arguments: [1, 2, 8, 20, 100], [0.95, 0.999]) func intervalEndsAreWhereTheTailsAre(
    _ trials: Int, _ level: Double
  ) {
    for successes in 0...trials {
      let interval = BinomialInterval(successes: successes, trials: trials, level: level)
      let tail = (1 - level) / 2
      if successes > 0 {
        #expect(relativeError(BinomialTests.sum(successes...trials, trials, interval.lower), tail) < 1e-11)
      }
      if successes < trials {
        #expect(relativeError(BinomialTests.sum(0...successes, trials, interval.upper), tail) < 1e-11)
      }
      let mirrored = BinomialInterval(successes: trials - successes, trials: trials, level: level)
      #expect(relativeError(1 - interval.lower, mirrored.upper) < 1e-12)
      #expect(interval.contains(Double(successes) / Double(trials)))
    }
  }

  /// Values of scipy 1.17.1, `binomtest(k, n).proportion_ci(level, "exact")`, which finds the ends to 1e-12.
  @Test(arguments: [
    (3, 8, 0.999, 0.021309006058327466, 0.8968395981996665), (5, 20, 0.95, 0.08657146910143455, 0.49104587170795755),
    (17, 100, 0.999, 0.06925005955650099, 0.3212565797533492),
    (1, 100, 0.95, 0.00025314603268189283, 0.054459385392080666),
    (2120, 6300, 0.999, 0.3170453921349974, 0.35636446813490685),
  ]) func intervalHasReferenceValues(_ k: Int, _ n: Int, _ level: Double, _ lower: Double, _ upper: Double) {
    let interval = BinomialInterval(successes: k, trials: n, level: level)
    #expect(abs(interval.lower - lower) < 2e-12)
    #expect(abs(interval.upper - upper) < 2e-12)
  }

  @Test func noTrialsTellNothing() {
    let interval = BinomialInterval(successes: 0, trials: 0, level: 0.999)
    #expect(interval.lower == 0)
    #expect(interval.upper == 1)
  }

  /// Fisher's tea: four cups told apart, all of them or three: 2/70 and 34/70.
  @Test func testOfTheTea() {
    #expect(relativeError(FisherExactTest.twoSided(first: 4, of: 4, second: 0, of: 4), 2.0 / 70) < 1e-12)
    #expect(relativeError(FisherExactTest.twoSided(first: 3, of: 4, second: 1, of: 4), 34.0 / 70) < 1e-12)
  }

  /// Values of scipy 1.17.1, `fisher_exact`.
  @Test(
    arguments: [
      (0, 8, 17, 100, 0.35160822305512696), (3, 8, 17, 100, 0.16423529271804443),
      (8, 8, 17, 100, 3.0724325439956178e-06), (0, 20, 20, 20, 1.4508889103849688e-11),
      (1, 20, 9, 20, 0.00836173416818578), (12, 100, 30, 100, 0.002866560763284443),
      (3, 3, 5, 9, 0.49090909090909096), (8, 10, 1, 10, 0.005477494641581329),
      (700, 3000, 900, 3000, 6.0574267035738045e-09), (5, 8, 64, 100, 1), (50, 100, 50, 100, 1), (0, 8, 0, 100, 1),
      (0, 0, 3, 5, 1), (8, 8, 100, 100, 1),
    ] as [(Int, Int, Int, Int, Double)]) func testHasReferenceValues(
      _ first: Int, _ firstTrials: Int, _ second: Int, _ secondTrials: Int, _ expected: Double
    )
  {
    let p = FisherExactTest.twoSided(first: first, of: firstTrials, second: second, of: secondTrials)
    #expect(relativeError(p, expected) < 1e-10)
    let exchanged = FisherExactTest.twoSided(first: second, of: secondTrials, second: first, of: firstTrials)
    #expect(relativeError(exchanged, expected) < 1e-10)
  }

  /// Sum of binomial weights, by factors.
  private static func sum(_ range: ClosedRange<Int>, _ trials: Int, _ share: Double) -> Double {
    range.reduce(0) { sum, k in
      var weight = 1.0
      for i in 0..<k { weight *= Double(trials - i) / Double(k - i) * share }
      for _ in 0..<(trials - k) { weight *= 1 - share }
      return sum + weight
    }
  }
}
