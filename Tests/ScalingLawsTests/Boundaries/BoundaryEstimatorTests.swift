import Foundation
import ScalingLaws
import Testing

/// The alternatives to the published estimators.
@Suite struct BoundaryEstimatorTests {
  private func row(_ positions: [Double], _ events: [Double], of networks: Double = 10) -> ShareRow {
    ShareRow(positions: positions, networks: positions.map { _ in networks }, events: events)
  }

  @Test func crossingIsLinearBetweenPositions() {
    let line = row([0, 20, 40, 60], [0, 2, 6, 10])
    #expect(FractionCrossing(0.5, .rising).estimate(line) == .found(35))
    #expect(FractionCrossing(0.2, .rising).estimate(line) == .found(20), "two of ten are enough")
    #expect(FractionCrossing(0.25, .falling).estimate(row([0, 20, 40], [10, 5, 0])) == .found(30))
  }

  @Test func crossingNeedsBothSides() {
    #expect(
      FractionCrossing(0.5, .rising).estimate(row([0, 20], [6, 10])) == .leftOut(.beyondAtFirst(fraction: 0.5)))
    #expect(FractionCrossing(0.5, .rising).estimate(row([0, 20], [0, 4])) == .leftOut(.neverReaches(fraction: 0.5)))
    #expect(FractionCrossing(0.5, .rising).estimate(row([0], [0])) == .leftOut(.tooFewPositions(1, needed: 2)))
    #expect(FractionCrossing(0.5, .rising).estimate(row([], [])) == .leftOut(.tooFewPositions(0, needed: 2)))
  }

  /// A fraction that a single network reaches is crossed by chance.
  @Test func crossingNeedsNetworks() {
    let line = row([0, 20, 40], [0, 1, 8], of: 8)
    #expect(FractionCrossing(0.1, .rising).estimate(line) == .leftOut(.tooFewNetworks(8, fraction: 0.1)))
    #expect(FractionCrossing(0.9, .rising).estimate(line) == .leftOut(.tooFewNetworks(8, fraction: 0.9)))
    #expect(FractionCrossing(0.25, .rising).estimate(line).position != nil)
  }

  /// Pooling 2 and 1 to 1.5: the curve crosses one half of ten between 1.5 and 9.
  @Test func isotonicPoolsWhatIsOutOfOrder() {
    let estimate = IsotonicMidpoint(.rising).estimate(row([0, 10, 20, 30], [0, 2, 1, 9]))
    #expect(abs((estimate.position ?? 0) - (20 + 10 * 3.5 / 7.5)) < 1e-12)
  }

  @Test func isotonicWeighsByNetworks() {
    let line = ShareRow(positions: [0, 10, 20], networks: [10, 30, 10], events: [6, 6, 8])
    // 6 of 10 and 6 of 30 pool to 12 of 40 = 0.3; it crosses one half on the way to 0.8.
    let estimate = IsotonicMidpoint(.rising).estimate(line)
    #expect(abs((estimate.position ?? 0) - (10 + 10 * 0.2 / 0.5)) < 1e-12)
  }

  @Test func likelihoodFindsAnExactCurveAgain() {
    let positions = [20.0, 40, 80, 160, 320]
    for (direction, slope) in [(Trend.rising, 3.0), (.falling, -2.0)] {
      let events = positions.map { 25 / (1 + exp(-slope * log($0 / 93))) }
      let estimate = BinomialLogistic(direction).estimate(row(positions, events, of: 25))
      #expect(abs((estimate.position ?? 0) - 93) < 1e-6)
    }
  }

  /// Duration zero has no logarithm: it takes no part, whatever happened there.
  @Test func likelihoodLeavesZeroOut() {
    let line = row([0, 20, 40, 80], [9, 1, 5, 9])
    let without = row([20, 40, 80], [1, 5, 9])
    #expect(BinomialLogistic(.rising).estimate(line) == BinomialLogistic(.rising).estimate(without))
  }

  @Test func likelihoodOfSeparatedOutcomes() throws {
    let gap = row([10, 20, 80, 160], [0, 0, 10, 10])
    #expect(abs((BinomialLogistic(.rising).estimate(gap).position ?? 0) - 40) < 1e-9)
    let interval = try #require(BinomialLogistic(.rising).profileInterval(gap))
    #expect(abs(interval.low - 20) < 1e-9 && abs(interval.high - 80) < 1e-9)
    let mixed = row([10, 20, 80, 160], [0, 0, 3, 10])
    #expect(abs((BinomialLogistic(.rising).estimate(mixed).position ?? 0) - 80) < 1e-9)
    #expect(BinomialLogistic(.falling).estimate(gap) == .leftOut(.wrongDirection))
    // Mixed at an end of the line: the limit of ever steeper curves goes through that position, and has no gap.
    for (line, position) in [(row([10, 20], [0, 3]), 20.0), (row([10, 20], [2, 10]), 10)] {
      #expect(abs((BinomialLogistic(.rising).estimate(line).position ?? 0) - position) < 1e-9)
      #expect(BinomialLogistic(.rising).profileInterval(line) == nil)
    }
    #expect(BinomialLogistic(.rising).estimate(row([10, 20], [3, 0])) == .leftOut(.wrongDirection))
  }

  /// At the ends of the interval the likelihood has fallen by 1.92, by direct maximisation over the slope.
  @Test func profileIntervalIsWhereTheLikelihoodHasFallen() throws {
    let positions = [20.0, 40, 80, 160]
    let events = [1.0, 4, 6, 9]
    let line = row(positions, events)
    func likelihood(_ middle: Double) -> Double {
      stride(from: 0.01, through: 8, by: 0.001).reduce(-Double.infinity) { best, slope in
        let value = positions.indices.reduce(0) { sum, place in
          let share = 1 / (1 + exp(-slope * (log(positions[place]) - log(middle))))
          return sum + events[place] * log(share) + (10 - events[place]) * log(1 - share)
        }
        return max(best, value)
      }
    }
    let middle = try #require(BinomialLogistic(.rising).estimate(line).position)
    let interval = try #require(BinomialLogistic(.rising).profileInterval(line))
    for end in [interval.low, interval.high] {
      #expect(abs(2 * (likelihood(middle) - likelihood(end)) - 3.841458820694124) < 1e-4)
    }
    #expect(interval.low < middle && middle < interval.high)
  }
}
