import Dynamics
import Foundation
import Testing

@Suite("Fate: fixed points") struct RestingFateTests {
  @Test("a line attractor: neutral rest where the slow direction was", arguments: [1, 3, 12])
  func lineAttractor(size: Int) throws {
    let basis = orthogonalMatrix(size, seed: 5)
    // Contraction 0.3 to 0.9 across the line, 1 along it.
    let values = [1.0] + (1..<size).map { 0.9 - 0.6 * Double($0) / Double(size) }
    let map = LinearMap(matrix: symmetricMatrix(values: values, basis: basis), dimension: size)
    let start = fixedNumbers(size, seed: 7)
    let fate = try FateSearch().fate(of: map, from: start)
    #expect(fate.kind == .fixedPoint, "\(fate.reason)")
    let point = try #require(fate.point)
    #expect(point.stability == .neutral)
    let along = (0..<size).reduce(0.0) { $0 + basis[$1] * start[$1] }
    #expect(largestDifference(point.state, (0..<size).map { along * basis[$0] }) < 1e-10)
    #expect(abs(point.spectrum[0].magnitude - 1) < 1e-12)
  }

  @Test("a line attractor of a flow")
  func lineAttractorOfAFlow() throws {
    let basis = orthogonalMatrix(3, seed: 8)
    let flow = LinearFlow(matrix: symmetricMatrix(values: [0, -0.3, -1], basis: basis), dimension: 3)
    let start = [0.4, -0.2, 0.7]
    let fate = try search(first: 256, limit: 4096).fate(of: flow, interval: 0.5, from: start)
    #expect(fate.kind == .fixedPoint, "\(fate.reason)")
    let point = try #require(fate.point)
    let along = (0..<3).reduce(0.0) { $0 + basis[$1] * start[$1] }
    #expect(largestDifference(point.state, (0..<3).map { along * basis[$0] }) < 1e-9)
    #expect(point.stability == .neutral)
  }

  @Test("twin of the line: multiplier 0.9999 is the origin's")
  func slowLine() throws {
    let map = LinearMap(
      matrix: symmetricMatrix(values: [0.9999, 0.5], basis: orthogonalMatrix(2, seed: 3)), dimension: 2)
    let fate = try FateSearch().fate(of: map, from: [1, 1])
    #expect(fate.kind == .fixedPoint, "\(fate.reason)")
    let point = try #require(fate.point)
    #expect(point.stability == .stable)
    #expect(largestDifference(point.state, [0, 0]) < 1e-9)
  }

  @Test("a bistable unit: each side its own", arguments: [(1.2, 0.5), (1.2, 1.0), (2, 0.1), (1.001, 0.5)])
  func bistable(weight: Double, alpha: Double) throws {
    let unit = try leakyUnits(1, recurrent: [weight], alpha: alpha)
    let level = bistableLevel(weight: weight)
    for side in [-1.0, 1.0] {
      for size in [0.01, 2] {
        let fate = try FateSearch().fate(of: unit, from: [side * size])
        #expect(fate.kind == .fixedPoint, "\(fate.reason)")
        let point = try #require(fate.point)
        #expect(abs(point.state[0] - side * level) < 1e-9)
        let slope = 1 - alpha + alpha * weight * (1 - level * level)
        #expect(abs(point.spectrum[0].real - slope) < 1e-9)
      }
    }
  }

  @Test("twin: the origin", arguments: [0.5, 0.99, -0.99])
  func monostable(weight: Double) throws {
    let unit = try leakyUnits(1, recurrent: [weight], alpha: 0.5)
    let fate = try FateSearch().fate(of: unit, from: [0.8])
    #expect(fate.kind == .fixedPoint, "\(fate.reason)")
    #expect(abs(try #require(fate.point).state[0]) < 1e-9)
  }

  @Test("an orbit that stands on an unstable point has no fate", arguments: [1, 2])
  func unstablePoint(units: Int) throws {
    let network = try leakyUnits(units, recurrent: units == 1 ? [2] : [2, 0, 0, 0.5], alpha: 0.5)
    let fate = try FateSearch().fate(of: network, from: [Double](repeating: 0, count: units))
    #expect(fate.kind == .unresolved)
    #expect(fate.reason == "unstablePoint")
    #expect(fate.point?.stability == .unstable)
  }

  @Test("eight corners, eight fates", arguments: [false, true])
  func eightAttractors(isTurned: Bool) throws {
    let map = try bistablePairs(3, weight: 1.3, alpha: 0.5)
    let axes =
      isTurned
      ? orthogonalMatrix(6, seed: 11)
      : symmetricMatrix(
        values: [1, 1, 1, 1, 1, 1], basis: orthogonalMatrix(6, seed: 1))
    let turned = TurnedMap(base: map, turn: axes)
    let level = bistableLevel(weight: 1.3)
    var found: [[Double]] = []
    for corner in 0..<8 {
      let signs = (0..<6).map { (corner >> ($0 / 2)) & 1 == 0 ? 1.0 : -1.0 }
      let noise = fixedNumbers(6, seed: UInt64(20 + corner))
      let fate = try FateSearch().fate(
        of: turned, from: turned.coordinates(of: zip(signs, noise).map { 0.7 * $0 + 0.2 * $1 }))
      #expect(fate.kind == .fixedPoint, "\(fate.reason)")
      let point = try #require(fate.point)
      #expect(largestDifference(point.state, turned.coordinates(of: signs.map { level * $0 })) < 1e-9)
      found.append(point.state)
    }
    for first in found.indices {
      for second in found.indices where first < second {
        #expect(largestDifference(found[first], found[second]) > 0.1 * level)
      }
    }
  }
}
