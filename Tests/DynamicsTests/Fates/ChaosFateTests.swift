import Dynamics
import Foundation
import Testing

@Suite("Fate: chaos") struct ChaosFateTests {
  @Test("Lorenz: exponents 0.9056, 0, -14.572")
  func lorenz() throws {
    let interval = 0.05
    let fate = try search(first: 2048, limit: 16384)
      .fate(of: LorenzFlow(rho: 28), interval: interval, from: [1, 2, 20], integrator: DormandPrince(tolerance: 1e-9))
    #expect(fate.kind == .chaotic, "\(fate.reason)")
    let exponents = try #require(fate.exponents)
    let values = exponents.values.map { $0 / interval }
    #expect(values.count == 3, "the whole spectrum")
    #expect(abs(values[0] - 0.9056) < 0.05, "\(values)")
    #expect(abs(values[1]) < 0.02, "\(values)")
    if values.count == 3 {
      #expect(abs(values[2] + 14.572) < 0.05, "\(values)")
      #expect(abs(values.reduce(0, +) + 41.0 / 3) < 1e-5)
    }
    #expect(abs(try #require(fate.directDivergence) / interval - 0.9056) < 0.1)
  }

  @Test("Lorenz, twin: one of the two fixed points")
  func lorenzRest() throws {
    let fate = try search(first: 1024, limit: 16384)
      .fate(of: LorenzFlow(rho: 14), interval: 0.05, from: [1, 2, 20], integrator: DormandPrince(tolerance: 1e-9))
    #expect(fate.kind == .fixedPoint, "\(fate.reason)")
    let point = try #require(fate.point)
    let side = (8.0 / 3 * 13).squareRoot()
    #expect(abs(abs(point.state[0]) - side) < 1e-8 && abs(point.state[2] - 13) < 1e-8)
  }

  @Test("Hénon: exponents 0.4192 and ln 0.3 - 0.4192")
  func henon() throws {
    let fate = try search(first: 8192, limit: 65536).fate(of: HenonMap(a: 1.4), from: [0.1, 0.1])
    #expect(fate.kind == .chaotic, "\(fate.reason)")
    let exponents = try #require(fate.exponents)
    #expect(abs(exponents.values[0] - 0.4192) < 0.01, "\(exponents.values)")
    #expect(abs(exponents.values[0] + exponents.values[1] - log(0.3)) < 1e-9)
    #expect(abs(try #require(fate.directDivergence) / 0.4192 - 1) < 0.05)
  }

  @Test("Hénon, twin: a fixed point at a = 0.2, periods 2 and 4 beyond", arguments: [(0.2, 1), (0.5, 2), (1.0, 4)])
  func henonPeriods(a: Double, period: Int) throws {
    let map = HenonMap(a: a)
    let fate = try FateSearch().fate(of: map, from: [0.1, 0.1])
    if period == 1 {
      #expect(fate.kind == .fixedPoint, "\(fate.reason)")
      let root = (-0.7 + (0.49 + 4 * a).squareRoot()) / (2 * a)
      #expect(abs(try #require(fate.point).state[0] - root) < 1e-9)
      return
    }
    #expect(fate.kind == .limitCycle, "\(fate.reason)")
    let cycle = try #require(fate.cycle)
    #expect(cycle.lockedSteps == period && cycle.period == Double(period))
    #expect(cycle.curve.count == 2 * period)
    // The multipliers of the orbit: their product is b^period.
    let product = cycle.transversalMultipliers.reduce(1, *)
    #expect(abs(product / pow(0.3, Double(period)) - 1) < 1e-6, "\(cycle.transversalMultipliers)")
  }

  @Test("the quadratic map: nearly ln 2 next to c = -2; a multiplier of zero at c = -1")
  func quadratic() throws {
    let chaotic = try search(first: 2048, limit: 32768).fate(of: QuadraticMap(c: -1.9999), from: [0.3])
    #expect(chaotic.kind == .chaotic, "\(chaotic.reason)")
    #expect(abs(try #require(chaotic.exponents).values[0] - log(2)) < 0.03)
    let cycle = try FateSearch().fate(of: QuadraticMap(c: -1), from: [0.3])
    #expect(cycle.kind == .limitCycle, "\(cycle.reason)")
    #expect(cycle.cycle?.lockedSteps == 2)
  }

  @Test(
    "Rössler: one turn, and two after the doubling",
    arguments: [(2.5, 5.74899118), (2.86, 11.53758994), (2.9, 11.53508612), (3.5, 11.54521829)])
  func rossler(c: Double, period: Double) throws {
    let fate = try search(first: 1024, limit: 16384)
      .fate(of: RosslerFlow(c: c), interval: 0.2, from: [1, 1, 0], integrator: DormandPrince(tolerance: 1e-11))
    #expect(fate.kind == .limitCycle, "\(fate.reason)")
    let cycle = try #require(fate.cycle)
    #expect(abs(cycle.period * 0.2 / period - 1) < 1e-3, "\(cycle.period * 0.2)")
    #expect(abs(try #require(cycle.closedOrbit).period - period) < 1e-6)
    #expect(cycle.distance(of: fate.finalState) < 0.01 * cycle.size)
  }

  @Test("Rössler, twin: chaos with exponent 0.0714")
  func rosslerChaos() throws {
    let fate = try search(first: 2048, limit: 32768)
      .fate(of: RosslerFlow(c: 5.7), interval: 0.4, from: [1, 1, 0], integrator: DormandPrince(tolerance: 1e-9))
    #expect(fate.kind == .chaotic, "\(fate.reason)")
    #expect(abs(try #require(fate.exponents).values[0] / 0.4 - 0.0714) < 0.015)
  }
}
