import Dynamics
import Foundation
import Testing

@Suite("Fate: edges") struct EdgeFateTests {
  @Test("an orbit that leaves", arguments: [0.3, 1, 100])
  func diverged(c: Double) throws {
    let fate = try FateSearch().fate(of: QuadraticMap(c: c), from: [1])
    #expect(fate.kind == .diverged && fate.reason == "leftTheBound")
    #expect(fate.horizon < 60)
  }

  @Test("a flow that leaves in finite time")
  func explodingFlow() throws {
    let fate = try search(first: 64, limit: 512).fate(of: SaddleNodeFlow(r: 1), interval: 0.1, from: [0])
    #expect(fate.kind == .diverged)
  }

  @Test("a linear map that grows by a hair")
  func slowlyDiverging() throws {
    let fate = try FateSearch().fate(of: LinearMap(matrix: [1.001], dimension: 1), from: [1])
    #expect(fate.kind == .diverged || fate.kind == .unresolved)
  }

  @Test("starts that are no states", arguments: [[Double.nan], [Double.infinity], [], [1, 2]])
  func badStart(start: [Double]) throws {
    let error = #expect(throws: DynamicsError.self) { _ = try FateSearch().fate(of: QuadraticMap(c: 0), from: start) }
    #expect(error?.code == (start.count == 1 ? .notFinite : .wrongShape))
    #expect(error?.place == "start")
  }

  @Test("horizons that are none", arguments: [0, -1, Int.min])
  func badHorizon(steps: Int) throws {
    let error = #expect(throws: DynamicsError.self) {
      _ = try search(first: steps, limit: 100).fate(of: QuadraticMap(c: 0), from: [0.1])
    }
    #expect(error?.code == .badParameter && error?.place == "firstHorizon")
  }

  @Test("the smallest horizons", arguments: [1, 2, 3, 5, 8])
  func smallHorizon(steps: Int) throws {
    for limit in [1, 2, 16, 64] {
      let fate = try search(first: steps, limit: limit).fate(of: HopfMap(growth: 0.1, angle: 0.5), from: [0.3, 0.1])
      #expect(fate.kind == .unresolved || limit == 64)
    }
  }

  @Test("intervals that are none", arguments: [0, -0.1, .nan, .infinity])
  func badInterval(interval: Double) {
    #expect(throws: DynamicsError.self) {
      _ = try FateSearch().fate(of: HopfFlow(growth: 1, frequency: 1), interval: interval, from: [0.1, 0])
    }
  }

  @Test("a map that forgets everything")
  func constant() throws {
    let fate = try FateSearch().fate(of: LinearMap(matrix: [0, 0, 0, 0], dimension: 2), from: [1, 2])
    #expect(fate.kind == .fixedPoint)
    #expect(fate.point?.state == [0, 0])
  }

  @Test("the identity: everything is at rest")
  func identity() throws {
    let fate = try FateSearch().fate(of: LinearMap(matrix: [1, 0, 0, 1], dimension: 2), from: [1, 2])
    #expect(fate.kind == .fixedPoint)
    #expect(fate.point?.state == [1, 2] && fate.point?.stability == .neutral)
  }
}
