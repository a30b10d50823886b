import Classification
import Sweep
import Testing

@Suite struct MedianCurvesTests {
  private func curve(_ epochs: [Int], _ loss: [Double]) -> StoredCurve {
    StoredCurve(epochs: epochs, loss: loss, accuracy: loss.map { 1 - $0 })
  }

  @Test func fewEpochsAreAllKept() {
    #expect(MedianCurves(longest: 600, every: 10).epochs == Array(stride(from: 0, to: 599, by: 10)) + [599])
    #expect(MedianCurves(longest: 601, every: 10).epochs == Array(stride(from: 0, through: 600, by: 10)))
    #expect(MedianCurves(longest: 1, every: 10).epochs == [0])
    #expect(MedianCurves(longest: 0, every: 0).epochs == [0])
  }

  @Test(arguments: [2570, 30_000, 1_000_000, Int.max])
  func manyEpochsAreThinned(_ longest: Int) {
    let epochs = MedianCurves(longest: longest, every: 10).epochs
    #expect(epochs.count <= MedianCurves.pointLimit)
    #expect(epochs.count > MedianCurves.pointLimit / 3)
    #expect(epochs.first == 0)
    #expect(epochs == epochs.sorted())
    if longest < Int.max { #expect(epochs.last == longest - 1) }
  }

  @Test func theMedianIsTheMiddleOfTheNetworks() {
    var curves = MedianCurves(longest: 3, every: 1)
    for loss in [0.1, 0.3, 0.2] { curves.add(curve([0, 1, 2], [0.5, loss, loss]), outcome: "limitCycle") }
    let median = curves.median(of: "limitCycle")
    #expect(median.epochs == [0, 1, 2])
    #expect(median.loss.map(Float.init) == [0.5, 0.2, 0.2])
    #expect(median.accuracy.map(Float.init) == [0.5, 0.8, 0.8])
    #expect(median.networks == [3, 3, 3])
  }

  @Test(arguments: [(others: 3, epochs: [0, 1]), (others: 9, epochs: [0, 1, 2, 3])])
  func itEndsWhereMoreThanATenthHasEnded(others: Int, epochs: [Int]) {
    var curves = MedianCurves(longest: 4, every: 1)
    curves.add(curve([0, 1], [1, 1]), outcome: "a")
    for _ in 0..<others { curves.add(curve([0, 1, 2, 3], [0, 0, 0, 0]), outcome: "a") }
    #expect(curves.median(of: "a").epochs == epochs)
  }

  @Test func whatIsNotANumberDoesNotCount() {
    var curves = MedianCurves(longest: 3, every: 1)
    for _ in 0..<2 { curves.add(curve([0, 1, 2], [1, 2, .nan]), outcome: "diverged") }
    curves.add(curve([], []), outcome: "failed")
    #expect(curves.median(of: "diverged").epochs == [0, 1])
    #expect(curves.median(of: "failed").epochs == [])
    #expect(curves.median(of: "nothing").epochs == [])
    #expect(curves.outcomes == ["diverged", "failed"])
  }
}
