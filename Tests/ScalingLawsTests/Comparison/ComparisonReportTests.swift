import Foundation
import ScalingLaws
import Testing

/// What a comparison says and writes.
@Suite struct ComparisonReportTests {
  static let agreeing = CountsComparisonTests.table([(0.1, 0, [0, 0, 8, 0]), (0.1, 40, [0, 3, 5, 0])])
  static let differing = CountsComparisonTests.table([(0.1, 0, [0, 0, 8, 0]), (0.1, 40, [8, 0, 0, 0])])

  static func compare(_ ours: PhaseTable) throws -> CountsComparison {
    try CountsComparison(ours: ours, published: CountsComparisonTests.published, outcomes: Outcome.allCases)
  }

  @Test func theVerdictIsOneLine() throws {
    #expect(
      try ComparisonReportTests.compare(ComparisonReportTests.agreeing).verdict
        == "agrees: none of 6 shares in 2 cells and none of 0 totals differs (p < 0.001); totals over all cells not tested: "
        + "counts alone do not say which networks share a seed; a run's networks.csv does")
    #expect(
      try ComparisonReportTests.compare(ComparisonReportTests.differing).verdict
        == "differs: 2 of 6 shares in 2 cells (p < 0.001), 0 of 0 totals: learning rate 0.1, delay_ms 40: not learned "
        + "8 of 8 against 0 of 100, p = 2.84e-12; learning rate 0.1, delay_ms 40: slow manifold 0 of 8 against 63 of 100, "
        + "p = 0.000612")
  }

  /// A total differs where no cell does, and the verdict says which.
  @Test func theVerdictNamesTotals() throws {
    var model = SimulatedSweep(5)
    let published = SimulatedSweep.counts(model.networks(seeds: 100, durations: 11, shared: 0.2))
    let ours = PhaseTable(.delay, networks: model.networks(seeds: 20, durations: 11, shared: 0.2, shift: 0.9))
    let found = try CountsComparison(ours: ours, published: published, outcomes: Outcome.allCases)
    #expect(!found.agrees)
    #expect(found.differences.contains { $0.hasPrefix("totals at learning rate 0.1: p = ") })
    #expect(found.differences.last?.hasPrefix("totals over all cells: p = ") == true)
    #expect(found.verdict.contains("2 of 2 totals"))
  }

  @Test func theTableHasARowForEveryShare() throws {
    let lines = try ComparisonReportTests.compare(ComparisonReportTests.differing).csv.split(separator: "\n")
    #expect(
      lines[0]
        == "learning_rate,delay_ms,class,count,networks,share,interval_low,interval_high,published_count,published_networks,"
        + "published_share,inside_interval,fisher_p,outside")
    #expect(lines.count == 7)
    #expect(lines.allSatisfy { $0.split(separator: ",").count == 14 })
    #expect(lines[4].hasPrefix("0.1,40.0,not_learned,8,8,1.0,0.386"))
    #expect(lines[4].hasSuffix(",1"))
    #expect(lines[5].hasPrefix("0.1,40.0,limit_cycle,0,8,0.0,0.0,0.613"))
    #expect(lines[5].hasSuffix(",0"))
  }

  @Test func theReportIsJSON() throws {
    let comparison = try ComparisonReportTests.compare(ComparisonReportTests.differing)
    let report = ComparisonReport(comparison, run: "run", published: "published", labels: .published)
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    let object = try #require(
      JSONSerialization.jsonObject(with: encoder.encode(report)) as? [String: Any])
    #expect(object["schema"] as? String == "remanence-comparison 1.0")
    #expect(object["verdict"] as? String == "differs")
    #expect(object["shares_outside"] as? Int == 2)
    #expect((object["differences"] as? [String])?.count == 2)
    let overall = try #require(object["overall"] as? [String: Any])
    #expect(overall["learning_rate"] is NSNull)
    #expect(overall["clustered"] is NSNull)
    #expect(overall["remark"] is String)
    #expect(overall["counts"] as? [String: Int] == ["not_learned": 8, "limit_cycle": 0, "slow_manifold": 8])
    #expect((overall["pearson"] as? [String: Any])?["degrees_of_freedom"] as? Int == 2)
    #expect((object["rows"] as? [[String: Any]])?.count == 1)
  }
}
