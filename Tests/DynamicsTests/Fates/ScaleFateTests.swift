import Dynamics
import Foundation
import Testing

@Suite("Fate: many units") struct ScaleFateTests {
  /// Dense weights of rank two that turn one plane: W = gain (cos (u u^T + v v^T) + sin (v u^T - u v^T)).
  private func turningPlane(_ units: Int, gain: Double, angle: Double) throws -> HeldLeakyRate {
    let plane = orthogonalRows(2, units)
    let (u, v) = (plane[0], plane[1])
    var weights = [Double](repeating: 0, count: units * units)
    for row in 0..<units {
      let (a, b) = (
        gain * (cos(angle) * u[row] + sin(angle) * v[row]), gain * (cos(angle) * v[row] - sin(angle) * u[row])
      )
      for column in 0..<units { weights[row * units + column] = a * u[column] + b * v[column] }
    }
    return try leakyUnits(units, recurrent: weights, alpha: 0.5)
  }

  private func orthogonalRows(_ count: Int, _ size: Int) -> [[Double]] {
    var rows: [[Double]] = []
    for index in 0..<count {
      var row = fixedNumbers(size, seed: UInt64(31 + index))
      for other in rows {
        let share = zip(row, other).reduce(0.0) { $0 + $1.0 * $1.1 }
        row = zip(row, other).map { $0 - share * $1 }
      }
      let length = row.reduce(0.0) { $0 + $1 * $1 }.squareRoot()
      rows.append(row.map { $0 / length })
    }
    return rows
  }

  @Test("a cycle of dense networks, up to two thousand units", arguments: [20, 200, 2000])
  func cycle(units: Int) throws {
    let map = try turningPlane(units, gain: 1.5, angle: 0.6)
    let start = fixedNumbers(units, seed: 2).map { 0.1 * $0 }
    let fate = try search(first: 256, limit: 4096).fate(of: map, from: start)
    #expect(fate.kind == .limitCycle, "\(fate.reason)")
    // Near the origin the angle per step is arg(1 + 1.5 exp(0.6 i)); tanh hardly turns it.
    let small = atan2(1.5 * sin(0.6), 1 + 1.5 * cos(0.6))
    #expect(abs(try #require(fate.cycle).period * small / (2 * Double.pi) - 1) < 0.3)
  }

  @Test("twin: the origin", arguments: [20, 200])
  func origin(units: Int) throws {
    let map = try turningPlane(units, gain: 0.8, angle: 0.6)
    let fate = try search(first: 256, limit: 4096).fate(of: map, from: fixedNumbers(units, seed: 2))
    #expect(fate.kind == .fixedPoint, "\(fate.reason)")
    let point = try #require(fate.point)
    #expect(point.state.allSatisfy { abs($0) < 1e-9 })
    #expect(abs(point.spectrum[0].magnitude - hypot(0.5 + 0.4 * cos(0.6), 0.4 * sin(0.6))) < 1e-9)
  }
}
