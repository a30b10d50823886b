import Foundation
import ScalingLaws
import Testing

@Suite struct BootstrapTests {
  /// The plain quantiles for many units; further out for few, at Phi(-sqrt(8/7) 2.3646) = 0.00574 for eight.
  @Test func quantilesOfTheExpandedInterval() throws {
    let values = (1...9999).map { Double($0) / 10_000 }.shuffled()
    let many = try #require(BootstrapInterval.expanded(values, units: nil))
    #expect(abs(many.low - 0.025) < 1e-9 && abs(many.high - 0.975) < 1e-9)
    let eight = try #require(BootstrapInterval.expanded(values, units: 8))
    #expect(abs(eight.low - 0.00574) < 1e-4 && abs(eight.high - 0.99426) < 1e-4)
  }

  /// A quantile beyond the replicates, fewer than five units, or laws without bound: no interval.
  @Test func tooLittleForAnInterval() {
    let values = (0..<2000).map(Double.init)
    #expect(BootstrapInterval.expanded(Array(values.prefix(38)), units: nil) == nil)
    #expect(BootstrapInterval.expanded(Array(values.prefix(39)), units: nil) != nil)
    #expect(BootstrapInterval.expanded(values, units: 4) == nil)
    #expect(BootstrapInterval.expanded(values, units: 5) != nil)
    #expect(BootstrapInterval.expanded(Array(values.prefix(100)), units: 8) == nil)
    #expect(BootstrapInterval.expanded([], units: nil) == nil)
    #expect(BootstrapInterval.expanded([Double](repeating: -.infinity, count: 60) + values, units: nil) == nil)
  }

  /// Mean and variance of binomial numbers by inversion, at both ends and beyond the range of the first term.
  @Test(arguments: [(1.0, 0.3), (8, 0.02), (20, 0.5), (100, 0.97), (5000, 0.4)])
  func binomialNumbers(_ trials: Double, _ share: Double) {
    let count = 20_000
    // Midpoints of a fine grid instead of random numbers: no error of sampling.
    let drawn = (0..<count).map {
      Resampler.binomial((Double($0) + 0.5) / Double(count), trials: trials, share: share)
    }
    let mean = drawn.reduce(0, +) / Double(count)
    let variance = drawn.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(count)
    #expect(abs(mean - trials * share) < 0.01 * max(1, (trials * share).squareRoot()))
    #expect(abs(variance / (trials * share * (1 - share)) - 1) < 0.02)
    #expect(drawn.allSatisfy { $0 >= 0 && $0 <= trials })
  }

  @Test func certainCellsStayCertain() {
    #expect(Resampler.binomial(0.7, trials: 8, share: 0) == 0)
    #expect(Resampler.binomial(0.7, trials: 8, share: 1) == 8)
  }

  /// Seeds are drawn whole: with two seeds, one always failing, every cell has the same share.
  @Test func seedsAreDrawnWhole() {
    let networks = [0, 1].flatMap { seed in
      [20.0, 40, 80].map {
        PhaseTable.Network(
          learningRate: 0.1, duration: $0, seed: seed, outcome: seed == 0 ? .notLearned : .slowManifold)
      }
    }
    let resampler = Resampler(PhaseTable(.delay, networks: networks), boundaries: Boundary.allCases, seed: 1)
    var failures: Set<Double> = []
    for number in 0..<50 {
      let failed = resampler.replicate(number, .notLearned)
      let slow = resampler.replicate(number, .slowManifold)
      #expect(failed.networks == [2, 2, 2])
      #expect(Set(failed.events).count == 1)
      #expect(failed.events[0] + slow.events[0] == 2, "the same seeds for both boundaries")
      failures.insert(failed.events[0])
    }
    #expect(failures == [0, 1, 2])
  }

  @Test func replicatesDependOnSeedAndNumberAlone() {
    let table = SyntheticSweep().table(number: 0)
    let first = Resampler(table, boundaries: [.notLearned], seed: 7)
    let again = Resampler(table, boundaries: Boundary.allCases, seed: 7)
    let other = Resampler(table, boundaries: [.notLearned], seed: 8)
    #expect(first.replicate(3, .notLearned) == again.replicate(3, .notLearned))
    #expect(first.replicate(3, .notLearned) != other.replicate(3, .notLearned))
    #expect(first.replicate(3, .notLearned) != first.replicate(4, .notLearned))
  }
}
