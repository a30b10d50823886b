import Dynamics
import Foundation
import Testing

@Suite("Fate: unresolved, and why") struct UnresolvedFateTests {
  @Test("Hopf at criticality is neither a cycle nor a fixed point", arguments: [0.05, 0.3, 1.0, 2.0])
  func critical(angle: Double) throws {
    let fate = try search(first: 2048, limit: 65536).fate(of: HopfMap(growth: 0, angle: angle), from: [0.3, 0.1])
    #expect(fate.kind == .unresolved, "\(fate.reason)")
  }

  @Test("so is that of a flow, after some hundred turns")
  func criticalFlow() throws {
    let fate = try search(first: 512, limit: 8192)
      .fate(of: HopfFlow(growth: 0, frequency: 1), interval: 0.3, from: [0.5, 0.2])
    #expect(fate.kind == .unresolved, "\(fate.reason)")
  }

  @Test("a spiral so slow that it hardly shrinks before the end", arguments: [1e-4, 1e-5])
  func slowSpiral(rate: Double) throws {
    // Far from the origin |z|^2 does the work; z = 0.02 to see the linear rate.
    let fate = try search(first: 512, limit: 2048).fate(of: HopfMap(growth: -rate, angle: 0.4), from: [0.3, 0])
    #expect(fate.kind != .limitCycle && fate.kind != .quasiPeriodic, "\(fate.kind)")
  }

  @Test("a pitchfork at criticality: x falls as 1/sqrt(t)")
  func pitchfork() throws {
    let fate = try search(first: 2048, limit: 65536).fate(of: leakyUnits(1, recurrent: [1], alpha: 0.5), from: [0.5])
    #expect(fate.kind == .unresolved, "\(fate.reason)")
  }

  @Test("a horizon of one look never repeats")
  func oneLook() throws {
    let fate = try search(first: 2048, limit: 2048).fate(of: HopfMap(growth: 0.1, angle: 0.4), from: [0.3, 0])
    #expect(fate.kind == .unresolved)
    #expect(fate.horizon == 2048)
  }
}
