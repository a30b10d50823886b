import Foundation
import ScalingLaws
import Testing

/// The published tables of docs/reproductions/published.
@Suite struct PublishedCountsTests {
  static func read(_ name: String) throws -> (table: PhaseTable, outcomes: [Outcome]) {
    let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let path = repository.appendingPathComponent("docs/reproductions/published/\(name).csv")
    let file = try CountsFile(text: String(contentsOf: path, encoding: .utf8), name: name, labels: .published)
    #expect(file.slices.count == 1)
    return (file.slices[0].table, file.outcomes)
  }

  @Test(arguments: [
    ("no-post-reaction", DurationColumn.delay, 3, 21, 100, 400), ("post-reaction", .delay, 1, 21, 20, 400),
    ("slow-time-constant", .delay, 1, 21, 20, 800), ("no-memory-control", .reaction, 2, 20, 20, 400),
  ]) func haveTheirGrids(
    _ name: String, _ column: DurationColumn, _ rates: Int, _ durations: Int, _ networks: Int, _ longest: Double
  ) throws {
    let (table, outcomes) = try PublishedCountsTests.read(name)
    #expect(table.column == column)
    #expect(table.learningRates.count == rates)
    #expect(table.durations.count == durations)
    #expect(table.durations.last == longest)
    for rate in 0..<rates {
      for duration in 0..<durations { #expect(table.networks(rate: rate, duration: duration) == networks) }
    }
    #expect(outcomes == (column == .delay ? Outcome.allCases : [.notLearned]))
  }

  /// What the text says of learning rate 0.1: slow manifolds 83, 63, 58, 32, 23 % at 20 to 100 ms, most limit cycles, 69 %, at
  /// 180 ms.
  @Test func agreeWithTheText() throws {
    let table = try PublishedCountsTests.read("no-post-reaction").table
    #expect((1...5).map { table.count(.slowManifold, rate: 0, duration: $0) } == [83, 63, 58, 32, 23])
    let cycles = table.durations.indices.map { table.count(.limitCycle, rate: 0, duration: $0) }
    #expect(cycles.max() == 69)
    #expect(cycles.firstIndex(of: 69).map { table.durations[$0] } == 180)
    #expect(table.durations.indices.allSatisfy { table.count(.otherLearned, rate: 0, duration: $0) == 0 })
  }

  /// A published table beside itself: no cell differs.
  @Test(arguments: ["no-post-reaction", "post-reaction", "slow-time-constant", "no-memory-control"])
  func agreeWithThemselves(_ name: String) throws {
    let (table, outcomes) = try PublishedCountsTests.read(name)
    let found = try CountsComparison(ours: table, published: table, outcomes: outcomes)
    #expect(found.agrees)
    #expect(found.cellsOutsideInterval.isEmpty)
    #expect(found.rows.count == table.learningRates.count)
    #expect(found.overall.cells == table.cellCount)
  }
}
