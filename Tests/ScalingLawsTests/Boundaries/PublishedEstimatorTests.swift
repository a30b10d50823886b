import Foundation
import ScalingLaws
import Testing

/// The published fits on published counts, against scipy 1.17.1 `curve_fit` with the published starts.
@Suite struct PublishedEstimatorTests {
  private func row(_ events: [Double], of networks: Double) -> ShareRow {
    ShareRow(
      positions: PublishedRows.delays, networks: events.map { _ in networks }, events: events)
  }

  @Test(arguments: zip(0..<3, [56.0089520, 73.7297816, 116.213712])) func onset(_ place: Int, _ expected: Double) throws
  {
    let estimate = ExponentialOnset().estimate(row(PublishedRows.rows[place].notLearned, of: 100))
    let onset = try #require(estimate.position)
    #expect(abs(onset / expected - 1) < 1e-6)
  }

  @Test(arguments: zip(0..<3, [64.5363921, 75.7633426, 112.104181]))
  func midpoint(_ place: Int, _ expected: Double) throws {
    let estimate = LogisticMidpoint(.falling).estimate(row(PublishedRows.rows[place].slowManifold, of: 100))
    let midpoint = try #require(estimate.position)
    #expect(abs(midpoint / expected - 1) < 1e-6)
  }

  @Test func onsetWithPostReaction() throws {
    let estimator = ExponentialOnset(start: 0.5, smallestShare: 0.2)
    let onset = try #require(estimator.estimate(row(PublishedRows.postNotLearned, of: 20)).position)
    #expect(abs(onset / 71.3599142 - 1) < 1e-6)
  }

  /// The published law, rate = 5200 T0^-2.72, has these onsets at the same learning rates; one row scatters about it.
  @Test func onsetsAreNearThePublishedLaw() throws {
    for published in PublishedRows.rows {
      let onset = try #require(ExponentialOnset().estimate(row(published.notLearned, of: 100)).position)
      #expect(abs(log(onset) - log(5200 / published.learningRate) / 2.72) < 0.1)
    }
  }

  @Test func exactCurvesAreFoundAgain() throws {
    let delays = PublishedRows.delays
    for onset in [33.0, 90, 240] {
      let shares = delays.map { $0 < onset ? 0 : 1 - exp(-0.02 * ($0 - onset)) }
      let found = ExponentialOnset().estimate(row(shares.map { 100 * $0 }, of: 100))
      #expect(abs((found.position ?? 0) - onset) < 1e-4 * onset)
    }
    for (midpoint, slope) in [(60.0, -0.05), (150, -0.03)] {
      let shares = delays.map { 1 / (1 + exp(-slope * ($0 - midpoint))) }
      let found = LogisticMidpoint(.falling).estimate(row(shares.map { 100 * $0 }, of: 100))
      #expect(abs((found.position ?? 0) - midpoint) < 1e-4 * midpoint)
    }
  }

  /// From the published start `curve_fit` gives this curve up as well.
  @Test func aSteepCurveFarFromTheStartIsNotFound() {
    let shares = PublishedRows.delays.map { 1 / (1 + exp(0.1 * ($0 - 250))) }
    let estimate = LogisticMidpoint(.falling).estimate(row(shares.map { 100 * $0 }, of: 100))
    #expect(estimate == .leftOut(.noConvergence))
  }

  /// The control: the critical learning rate of a duration, in the logarithm; the last curve is steeper than the grid.
  @Test(arguments: [3.0, 10, 60]) func criticalRate(_ slope: Double) throws {
    let rates = (0..<20).map { pow(10, -3 * Double(19 - $0) / 19) }
    let critical = 0.0851
    let shares = rates.map { 1 / (1 + exp(-slope * log($0 / critical))) }
    let line = ShareRow(positions: rates, networks: rates.map { _ in 20 }, events: shares.map { 20 * $0 })
    let estimate = LogisticMidpoint(.rising, scale: .logarithmic(slope: 10), smallestShare: 0).estimate(line)
    #expect(abs((estimate.position ?? 0) / critical - 1) < (slope < 60 ? 1e-5 : 1e-2))
  }

  /// Rows that are mixed at an end of the grid rise all the same.
  @Test(arguments: [[0.55, 1, 1], [0, 0, 0.3], [0.95, 1, 1]]) func criticalRateAtAnEnd(_ shares: [Double]) {
    let line = ShareRow(positions: [0.05, 0.1, 0.2], networks: [20, 20, 20], events: shares.map { 20 * $0 })
    let estimate = LogisticMidpoint(.rising, scale: .logarithmic(slope: 10), smallestShare: 0).estimate(line)
    #expect(estimate != .leftOut(.wrongDirection))
  }

  @Test func skipRules() {
    let rare = row(PublishedRows.delays.map { $0 == 400 ? 9 : 0 }, of: 100)
    #expect(ExponentialOnset().estimate(rare) == .leftOut(.rare(largestShare: 0.09, needed: 0.1)))
    #expect(ExponentialOnset(smallestShare: 0).estimate(rare).position != nil)
    let none = row(PublishedRows.delays.map { _ in 0 }, of: 100)
    #expect(ExponentialOnset(smallestShare: 0).estimate(none) == .leftOut(.allAlike))
    #expect(LogisticMidpoint(.falling).estimate(rare) == .leftOut(.rare(largestShare: 0.09, needed: 0.1)))
    let all = row(PublishedRows.delays.map { _ in 100 }, of: 100)
    #expect(LogisticMidpoint(.falling).estimate(all) == .leftOut(.allAlike))
  }
}
