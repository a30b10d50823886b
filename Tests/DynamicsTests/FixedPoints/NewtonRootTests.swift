import Dynamics
import Foundation
import LinearAlgebra
import Testing

@Suite("Newton root") struct NewtonRootTests {
  @Test("saddle-node flow, r = -0.01: two roots with eigenvalues -+0.2", arguments: [-1.0, 1.0])
  func saddleNodeRoots(side: Double) throws {
    let root = try #require(try NewtonRoot().root(of: SaddleNodeFlow(r: -0.01), near: [side * 0.3]))
    #expect(abs(root.state[0] - side * 0.1) < 1e-12)
    #expect(abs(root.spectrum[0].real - side * 0.2) < 1e-12)
    #expect(root.kind == .root && root.time == .continuous)
    #expect(root.stability == (side < 0 ? .stable : .unstable))
    #expect(root.unstableDirections == (side < 0 ? 0 : 1))
    if side < 0 { #expect(abs(try #require(root.slowestTimeConstant) - 5) < 1e-10) }
    if side > 0 { #expect(root.slowestTimeConstant == nil) }
    #expect(root.lastStep <= 1e-9 && root.q < 1e-26 && root.iterations < 20)
  }

  @Test("its Euler map has multipliers 1 -+ 0.2 h", arguments: [0.01, 1])
  func saddleNodeMap(step: Double) throws {
    let map = EulerMap(flow: SaddleNodeFlow(r: -0.01), stepLength: step)
    let stable = try #require(try NewtonRoot().root(of: map, near: [-0.3]))
    #expect(abs(stable.spectrum[0].real - (1 - 0.2 * step)) < 1e-12 && stable.stability == .stable)
    let steps = try #require(stable.slowestTimeConstant)
    #expect(abs(steps + 1 / log(1 - 0.2 * step)) < 1e-8 * steps)
    #expect(stable.slowestTimeConstantMilliseconds(step: 5) == 5 * steps)
  }

  @Test(
    "a ghost is no root, however slow", arguments: [0.01, 1e-4, 1e-6, 1e-9, 1e-11], [-0.3, 1e-3, -1e-6, 0])
  func ghost(r: Double, start: Double) throws {
    #expect(try NewtonRoot().root(of: SaddleNodeFlow(r: r), near: [start]) == nil)
    let map = EulerMap(flow: SaddleNodeFlow(r: r), stepLength: 0.5)
    #expect(try NewtonRoot().root(of: map, near: [start]) == nil)
  }

  @Test("the double root of r = 0 is found, and neutral") func doubleRoot() throws {
    let root = try #require(try NewtonRoot().root(of: SaddleNodeFlow(r: 0), near: [0.3]))
    #expect(abs(root.state[0]) < 1e-8 && root.stability == .neutral && root.unstableDirections == 0)
  }

  @Test("Hopf focus: a pair of multipliers 1 + h (growth +- i frequency)", arguments: [-0.1, 0.1])
  func focus(growth: Double) throws {
    let flow = HopfFlow(growth: growth, frequency: 2)
    let root = try #require(try NewtonRoot().root(of: flow, near: [0.01, -0.02]))
    #expect(hypot(root.spectrum[0].real - growth, root.spectrum[0].imaginary - 2) < 1e-12)
    #expect(root.spectrum[1] == root.spectrum[0].conjugate)
    #expect(root.unstableDirections == (growth < 0 ? 0 : 2))
    let map = EulerMap(flow: flow, stepLength: 0.01)
    let multipliers = try #require(try NewtonRoot().root(of: map, near: [0.01, -0.02])).spectrum
    #expect(hypot(multipliers[0].real - (1 + 0.01 * growth), multipliers[0].imaginary - 0.02) < 1e-12)
  }

  @Test("at the Hopf bifurcation the flow is neutral, its Euler map unstable") func hopfPoint() throws {
    let flow = HopfFlow(growth: 0, frequency: 2)
    let root = try #require(try NewtonRoot().root(of: flow, near: [0, 0]))
    #expect(root.stability == .neutral && root.slowestTimeConstant == nil)
    let map = EulerMap(flow: flow, stepLength: 0.1)
    #expect(try #require(try NewtonRoot().root(of: map, near: [0, 0])).stability == .unstable)
  }

  @Test("line attractor: the nearest point of the line, neutral", arguments: [1, 2, 7, 30])
  func lineAttractor(units: Int) throws {
    let basis = orthogonalMatrix(units, seed: 11)
    let values = [1] + (1..<units).map { 0.9 / Double($0) }
    let map = LinearMap(matrix: symmetricMatrix(values: values, basis: basis), dimension: units)
    let start = fixedNumbers(units, seed: 12)
    let root = try #require(try NewtonRoot().root(of: map, near: start))
    let along = zip(start, basis).reduce(0.0) { $0 + $1.0 * $1.1 }
    for unit in 0..<units { #expect(abs(root.state[unit] - along * basis[unit]) < 1e-8) }
    #expect(root.stability == .neutral && root.unstableDirections == 0)
    let slowest = root.slowestTimeConstant
    if units == 1 { #expect(slowest == nil) } else { #expect(abs(try #require(slowest) + 1 / log(0.9)) < 1e-9) }
  }

  @Test("a multiplier just off one is no line attractor", arguments: [1 - 1e-3, 1 + 1e-3])
  func leakyLine(multiplier: Double) throws {
    let map = LinearMap(
      matrix: symmetricMatrix(values: [multiplier, 0.5, 0], basis: orthogonalMatrix(3, seed: 1)), dimension: 3)
    let root = try #require(try NewtonRoot().root(of: map, near: [1, -2, 3]))
    #expect(root.state.allSatisfy { abs($0) < 1e-10 })
    #expect(root.stability == (multiplier < 1 ? .stable : .unstable))
  }

  @Test("the iteration stays within its distance") func distance() throws {
    var options = NewtonRoot.Options()
    options.maximumDistance = 0.1
    #expect(try NewtonRoot(options).root(of: SaddleNodeFlow(r: -0.01), near: [0.3]) == nil)
    #expect(try NewtonRoot(options).root(of: SaddleNodeFlow(r: -0.01), near: [0.15]) != nil)
  }

  @Test("too few iterations find nothing") func iterations() throws {
    var options = NewtonRoot.Options()
    options.maximumIterations = 2
    #expect(try NewtonRoot(options).root(of: SaddleNodeFlow(r: -0.01), near: [0.3]) == nil)
  }

  @Test("bad starts are refused") func badStarts() {
    #expect { try NewtonRoot().root(of: SaddleNodeFlow(r: 0), near: [.nan]) } throws: {
      ($0 as? DynamicsError)?.code == .notFinite
    }
    #expect { try NewtonRoot().root(of: SaddleNodeFlow(r: 0), near: [1, 2]) } throws: {
      ($0 as? DynamicsError)?.code == .wrongShape
    }
  }

  @Test("velocities beyond all numbers are no root and no error") func overflow() throws {
    #expect(try NewtonRoot().root(of: SaddleNodeFlow(r: 0), near: [1e200]) == nil)
  }

  @Test("bad options are refused", arguments: [0, -1, Double.nan, .infinity])
  func badOptions(value: Double) {
    let changes: [(inout NewtonRoot.Options) -> Void] = [
      { $0.stepTolerance = value }, { $0.residualTolerance = value }, { $0.singularShare = value },
      { $0.maximumDistance = value },
    ]
    for change in changes {
      var options = NewtonRoot.Options()
      change(&options)
      #expect { try NewtonRoot(options) } throws: { ($0 as? DynamicsError)?.code == .badParameter }
    }
  }
}
