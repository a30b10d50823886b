import Foundation
import ScalingLaws
import Testing

/// How often 95 % intervals hold the true exponent, in sweeps drawn from the law that the likelihood assumes.
///
/// Long: 1000 sweeps of 20 seeds with 200 replicates each; otherwise 20 sweeps, which only tells gross errors.
@Suite struct CoverageTests {
  private static let isLong = ProcessInfo.processInfo.environment["REMANENCE_LONG_TESTS"] == "1"
  private static let sweeps = isLong ? 1000 : 20

  /// What an estimator did over all sweeps.
  private struct Tally {
    var fits = 0
    var covered = 0
    var profileCovered = 0
    var intervals = 0
    var errors: [Double] = []

    mutating func add(_ fit: ScalingFit, _ truth: Double) {
      fits += 1
      errors.append(fit.exponent - truth)
      if fit.interval != nil { intervals += 1 }
      if let interval = fit.interval, interval[0] <= truth, truth <= interval[1] { covered += 1 }
      if let interval = fit.profileInterval, interval[0] <= truth, truth <= interval[1] { profileCovered += 1 }
    }
  }

  private func tallies(
    _ sweep: SyntheticSweep, withSeeds: Bool, sweeps: Int = Self.sweeps, replicates: Int = 200
  ) -> [String: Tally] {
    var options = FitOptions()
    options.replicates = replicates
    var tallies: [String: Tally] = [:]
    for number in 0..<sweeps {
      options.seed = UInt64(number)
      let table = withSeeds ? sweep.table(number: number) : sweep.countsAlone(number: number)
      for fit in ScalingStudy(table, options).fits where fit.boundary == "notLearned" {
        tallies[fit.estimator, default: Tally()].add(fit, sweep.exponent)
      }
    }
    return tallies
  }

  private func report(_ title: String, _ tallies: [String: Tally]) {
    guard Self.isLong else { return }
    print(
      "\(title): \(Self.sweeps) sweeps; estimator, fits, intervals, share of them that hold the truth, median error")
    for (name, tally) in tallies.sorted(by: { $0.key < $1.key }) {
      let share = Double(tally.covered) / Double(max(tally.intervals, 1))
      let profile =
        tally.profileCovered > 0
        ? String(format: ", profile %.3f", Double(tally.profileCovered) / Double(tally.fits)) : ""
      print(
        "  \(name) \(tally.fits) \(tally.intervals) "
          + String(format: "%.3f", share) + profile + String(format: "  %+.3f", tally.errors.sorted()[tally.fits / 2]))
    }
  }

  private func check(_ covered: Int, of fits: Int, _ what: String) {
    #expect(fits == Self.sweeps, "\(what)")
    let share = Double(covered) / Double(fits)
    // Of 20 fewer than 15 are covered once in three thousand times at 95 %.
    if Self.isLong { #expect(share >= 0.92 && share <= 0.98, "\(what)") } else { #expect(covered >= 15, "\(what)") }
  }

  @Test(arguments: [true, false]) func likelihoodIntervalsHoldTheTruth(_ withSeeds: Bool) throws {
    let tallies = tallies(SyntheticSweep(seeds: 20, hasSlowManifolds: false), withSeeds: withSeeds)
    report(withSeeds ? "bootstrap over seeds" : "parametric binomial bootstrap", tallies)
    for name in ["jointLogistic", "binomialLogistic"] {
      let tally = try #require(tallies[name])
      check(tally.covered, of: tally.fits, name)
    }
    let joint = try #require(tallies["jointLogistic"])
    check(joint.profileCovered, of: joint.fits, "profile likelihood")
  }

  /// Few seeds: measured and reported, for docs/scaling-laws.md.
  @Test(.enabled(if: isLong, "long test"), arguments: [5, 8]) func fewSeeds(_ seeds: Int) throws {
    let sweep = SyntheticSweep(seeds: seeds, hasSlowManifolds: false, seedSpread: 0.7)
    let tallies = tallies(sweep, withSeeds: true, sweeps: 200, replicates: 1200)
    report("\(seeds) seeds that differ, bootstrap over seeds, 200 sweeps", tallies)
    #expect(tallies["jointLogistic"] != nil)
  }

  /// Seeds that differ in all their cells: whole seeds must be resampled, and cells are not independent.
  ///
  /// The seeds' spread flattens the boundary alike everywhere, so the exponent stays.
  @Test(.enabled(if: isLong, "long test")) func sharedSeedsAreAllowedFor() throws {
    let sweep = SyntheticSweep(seeds: 40, hasSlowManifolds: false, seedSpread: 0.7)
    let tallies = tallies(sweep, withSeeds: true)
    report("seeds that differ, bootstrap over seeds", tallies)
    let joint = try #require(tallies["jointLogistic"])
    check(joint.covered, of: joint.fits, "jointLogistic")
  }
}
