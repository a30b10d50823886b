import Foundation
import ScalingLaws
import Testing

@Suite struct CountsComparisonTests {
  static func table(_ cells: [(Double, Double, [Int])], _ column: DurationColumn = .delay) -> PhaseTable {
    PhaseTable(column, cells: cells.map { .init(learningRate: $0.0, duration: $0.1, counts: $0.2) })
  }

  static let published = table([
    (0.1, 0, [0, 0, 100, 0]), (0.1, 40, [0, 37, 63, 0]), (0.0518, 0, [0, 0, 100, 0]), (0.0518, 40, [2, 35, 63, 0]),
    (0.01, 0, [0, 0, 100, 0]),
  ])

  /// Published learning rates are rounded; cells that one side lacks or has not run are left out.
  @Test func matchesCells() throws {
    let ours = CountsComparisonTests.table([
      (0.3, 0, [8, 0, 0, 0]), (0.1, 0, [0, 1, 7, 0]), (0.1, 40, [0, 0, 0, 0]), (0.05179474679231213, 40, [1, 2, 5, 0]),
      (0.05, 40, [8, 0, 0, 0]), (0.1, 60, [8, 0, 0, 0]),
    ])
    let found = try CountsComparison(
      ours: ours, published: CountsComparisonTests.published, outcomes: Outcome.allCases)
    #expect(
      found.cells.map(\.learningRate) == [0.1, 0.1, 0.1] + [
        0.05179474679231213, 0.05179474679231213, 0.05179474679231213,
      ])
    #expect(found.cells.map(\.duration) == [0, 0, 0, 40, 40, 40])
    #expect(
      found.cells.map(\.outcome) == [.notLearned, .limitCycle, .slowManifold, .notLearned, .limitCycle, .slowManifold])
    #expect(found.cells.map(\.count) == [0, 1, 7, 1, 2, 5])
    #expect(found.cells.map(\.publishedCount) == [0, 0, 100, 2, 35, 63])
    #expect(found.rows.map(\.cells) == [1, 1])
    #expect(found.rows.map(\.learningRate) == [0.1, 0.05179474679231213])
    #expect(found.overall.networks == 16)
    #expect(found.overall.publishedNetworks == 200)
    #expect(found.overall.classes.map(\.count) == [1, 3, 12])
    #expect(found.agrees)
  }

  @Test func saysWhatDiffers() throws {
    let ours = CountsComparisonTests.table([(0.1, 0, [0, 0, 8, 0]), (0.1, 40, [8, 0, 0, 0])])
    let found = try CountsComparison(
      ours: ours, published: CountsComparisonTests.published, outcomes: Outcome.allCases)
    #expect(!found.agrees)
    #expect(found.cellsOutside.map(\.outcome) == [.notLearned, .slowManifold])
    #expect(found.cellsOutside.allSatisfy { $0.duration == 40 })
    #expect(found.cellsOutsideInterval.map(\.outcome) == [.notLearned, .slowManifold])
    // 0 of 8 against 37 of 100 is no difference at this level.
    #expect(found.cells.first { $0.duration == 40 && $0.outcome == .limitCycle }?.isInsideInterval == true)
  }

  /// With as many networks on both sides, a published share outside our interval need not be a difference.
  @Test func theTwoFlagsMayDisagree() throws {
    let ours = CountsComparisonTests.table([(0.1, 0, [10, 90, 0, 0])])
    let published = CountsComparisonTests.table([(0.1, 0, [27, 73, 0, 0])])
    let found = try CountsComparison(ours: ours, published: published, outcomes: [.notLearned])
    #expect(found.cells.map(\.isInsideInterval) == [false])
    #expect(found.cells.map(\.isOutside) == [false])
    #expect(found.agrees)
  }

  /// What the published table does not tell apart is one class.
  @Test func comparesWhatIsKnown() throws {
    let ours = CountsComparisonTests.table([(0.1, 20, [3, 1, 3, 1])], .reaction)
    let published = CountsComparisonTests.table([(0.1, 20, [6, 0, 0, 14])], .reaction)
    let found = try CountsComparison(ours: ours, published: published, outcomes: [.notLearned])
    #expect(found.column == .reaction)
    #expect(found.cells.map(\.outcome) == [.notLearned])
    #expect(found.overall.classes.map(\.outcome) == [.notLearned, nil])
    #expect(found.overall.classes.map(\.count) == [3, 5])
    #expect(found.overall.classes.map(\.publishedCount) == [6, 14])
    #expect(found.overall.pearson?.degreesOfFreedom == 1)
  }

  @Test func otherLabelsAreAClassWhereThereAreSome() throws {
    let ours = CountsComparisonTests.table([(0.1, 40, [0, 2, 3, 3])])
    let found = try CountsComparison(
      ours: ours, published: CountsComparisonTests.published, outcomes: Outcome.allCases)
    #expect(found.cells.map(\.outcome) == Outcome.allCases)
  }

  @Test(arguments: [
    (
      table([(0.3, 0, [1, 0, 0, 0])]),
      "comparison: no cell is in both tables: the run has learning rates 0.3 and delay_ms 0.0; the published table has "
        + "learning rates 0.1, 0.0518, 0.01 and delay_ms 0.0, 40.0 (learning rates and durations must agree within "
        + "a part in a thousand, and both sides have networks there)"
    ),
    (
      table((0..<12).map { (0.1, 0.5 + Double($0), [1, 0, 0, 0]) }, .reaction),
      "comparison: no cell is in both tables: the run has learning rates 0.1 and reaction_ms 0.5, 1.5, 2.5, 3.5, 4.5, 5.5, "
        + "6.5, ... 11.5; the published table has learning rates 0.1, 0.0518, 0.01 and delay_ms 0.0, 40.0 (learning rates "
        + "and durations must agree within a part in a thousand, and both sides have networks there)"
    ),
  ]) func saysWhatBothSidesHave(_ ours: PhaseTable, _ message: String) {
    let error = #expect(throws: ScalingError.self) {
      try CountsComparison(ours: ours, published: CountsComparisonTests.published, outcomes: Outcome.allCases)
    }
    #expect(error?.code == .nothingToCompare)
    #expect(error?.description == message)
  }
}
