import Testing
import Training

@Suite struct LearningVerdictTests {
  static func verdict(_ values: [Double]) -> LearningVerdict {
    LearningVerdict(accuracies: values, reliabilities: values)
  }

  @Test func neverSuccessfulIsStableAndNotLearned() {
    let result = Self.verdict(Array(repeating: 0.5, count: 100))
    #expect(result.stable && !result.learned && result.firstSuccess == nil && result.countBelow == 0)
    #expect(result.accuracy == 0.5)
  }

  @Test func learnedAndKept() {
    let result = Self.verdict(Array(repeating: 0.5, count: 20) + Array(repeating: 0.95, count: 80))
    #expect(result.learned && result.stable && result.firstSuccess == 20)
    #expect(result.countBelow == 0 && result.countAbove == 160)
  }

  /// Ten values below against a hundred above is exactly 0.1: not less, hence unstable.
  @Test(arguments: [(5, 50, false), (5, 51, true), (4, 50, true)])
  func stabilityIsAShareBelowATenth(below: Int, above: Int, stable: Bool) {
    let result = Self.verdict(Array(repeating: 0.9, count: above) + Array(repeating: 0.5, count: below))
    #expect(result.stable == stable)
    #expect(result.countBelow == 2 * below && result.countAbove == 2 * above)
  }

  @Test func valuesOfExactlySixTenthsCountNowhere() {
    let result = Self.verdict([0.9, 0.6, 0.6, 0.9])
    #expect(result.countBelow == 0 && result.countAbove == 4)
  }

  @Test func lastTenthDecides() {
    let late = Self.verdict(Array(repeating: 0.9, count: 90) + Array(repeating: 0.7, count: 10))
    #expect(late.stable && !late.learned)
    #expect(abs(late.accuracy - 0.7) < 1e-12)
  }

  @Test(arguments: [0, 1, 9])
  func shortHistories(count: Int) {
    let result = Self.verdict(Array(repeating: 0.9, count: count))
    #expect(result.learned == (count > 0))
    #expect(result.accuracy == (count > 0 ? 0.9 : 0))
  }
}
