import Foundation
import ScalingLaws
import Testing

@Suite struct ScalingStudyTests {
  private func options(replicates: Int = 100) -> FitOptions {
    var options = FitOptions()
    options.replicates = replicates
    return options
  }

  @Test func everyEstimatorAnswersForBothBoundaries() throws {
    let study = ScalingStudy(SyntheticSweep(seeds: 60).table(number: 1), options())
    let names = Set(
      study.fits.map { "\($0.boundary) \($0.estimator)" } + study.missing.map { "\($0.boundary) \($0.estimator)" })
    let shared = [
      "logisticMidpoint", "crossing10", "crossing25", "crossing50", "isotonic", "binomialLogistic", "jointLogistic",
    ]
    let expected =
      ["notLearned exponentialOnset"]
      + ["notLearned", "slowManifold"].flatMap { side in shared.map { "\(side) \($0)" } }
    #expect(names == Set(expected))
    let joint = try #require(study.fits.first { $0.boundary == "notLearned" && $0.estimator == "jointLogistic" })
    let interval = try #require(joint.interval)
    #expect(interval[0] < -2.7 && -2.7 < interval[1])
    #expect(joint.intervalMethod == "bootstrap over seeds")
    #expect(joint.profileInterval != nil)
    let models = study.models.filter { $0.boundary == "notLearned" }
    #expect(models.map(\.model) == ["powerLaw", "exponential", "brokenPowerLaw"])
    #expect(models.map(\.criterionAboveBest).min() == 0)
  }

  @Test func countsWithoutSeedsSayHowTheIntervalWasMade() throws {
    let study = ScalingStudy(SyntheticSweep(seeds: 60).countsAlone(number: 1), options())
    let joint = try #require(study.fits.first { $0.estimator == "jointLogistic" })
    #expect(joint.intervalMethod == "parametric binomial bootstrap")
    #expect(study.resampling == .binomial)
  }

  /// The published onset drops a learning rate with too few failures, and says what that changes.
  @Test func whatWasLeftOutIsSaid() throws {
    var rows = PublishedRows.rows.flatMap { row in
      PublishedRows.delays.indices.map {
        PhaseTable.Cell(
          learningRate: row.learningRate, duration: PublishedRows.delays[$0],
          counts: [row.notLearned[$0], row.limitCycle[$0], row.slowManifold[$0], 0].map { Int($0) })
      }
    }
    rows += PublishedRows.delays.map {
      PhaseTable.Cell(learningRate: 0.001, duration: $0, counts: [$0 > 380 ? 9 : 0, 91, 0, 0])
    }
    let study = ScalingStudy(PhaseTable(.delay, cells: rows), options())
    let onset = try #require(study.fits.first { $0.estimator == "exponentialOnset" })
    #expect(onset.count == 3)
    #expect(onset.leftOut.map(\.learningRate) == [0.001])
    #expect(onset.leftOut.first?.reason == "largest share 0.09 is below 0.1")
    #expect(abs(onset.exponent + 3.2008) < 1e-3)
    let withAll = try #require(onset.exponentWithLeftOut)
    // With the row left out: its onset by the same estimator without the rule.
    let rare = ExponentialOnset(smallestShare: 0).estimate(
      ShareRow(
        positions: PublishedRows.delays, networks: PublishedRows.delays.map { _ in 100 },
        events: PublishedRows.delays.map { $0 > 380 ? 9 : 0 }))
    let onsets = PublishedRows.rows.compactMap { row in
      ExponentialOnset().estimate(
        ShareRow(
          positions: PublishedRows.delays, networks: PublishedRows.delays.map { _ in 100 }, events: row.notLearned)
      ).position
    }
    let rareOnset = try #require(rare.position)
    let rates = PublishedRows.rows.map(\.learningRate) + [0.001]
    let line = try #require(LineFit(x: (onsets + [rareOnset]).map(log), y: rates.map(log)))
    #expect(abs(withAll - line.slope) < 1e-9)
    let point = try #require(study.boundaries.first { $0.estimator == "exponentialOnset" }?.points.last)
    #expect(point.duration == nil && point.leftOut == onset.leftOut.first?.reason)
  }

  /// Points dropped by hand as published, and by the user, are fits beside the one with all.
  @Test func droppedPoints() throws {
    var options = options()
    options.publishedSweep = .postReaction
    options.droppedRates = [0.3]
    var sweep = SyntheticSweep(seeds: 60)
    sweep.rates[2] = pow(10, -1 - 1.0 / 7)
    let study = ScalingStudy(sweep.table(number: 2), options)
    let joint = study.fits.filter { $0.boundary == "notLearned" && $0.estimator == "jointLogistic" }
    #expect(joint.map(\.selection) == ["all", "withoutSecondRate", "byHand"])
    #expect(joint.map { $0.leftOut.compactMap(\.learningRate) } == [[], [sweep.rates[2]], [0.3]])
    #expect(joint[1].exponentWithLeftOut == joint[0].exponent)
    #expect(Set(joint.map(\.exponent)).count == 3)
    #expect(joint.allSatisfy { $0.published == -2.65 && $0.publishedStandardError == 0.23 })
    #expect(study.fits.contains { $0.boundary == "slowManifold" && $0.published == nil })
  }

  @Test func equalSeedsGiveEqualNumbers() throws {
    let table = SyntheticSweep().table(number: 3)
    let first = ScalingStudy(table, options())
    let again = ScalingStudy(table, options())
    #expect(first.fits.map(\.interval) == again.fits.map(\.interval))
  }

  /// The control: one critical learning rate for each duration.
  @Test func controlPerDuration() throws {
    let sweep = SyntheticSweep(
      rates: (0..<10).map { pow(10, -Double($0) / 5) }, durations: [20, 60, 100, 200, 400], exponent: -0.4,
      prefactor: 0.55,
      sharpness: 6)
    let delays = sweep.table(number: 0)
    let table = PhaseTable(
      .reaction,
      networks: delays.seeds.indices.flatMap { seed in
        delays.learningRates.indices.flatMap { rate in
          delays.durations.indices.compactMap { duration in
            delays.outcome(seed: seed, rate: rate, duration: duration).map {
              PhaseTable.Network(
                learningRate: delays.learningRates[rate], duration: delays.durations[duration], seed: seed,
                outcome: $0 == .notLearned ? .notLearned : .otherLearned)
            }
          }
        }
      })
    var options = options()
    options.publishedSweep = .noMemoryControl
    let study = ScalingStudy(table, options)
    #expect(Set(study.fits.map(\.boundary)) == ["notLearned"])
    #expect(study.boundaries.allSatisfy { $0.per == "duration" })
    let published = try #require(study.fits.first { $0.estimator == "logisticMidpoint" })
    #expect(published.quantity == "reaction_ms")
    #expect(published.published == -0.384)
    #expect(abs(published.exponent + 0.4) < 0.05)
    #expect(!study.fits.contains { $0.estimator == "exponentialOnset" })
  }

  /// Tables from which little or nothing can be had: an answer or a reason, for every estimator.
  @Test(arguments: [
    "no cells", "one learning rate", "one delay", "two learning rates", "all learned", "none learned", "empty cells",
    "only delay zero", "one seed",
  ])
  func poorTables(_ kind: String) {
    var sweep = SyntheticSweep(seeds: 10)
    var outcome: Outcome?
    switch kind {
    case "no cells": sweep.rates = []
    case "one learning rate": sweep.rates = [0.1]
    case "two learning rates": sweep.rates = [0.1, 0.05]
    case "one delay": sweep.durations = [200]
    case "only delay zero": sweep.durations = [0]
    case "all learned": outcome = .limitCycle
    case "none learned": outcome = .notLearned
    case "one seed": sweep.seeds = 1
    default: break
    }
    var networks: [PhaseTable.Network] = []
    let table = sweep.table(number: 5)
    for seed in table.seeds.indices {
      for rate in table.learningRates.indices {
        for duration in table.durations.indices where kind != "empty cells" || (rate + duration) % 3 != 0 {
          networks.append(
            .init(
              learningRate: table.learningRates[rate], duration: table.durations[duration], seed: seed,
              outcome: outcome ?? table.outcome(seed: seed, rate: rate, duration: duration) ?? .notLearned))
        }
      }
    }
    let study = ScalingStudy(PhaseTable(.delay, networks: networks), options(replicates: 50))
    #expect(study.fits.count + study.missing.count == 15)
    #expect(study.missing.allSatisfy { !$0.reason.isEmpty })
    #expect(study.fits.allSatisfy { $0.exponent.isFinite && $0.prefactor.isFinite && $0.count >= 3 })
    switch kind {
    case "empty cells": #expect(study.fits.count > 8)
    case "one seed": #expect(study.fits.allSatisfy { $0.interval == nil })
    default: #expect(study.fits.isEmpty, "\(study.fits)")
    }
  }
}
