import Dynamics
import Foundation
import Testing

@Suite("Fate: ghosts") struct GhostFateTests {
  @Test("just past a saddle-node: passed in pi/sqrt(r), and what follows is the fate", arguments: [1e-3, 1e-4, 1e-5])
  func passage(r: Double) throws {
    let flow = BottleneckFlow(r: r)
    let interval = 0.05 / r.squareRoot()
    let fate = try search(first: 64, limit: 16384).fate(of: flow, interval: interval, from: [-2])
    #expect(fate.kind == .fixedPoint, "\(fate.reason)")
    #expect(abs(try #require(fate.point).state[0] - 1) < 1e-9)
    // From -1/2 to 1/2, where the ghost's own time is nearly all.
    let map = try FlowMap(flow, interval: 0.01 / r.squareRoot())
    var (here, next, steps) = ([-0.5], [-0.5], 0)
    while here[0] < 0.5, steps < 100_000 {
      map.step(from: here, to: &next)
      swap(&here, &next)
      steps += 1
    }
    let time = Double(steps) * map.interval
    // 1/((r + x^2) (1 - x)) in partial fractions, integrated.
    let exact = (log(3) + 2 * atan(0.5 / r.squareRoot()) / r.squareRoot()) / (1 + r)
    #expect(abs(time - exact) <= map.interval)
    if r <= 1e-4 { #expect(abs(time * r.squareRoot() / Double.pi - 1) < 0.02) }
  }

  @Test("twin, just before it: the node is the fate", arguments: [-1e-3, -1e-4, -1e-5])
  func node(r: Double) throws {
    let interval = 0.05 / (-r).squareRoot()
    let fate = try search(first: 64, limit: 16384).fate(of: BottleneckFlow(r: r), interval: interval, from: [-2])
    #expect(fate.kind == .fixedPoint, "\(fate.reason)")
    let point = try #require(fate.point)
    let root = (-r).squareRoot()
    #expect(abs(point.state[0] + root) < 1e-9)
    #expect(abs(point.spectrum[0].real - exp(-2 * root * (1 + root) * interval)) < 1e-6)
  }

  @Test("the ghost of a cycle is passed, and the origin is the fate")
  func cyclePassage() throws {
    let fate = try search(first: 256, limit: 65536)
      .fate(of: CycleFoldFlow(gap: 1e-5, omega: 1), interval: 0.3, from: [1.5, 0])
    #expect(fate.kind == .fixedPoint, "\(fate.reason)")
    #expect(largestDifference(try #require(fate.point).state, [0, 0]) < 1e-9)
  }

  @Test("twin: the cycle of the fold")
  func cycle() throws {
    let gap = -0.01
    let fate = try search(first: 256, limit: 65536)
      .fate(of: CycleFoldFlow(gap: gap, omega: 1), interval: 0.3, from: [1.5, 0])
    #expect(fate.kind == .limitCycle, "\(fate.reason)")
    let orbit = try #require(fate.cycle?.closedOrbit)
    let square = 1 + (-gap).squareRoot()
    let radius = (orbit.state[0] * orbit.state[0] + orbit.state[1] * orbit.state[1]).squareRoot()
    #expect(abs(radius - square.squareRoot()) < 1e-8)
    // d rho'/d rho on the cycle: -4 rho^2 (rho^2 - 1).
    let rate = -4 * square * (square - 1)
    #expect(abs(orbit.transversalMultipliers[0].magnitude - exp(rate * 2 * Double.pi)) < 1e-7)
  }

  @Test("the ghost of a cycle slower than the horizon: unresolved, as a flow and as a map", arguments: [8192, 32768])
  func cycleGhost(limit: Int) throws {
    let flow = CycleFoldFlow(gap: 1e-9, omega: 1)
    let patient = search(first: 256, limit: limit)
    #expect(try patient.fate(of: flow, interval: 0.3, from: [1.5, 0]).kind == .unresolved)
    // A map has no shooting that would fail: the exponent alone tells.
    let map = try FlowMap(flow, interval: 0.3, integrator: DormandPrince(tolerance: 1e-9))
    #expect(try patient.fate(of: map, from: [1.5, 0]).kind == .unresolved)
    var options = patient.options
    options.exponentAgreement = .infinity
    #expect(try FateSearch(options: options).fate(of: map, from: [1.5, 0]).kind == .limitCycle)
  }

  @Test("a ghost slower than the horizon: unresolved", arguments: [1e-8, 1e-11])
  func slowGhost(r: Double) throws {
    let fate = try search(first: 256, limit: 16384).fate(of: BottleneckFlow(r: r), interval: 0.1, from: [-2])
    #expect(fate.kind == .unresolved, "\(fate.reason)")
    #expect(fate.point == nil && fate.cycle == nil)
  }
}
