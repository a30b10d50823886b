import Dynamics
import Foundation
import Testing

@Suite("Fate: predators and prey") struct PredatorPreyFateTests {
  @Test(
    "a cycle that creeps past two saddles: never one of them",
    arguments: [(15.0, 83.5826599462087), (5.0, 30.3398950904691)])
  func cycle(capacity: Double, period: Double) throws {
    let flow = PredatorPreyFlow(capacity: capacity)
    for start in [[1.0, 0.3], [capacity * 0.99, 1e-6], [1e-3, 1e-3]] {
      let fate = try search(first: 1024, limit: 16384).fate(of: flow, interval: 0.4, from: start)
      #expect(fate.kind == .limitCycle, "\(fate.reason)")
      let cycle = try #require(fate.cycle)
      #expect(abs(cycle.period * 0.4 / period - 1) < 1e-3)
      #expect(abs(try #require(cycle.closedOrbit).period / period - 1) < 1e-5)
    }
  }

  @Test("twin, poor ground: both live at a fixed point")
  func coexistence() throws {
    let flow = PredatorPreyFlow(capacity: 1.5)
    let fate = try search(first: 512, limit: 8192).fate(of: flow, interval: 0.4, from: [1, 0.3])
    #expect(fate.kind == .fixedPoint, "\(fate.reason)")
    #expect(largestDifference(try #require(fate.point).state, flow.coexistence) < 1e-9)
  }

  @Test("twin, poorer ground: the predators die out")
  func preyAlone() throws {
    let fate = try search(first: 512, limit: 8192)
      .fate(of: PredatorPreyFlow(capacity: 0.4), interval: 0.4, from: [1, 0.3])
    #expect(fate.kind == .fixedPoint, "\(fate.reason)")
    #expect(largestDifference(try #require(fate.point).state, [0.4, 0]) < 1e-9)
  }
}
