import Dynamics
import Foundation
import Testing

/// Periods from an independent integration (order 8, tolerance 1e-13).
@Suite("Fate: van der Pol") struct VanDerPolFateTests {
  @Test("the cycle", arguments: [(1.0, 6.66328685932313, 0.2), (10.0, 19.07836956693894, 0.2)])
  func cycle(mu: Double, period: Double, interval: Double) throws {
    let fate = try search(first: 512, limit: 4096)
      .fate(of: VanDerPolFlow(mu: mu), interval: interval, from: [0.1, 0])
    #expect(fate.kind == .limitCycle, "\(fate.reason)")
    let cycle = try #require(fate.cycle)
    #expect(abs(cycle.period * interval / period - 1) < 1e-3)
    let orbit = try #require(cycle.closedOrbit)
    #expect(abs(orbit.period - period) < 1e-8)
    #expect(orbit.transversalMultipliers[0].magnitude < 1e-2)
  }

  @Test("twin: backwards, the origin")
  func origin() throws {
    let fate = try search(first: 256, limit: 4096).fate(of: VanDerPolFlow(mu: -1), interval: 0.2, from: [0.5, 0])
    #expect(fate.kind == .fixedPoint, "\(fate.reason)")
  }

  @Test("cut before anything repeats: unresolved", arguments: [64, 127])
  func cut(limit: Int) throws {
    let fate = try search(first: 64, limit: limit).fate(of: VanDerPolFlow(mu: 1), interval: 0.2, from: [0.1, 0])
    #expect(fate.kind == .unresolved)
  }
}
