import Dynamics
import Foundation
import Testing

@Suite("Fate: saddle-node on an invariant circle") struct InvariantCircleFateTests {
  @Test("100 times the natural period: a limit cycle of period 2 pi/sqrt(omega^2 - a^2)")
  func slowCycle() throws {
    // sqrt(omega^2 - a^2) = omega / 100.
    let flow = InvariantCircleFlow(omega: 1, a: (1 - 1e-4).squareRoot())
    let fate = try search(first: 4096, limit: 32768).fate(of: flow, interval: 0.3, from: [0.3, -0.5])
    #expect(fate.kind == .limitCycle, "\(fate.reason)")
    let cycle = try #require(fate.cycle)
    let period = 200 * Double.pi
    #expect(abs(cycle.period * 0.3 / period - 1) < 1e-3)
    let orbit = try #require(cycle.closedOrbit)
    #expect(abs(orbit.period / period - 1) < 1e-6)
    #expect(abs(orbit.transversalMultipliers[0].magnitude) < 1e-5)
  }

  @Test("twin: the node", arguments: [1.00005, 1.1])
  func node(a: Double) throws {
    let fate = try search(first: 1024, limit: 32768)
      .fate(of: InvariantCircleFlow(omega: 1, a: a), interval: 0.3, from: [-0.3, -0.5])
    #expect(fate.kind == .fixedPoint, "\(fate.reason)")
    let point = try #require(fate.point)
    let sine = 1 / a
    #expect(largestDifference(point.state, [(1 - sine * sine).squareRoot(), sine]) < 1e-7)
    #expect(abs(point.spectrum[0].real - exp(-(a * a - 1).squareRoot() * 0.3)) < 1e-6)
  }
}
