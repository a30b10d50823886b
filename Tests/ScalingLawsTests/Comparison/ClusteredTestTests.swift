import Foundation
import ScalingLaws
import Testing

@Suite struct ClusteredTestTests {
  static func totals(
    _ networks: [PhaseTable.Network], _ published: PhaseTable, outcomes: [Outcome] = Outcome.allCases
  ) throws -> TotalsComparison {
    TotalsComparison(
      try MatchedCells(ours: PhaseTable(.delay, networks: networks), published: published), outcomes: outcomes)
  }

  /// Networks whose outcomes are written as letters, a word per seed and a letter per cell; a point was not run.
  static func networks(_ seeds: [String]) -> [PhaseTable.Network] {
    let outcomes: [Character: Outcome] = ["N": .notLearned, "L": .limitCycle, "S": .slowManifold, "?": .otherLearned]
    return seeds.enumerated().flatMap { seed, word in
      word.enumerated().compactMap { cell, letter in
        outcomes[letter].map { .init(learningRate: 0.1, duration: 20 * Double(cell), seed: seed, outcome: $0) }
      }
    }
  }

  /// With two classes it is Student's t for the mean count of a seed, whose square is F.
  @Test func oneIndependentClassIsStudentsT() throws {
    let words = ["NLL", "LLL", "NNN", "NNL", "LLN"]
    let counts = [1.0, 0, 3, 2, 1]
    let published = PhaseTable(
      .delay, cells: (0..<3).map { .init(learningRate: 0.1, duration: 20 * Double($0), counts: [3, 17, 0, 0]) })
    let found = try ClusteredTestTests.totals(ClusteredTestTests.networks(words), published)
    let mean = counts.reduce(0, +) / 5
    let variance = counts.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 4
    let t = (mean - 0.45) / (variance * (1.0 / 5 + 1.0 / 20)).squareRoot()
    let result = try #require(found.clustered.result)
    #expect(found.clustered.seeds == 5)
    #expect(found.clustered.publishedSeeds == 20)
    #expect(result.numerator == 1)
    #expect(result.denominator == 4)
    #expect(relativeError(result.tSquared, t * t) < 1e-12)
    #expect(relativeError(result.pValue, StudentT.twoSided(t, degreesOfFreedom: 4)) < 1e-12)
    #expect(found.clustered.remark == nil)
    // The published table may tell no more than who did not learn.
    #expect(
      try ClusteredTestTests.totals(ClusteredTestTests.networks(words), published, outcomes: [.notLearned]).clustered
        == found.clustered)
  }

  /// Three classes that add up to the number of cells are two independent ones.
  ///
  /// Values of numpy 2.4.6 and scipy 1.17.1.
  @Test func twoIndependentClassesHaveReferenceValues() throws {
    let words = ["NLLS", "LLSS", "NNLL", "NNNL", "LSSS", "LLLL", "NLSS"]
    let published = PhaseTable(
      .delay,
      cells: [[10, 60, 30], [40, 50, 10], [60, 35, 5], [70, 28, 2]].enumerated().map {
        .init(learningRate: 0.1, duration: 20 * Double($0), counts: $1 + [0])
      })
    let found = try ClusteredTestTests.totals(ClusteredTestTests.networks(words), published)
    let result = try #require(found.clustered.result)
    #expect(result.numerator == 2)
    #expect(result.denominator == 5)
    #expect(relativeError(result.tSquared, 3.344795178618221) < 1e-12)
    #expect(relativeError(result.f, 1.393664657757592) < 1e-12)
    #expect(relativeError(result.pValue, 0.33033429100383127) < 1e-12)
    let pearson = try #require(found.pearson)
    #expect(pearson.degreesOfFreedom == 2)
    #expect(relativeError(pearson.chiSquare, 8.218662994816697) < 1e-12)
    #expect(relativeError(pearson.pValue, 0.01641874683318588) < 1e-12)
  }

  /// Equal shares have nothing to find, whatever the number of networks.
  @Test func equalSharesHaveAProbabilityOfOne() throws {
    let networks = ClusteredTestTests.networks(["NLS", "LLS", "NSS", "NLL"])
    var counts = SimulatedSweep.counts(networks)
    counts = PhaseTable(
      .delay,
      cells: (0..<3).map { duration in
        .init(
          learningRate: 0.1, duration: 20 * Double(duration),
          counts: Outcome.allCases.map { 25 * counts.count($0, rate: 0, duration: duration) })
      })
    let found = try ClusteredTestTests.totals(networks, counts)
    #expect(abs(try #require(found.clustered.result).pValue - 1) < 1e-12)
    #expect(abs(try #require(found.pearson).pValue - 1) < 1e-12)
    #expect(!found.isOutside)
  }

  static let published = PhaseTable(
    .delay, cells: (0..<2).map { .init(learningRate: 0.1, duration: 20 * Double($0), counts: [40, 30, 30, 0]) })

  @Test(
    arguments: [
      (["NL"], "one seed does not say how much seeds vary"),
      (["NL", "NL", "NL"], "no seed differs from another, so nothing says how large a difference is"),
      (["NN", "LS"], "2 seeds are too few for 2 independent classes; 3 would do"),
      (["NN", "SS", "LL", "SL"].map { $0.replacing("L", with: "N") }, nil),
      ([], "counts alone do not say which networks share a seed; a run's networks.csv does"),
    ] as [([String], String?)]) func saysWhatItCannotTest(_ words: [String], _ remark: String?) throws
  {
    let ours =
      words.isEmpty
      ? ClusteredTestTests.published : PhaseTable(.delay, networks: ClusteredTestTests.networks(words))
    let found = TotalsComparison(
      try MatchedCells(ours: ours, published: ClusteredTestTests.published), outcomes: Outcome.allCases
    ).clustered
    if let remark {
      #expect(found.result == nil)
      #expect(found.remark == remark)
    } else {
      // No limit cycle of ours says how much their number varies.
      #expect(found.result?.numerator == 1)
      #expect(found.remark == "a part of the difference, in which no seed differs from another, is not in the test")
    }
  }

  /// The error that the test is there to avoid: both sides are of one model, so every refusal is a mistake.
  ///
  /// Of 1500 pairs of sweeps 5 % would be 75, with a standard deviation of 8.4. The naive chi-square, which takes the cells of
  /// a seed for independent, refuses several times as many.
  @Test(arguments: [(8, 100, 0.3, 0.0), (20, 20, 0.6, 0.0), (20, 100, 0.3, 0.1)])
  func keepsItsLevelUnderSharedSeeds(
    _ seeds: Int, _ publishedSeeds: Int, _ shared: Double, _ lost: Double
  ) throws {
    var model = SimulatedSweep(7)
    var refused = 0
    var refusedNaively = 0
    for _ in 0..<1500 {
      let published = SimulatedSweep.counts(model.networks(seeds: publishedSeeds, durations: 11, shared: shared))
      let found = try ClusteredTestTests.totals(
        model.networks(seeds: seeds, durations: 11, shared: shared, lost: lost), published)
      if let p = found.clustered.result?.pValue, p < 0.05 { refused += 1 }
      if let p = found.pearson?.pValue, p < 0.05 { refusedNaively += 1 }
    }
    #expect((75 - 4 * 9...75 + 4 * 9).contains(refused), "\(refused)")
    #expect(refusedNaively > 200, "\(refusedNaively)")
  }

  /// It finds what is there: scores moved by one standard deviation.
  @Test func findsADifference() throws {
    var model = SimulatedSweep(11)
    let published = SimulatedSweep.counts(model.networks(seeds: 100, durations: 11, shared: 0.6))
    let found = try ClusteredTestTests.totals(
      model.networks(seeds: 20, durations: 11, shared: 0.6, shift: 1.2), published)
    #expect(found.isOutside)
  }
}
