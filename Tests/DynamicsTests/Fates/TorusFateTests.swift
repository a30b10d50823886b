import Dynamics
import Foundation
import Testing

@Suite("Fate: tori") struct TorusFateTests {
  @Test("two incommensurate turnings: quasi-periodic")
  func mapTorus() throws {
    let map = ProductMap(first: HopfMap(growth: 0.1, angle: 0.7), second: HopfMap(growth: 0.15, angle: 0.7 * 1.618))
    let fate = try FateSearch().fate(of: map, from: [0.2, 0, 0.1, 0.3])
    #expect(fate.kind == .quasiPeriodic, "\(fate.reason)")
    #expect(fate.reason == "zeroExponents2")
    let values = try #require(fate.exponents).values
    #expect(abs(values[2] - log(0.8)) < 1e-4 && abs(values[3] - log(0.7)) < 1e-4, "\(values)")
  }

  @Test("three: three zero exponents")
  func threeTorus() throws {
    let pair = ProductMap(first: HopfMap(growth: 0.1, angle: 0.7), second: HopfMap(growth: 0.15, angle: 1.1326))
    let map = ProductMap(first: pair, second: HopfMap(growth: 0.2, angle: 0.2718))
    let fate = try FateSearch().fate(of: map, from: [0.2, 0, 0.1, 0.3, 0.2, 0.1])
    #expect(fate.kind == .quasiPeriodic, "\(fate.reason)")
    #expect(fate.reason == "zeroExponents3")
  }

  @Test("twin: one of the two comes to rest, and a cycle is left")
  func cycle() throws {
    let map = ProductMap(first: HopfMap(growth: 0.1, angle: 0.7), second: HopfMap(growth: -0.15, angle: 1.1326))
    let fate = try FateSearch().fate(of: map, from: [0.2, 0, 0.1, 0.3])
    #expect(fate.kind == .limitCycle, "\(fate.reason)")
    #expect(abs(try #require(fate.cycle).period * 0.7 / (2 * Double.pi) - 1) < 1e-6)
  }

  @Test("of a flow")
  func flowTorus() throws {
    let flow = ProductFlow(
      first: HopfFlow(growth: 0.5, frequency: 1), second: HopfFlow(growth: 0.4, frequency: 2.0.squareRoot()))
    let fate = try search(first: 512, limit: 4096)
      .fate(of: flow, interval: 0.3, from: [0.5, 0, 0.1, 0.3], integrator: DormandPrince(tolerance: 1e-9))
    #expect(fate.kind == .quasiPeriodic, "\(fate.reason)")
  }
}
