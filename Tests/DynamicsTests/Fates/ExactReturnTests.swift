import Dynamics
import Foundation
import Testing

@Suite("Exact returns") struct ExactReturnTests {
  private func segment(of map: some SmoothMap, from start: [Double], steps: Int) -> OrbitSegment {
    var state = start
    var tangents: [Double] = []
    return OrbitSegment(of: map, state: &state, tangents: &tangents, steps: steps, keeping: steps, bound: 1e9)
  }

  @Test("the shortest number of steps", arguments: [1, 2, 3, 5, 7, 100])
  func shortest(period: Int) throws {
    let map = HopfMap(growth: 0.1, angle: 2 * Double.pi / Double(period) * (period > 4 ? 2 : 1))
    let truth = period.isMultiple(of: 2) && period > 4 ? period / 2 : period
    #expect(ExactReturn.steps(of: segment(of: map, from: [0.3, 0], steps: 1000)) == truth)
  }

  @Test("a turning without relation to the step never returns", arguments: [0.7, 2 * Double.pi / 10 * 1.0001])
  func none(angle: Double) {
    #expect(ExactReturn.steps(of: segment(of: HopfMap(growth: 0.1, angle: angle), from: [0.3, 0], steps: 4000)) == nil)
  }

  @Test("short stretches", arguments: [1, 2, 3, 4])
  func short(steps: Int) {
    let found = ExactReturn.steps(of: segment(of: HopfMap(growth: 0.1, angle: 2), from: [0.3, 0], steps: steps))
    #expect(found == nil)
  }
}
