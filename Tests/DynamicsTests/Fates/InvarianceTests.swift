import Dynamics
import Foundation
import Testing

@Suite("Fate: what must not matter") struct InvarianceTests {
  /// Kinds of motion in four variables: a curve, a torus, a locked orbit, a point.
  static let maps: [(name: String, map: ProductMap<HopfMap, HopfMap>)] = [
    ("curve", ProductMap(first: HopfMap(growth: 0.1, angle: 0.713), second: HopfMap(growth: -0.2, angle: 1.1))),
    ("torus", ProductMap(first: HopfMap(growth: 0.1, angle: 0.713), second: HopfMap(growth: 0.12, angle: 1.1))),
    ("point", ProductMap(first: HopfMap(growth: -0.05, angle: 0.713), second: HopfMap(growth: -0.2, angle: 1.1))),
  ]
  static let start = [0.2, 0.1, 0.15, -0.1]

  static func same(_ fate: Fate, _ reference: Fate) {
    #expect(fate.kind == reference.kind, "\(fate.reason), \(reference.reason)")
    if let cycle = fate.cycle, let other = reference.cycle {
      #expect(abs(cycle.period / other.period - 1) < 1e-6, "\(cycle.period), \(other.period)")
      #expect(abs(cycle.size / other.size - 1) < 1e-3)
      #expect(cycle.lockedSteps == other.lockedSteps)
    }
  }

  @Test("turned axes", arguments: 0..<3, [1, 2] as [UInt64])
  func axes(kind: Int, seed: UInt64) throws {
    let map = InvarianceTests.maps[kind].map
    let turned = TurnedMap(base: map, turn: orthogonalMatrix(4, seed: seed))
    InvarianceTests.same(
      try FateSearch().fate(of: turned, from: turned.coordinates(of: InvarianceTests.start)),
      try FateSearch().fate(of: map, from: InvarianceTests.start))
  }

  @Test("renamed units of a network", arguments: [[1, 2, 3, 4, 5, 0], [5, 3, 1, 0, 2, 4]])
  func permutation(order: [Int]) throws {
    let weights = InvarianceTests.genericWeights
    let map = try leakyUnits(6, recurrent: weights, alpha: 0.5)
    let renamed = try leakyUnits(
      6, recurrent: order.flatMap { row in order.map { column in weights[row * 6 + column] } }, alpha: 0.5)
    let start = fixedNumbers(6, seed: 4)
    let fate = try FateSearch().fate(of: map, from: start)
    #expect(fate.kind == .limitCycle, "\(fate.reason)")
    InvarianceTests.same(try FateSearch().fate(of: renamed, from: order.map { start[$0] }), fate)
  }

  @Test("twice the horizon", arguments: 0..<3)
  func horizon(kind: Int) throws {
    let map = InvarianceTests.maps[kind].map
    let fate = try FateSearch().fate(of: map, from: InvarianceTests.start)
    InvarianceTests.same(
      try search(first: 4096, limit: 262_144).fate(of: map, from: InvarianceTests.start), fate)
    InvarianceTests.same(
      try search(first: 777, limit: 131_072).fate(of: map, from: InvarianceTests.start), fate)
  }

  @Test("a start further along the orbit", arguments: 0..<3, [1, 333])
  func later(kind: Int, steps: Int) throws {
    let map = InvarianceTests.maps[kind].map
    InvarianceTests.same(
      try FateSearch().fate(of: map, from: state(of: map, after: steps, from: InvarianceTests.start)),
      try FateSearch().fate(of: map, from: InvarianceTests.start))
  }

  /// Six units: two planes that turn, one faster and stronger, and random weights between all.
  static var genericWeights: [Double] {
    let noise = fixedNumbers(36, seed: 12)
    var weights = noise.map { 0.25 * $0 }
    for (plane, angle) in [0.9, 0.4, 0.2].enumerated() {
      let gain = [1.9, 0.9, 0.5][plane]
      let (a, b) = (2 * plane, 2 * plane + 1)
      weights[a * 6 + a] += gain * cos(angle)
      weights[b * 6 + b] += gain * cos(angle)
      weights[a * 6 + b] -= gain * sin(angle)
      weights[b * 6 + a] += gain * sin(angle)
    }
    return weights
  }
}
