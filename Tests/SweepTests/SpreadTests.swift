import Sweep
import Testing

/// Median and quartiles of repeated measurements.
@Suite struct SpreadTests {
  @Test(arguments: [
    ([3], [3, 3, 3]), ([1, 2], [1.25, 1.5, 1.75]), ([5, 1, 4, 2, 3], [2, 3, 4]), ([4, 1, 3, 2], [1.75, 2.5, 3.25]),
  ])
  func quartilesLieBetweenNeighbours(_ values: [Double], _ expected: [Double]) {
    let spread = Spread(values)
    #expect([spread.low, spread.median, spread.high] == expected)
  }

  @Test func nothingHasNoMedian() {
    #expect(Spread([]).median.isNaN)
  }
}
