import Dynamics
import Foundation
import LinearAlgebra
import Testing

@Suite("Fate: Hopf") struct HopfFateTests {
  @Test("flow: period 2 pi/omega, Floquet multiplier exp(-2 mu T)", arguments: [(0.05, 1.0), (0.4, 2.5), (0.02, 0.7)])
  func cycle(growth: Double, frequency: Double) throws {
    let flow = HopfFlow(growth: growth, frequency: frequency)
    let period = 2 * Double.pi / frequency
    let fate = try search(first: 1024, limit: 8192).fate(of: flow, interval: period / 37.3, from: [0.01, 0.02])
    #expect(fate.kind == .limitCycle, "\(fate.reason)")
    let cycle = try #require(fate.cycle)
    #expect(abs(cycle.period / 37.3 - 1) < 1e-4 && abs(cycle.recurrencePeriod / 37.3 - 1) < 1e-2)
    #expect(cycle.lockedSteps == nil)
    #expect(abs(cycle.size / growth.squareRoot() - 1) < 0.01)
    let orbit = try #require(cycle.closedOrbit)
    #expect(abs(orbit.period - period) < 1e-8)
    #expect(orbit.trivialError < 1e-8)
    let transversal = try #require(orbit.transversalMultipliers.first)
    #expect(abs(transversal.magnitude - exp(-2 * growth * period)) < 1e-8)
    #expect(orbit.transversalMultipliers.count == 1)
    #expect(fate.point == nil)
    let radius = (orbit.state[0] * orbit.state[0] + orbit.state[1] * orbit.state[1]).squareRoot()
    #expect(abs(radius - growth.squareRoot()) < 1e-8)
  }

  @Test("flow, twin: a stable focus with its spectrum", arguments: [-0.05, -0.4])
  func focus(growth: Double) throws {
    let interval = 0.2
    let fate = try search(first: 1024, limit: 8192)
      .fate(of: HopfFlow(growth: growth, frequency: 1), interval: interval, from: [0.5, 0.2])
    #expect(fate.kind == .fixedPoint, "\(fate.reason)")
    let point = try #require(fate.point)
    #expect(largestDifference(point.state, [0, 0]) < 1e-9)
    #expect(point.stability == .stable)
    for multiplier in point.spectrum {
      #expect(abs(multiplier.magnitude - exp(growth * interval)) < 1e-9)
      #expect(abs(abs(multiplier.angle) - interval) < 1e-9)
    }
    #expect(fate.cycle == nil)
  }

  @Test("map: period 2 pi/angle, multiplier (1 - 2 growth) per step", arguments: [0.7, 0.1234, 1.9, 2.6])
  func mapCycle(angle: Double) throws {
    let fate = try FateSearch().fate(of: HopfMap(growth: 0.1, angle: angle), from: [0.1, 0])
    #expect(fate.kind == .limitCycle, "\(fate.reason)")
    let cycle = try #require(fate.cycle)
    let period = 2 * Double.pi / angle
    #expect(abs(cycle.period / period - 1) < 1e-6, "\(cycle.period) for \(period)")
    #expect(abs(cycle.recurrencePeriod / period - 1) < 1e-2, "\(cycle.recurrencePeriod) for \(period)")
    let transversal = try #require(cycle.transversalMultipliers.first)
    #expect(abs(log(transversal) / period - log(0.8)) < 1e-4)
    // The window need not be a whole number of turns.
    #expect(abs(cycle.size - 0.1.squareRoot()) < 1e-4)
  }

  @Test("map, twin: the origin attracts", arguments: [0.7, 0.1234, 1.9, 2.6])
  func mapFocus(angle: Double) throws {
    let fate = try FateSearch().fate(of: HopfMap(growth: -0.01, angle: angle), from: [0.3, 0])
    #expect(fate.kind == .fixedPoint, "\(fate.reason)")
    let point = try #require(fate.point)
    #expect(abs(point.spectrum[0].magnitude - 0.99) < 1e-9 && abs(abs(point.spectrum[0].angle) - angle) < 1e-9)
  }
}
