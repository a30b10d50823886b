import Dynamics
import Foundation
import LinearAlgebra
import Testing

@Suite("Critical point search") struct CriticalPointSearchTests {
  private func search(_ change: (inout CriticalPointSearch.Options) -> Void = { _ in }) throws -> CriticalPointSearch {
    var options = CriticalPointSearch.Options()
    change(&options)
    return try CriticalPointSearch(options)
  }

  /// States in a box around the origin.
  private func box(_ count: Int, units: Int, size: Double = 1, seed: UInt64 = 21) -> [[Double]] {
    (0..<count).map { fixedNumbers(units, seed: seed + UInt64($0)).map { size * $0 } }
  }

  @Test("saddle-node, r = -0.01: both roots, no slow point") func saddleNodeRoots() throws {
    let result = try search().points(of: SaddleNodeFlow(r: -0.01), from: [[-0.5], [-0.05], [0.05], [0.5]])
    let states = result.points.map { $0.state[0] }.sorted()
    #expect(result.roots.count == 2 && result.slowPoints.isEmpty && result.unfinishedStarts == 0)
    #expect(abs(states[0] + 0.1) < 1e-12 && abs(states[1] - 0.1) < 1e-12)
    let rates = result.points.map { $0.spectrum[0].real }.sorted()
    #expect(abs(rates[0] + 0.2) < 1e-12 && abs(rates[1] - 0.2) < 1e-12)
    // Four given, four perturbed, their mean, three derived of the pair of roots.
    #expect(!result.isTruncated && result.startCount == 12)
  }

  @Test("saddle-node, r > 0: no root, one slow point at 0 with q = r^2 / 2", arguments: [1, 0.01, 1e-4, 1e-6, 1e-9])
  func ghost(r: Double) throws {
    let result = try search().points(of: SaddleNodeFlow(r: r), from: [[-0.5], [-0.05], [0.05], [0.5]])
    let ghost = try #require(result.slowPoints.first)
    #expect(result.points.count == 1 && result.unfinishedStarts == 0)
    #expect(abs(ghost.state[0]) < 1e-6 && abs(ghost.q - r * r / 2) < 1e-4 * r * r)
    #expect(ghost.stability == .neutral && ghost.kind == .slowPoint && abs(ghost.speed - r) < 1e-4 * r)
  }

  @Test("the same of its Euler map", arguments: [0.01, 1e-6]) func ghostOfMap(r: Double) throws {
    let map = EulerMap(flow: SaddleNodeFlow(r: r), stepLength: 0.1)
    let result = try search().points(of: map, from: [[-0.5], [0.4]])
    let ghost = try #require(result.slowPoints.first)
    #expect(result.points.count == 1 && abs(ghost.state[0]) < 1e-6 && abs(ghost.speed - 0.1 * r) < 1e-4 * r)
    let roots = try search().points(
      of: EulerMap(flow: SaddleNodeFlow(r: -r), stepLength: 0.1), from: [[-0.5], [0.4]])
    #expect(roots.roots.count == 2 && roots.slowPoints.isEmpty)
  }

  @Test("a ghost in many dimensions: saddle-node in one direction, decay in the others", arguments: [2, 10, 40])
  func ghostAmongMany(units: Int) throws {
    let flow = RotatedSaddleNodeFlow(r: 1e-4, basis: orthogonalMatrix(units, seed: 3), dimension: units)
    let result = try search().points(of: flow, from: box(4, units: units, size: 0.3))
    let ghost = try #require(result.slowPoints.first)
    #expect(result.points.count == 1 && result.unfinishedStarts == 0)
    #expect(ghost.state.allSatisfy { abs($0) < 1e-5 } && abs(ghost.speed - 1e-4) < 1e-8)
    let twin = RotatedSaddleNodeFlow(r: -1e-4, basis: orthogonalMatrix(units, seed: 3), dimension: units)
    let roots = try search().points(of: twin, from: box(6, units: units, size: 0.3))
    #expect(roots.roots.count == 2 && roots.slowPoints.isEmpty)
    #expect(Set(roots.roots.map(\.unstableDirections)) == [0, 1])
  }

  @Test("bistable unit: three roots for w > 1", arguments: [1.05, 1.5, 3, 10])
  func bistable(weight: Double) throws {
    let result = try search().points(of: bistableGroups(1, of: 1, weight: weight), from: [[-0.8], [0.01], [0.9]])
    let rate = bistableRate(weight: weight)
    let states = result.roots.map { $0.state[0] }.sorted()
    #expect(states.count == 3)
    for (found, exact) in zip(states, [-rate, 0, rate]) { #expect(abs(found - exact) < 1e-9) }
    for root in result.roots {
      let multiplier = 0.5 + 0.5 * weight * (1 - pow(tanh(weight * root.state[0]), 2))
      #expect(abs(root.spectrum[0].real - multiplier) < 1e-9)
      #expect(root.stability == (abs(root.state[0]) > 1e-3 ? .stable : .unstable))
    }
  }

  @Test("its twin, w < 1: only the origin", arguments: [-3, 0, 0.5, 0.95])
  func monostable(weight: Double) throws {
    let result = try search().points(of: bistableGroups(1, of: 1, weight: weight), from: [[-0.8], [0.01], [0.9]])
    #expect(result.points.count == 1 && result.roots.count == 1)
    #expect(abs(result.points[0].state[0]) < 1e-9)
    #expect(result.points[0].stability == (weight > -3 ? .stable : .neutral))
  }

  @Test("pitchfork at criticality, w = 1: one root, neutral", arguments: [1, 4]) func pitchfork(size: Int) throws {
    let result = try search().points(of: bistableGroups(1, of: size, weight: 1), from: box(5, units: size))
    #expect(result.points.count == 1 && result.roots.count == 1 && result.unfinishedStarts == 0)
    #expect(result.points[0].stability == .neutral && result.points[0].state.allSatisfy { abs($0) < 1e-4 })
  }

  @Test("three bistable groups: 27 roots, 8 of them stable", arguments: [1, 4]) func eightMemories(size: Int) throws {
    let system = try bistableGroups(3, of: size, weight: 1.5)
    let starts = box(150, units: 3 * size, size: 1).enumerated().map { index, noise in
      // Corners, edges, faces and the centre, each several times.
      (0..<(3 * size)).map { unit in
        let digit = [1, 3, 9][unit / size]
        return 0.8 * Double((index / digit) % 3 - 1) + 0.1 * noise[unit]
      }
    }
    let result = try search().points(of: system, from: starts)
    #expect(result.roots.count == 27 && result.roots.count { $0.stability == .stable } == 8)
    let rate = bistableRate(weight: 1.5)
    for root in result.roots {
      for value in root.state { #expect([-rate, 0, rate].contains { abs($0 - value) < 1e-8 }) }
      let resting = (0..<3).count { abs(root.state[$0 * size]) < 1e-6 }
      #expect(root.unstableDirections == resting)
    }
    let twin = try search().points(of: bistableGroups(3, of: size, weight: 0.9), from: starts)
    #expect(twin.points.count == 1)
  }

  @Test("line attractor: roots along the line, all neutral, none beside it") func line() throws {
    let basis = orthogonalMatrix(5, seed: 31)
    let map = LinearMap(matrix: symmetricMatrix(values: [1, 0.8, 0.5, 0.2, 0], basis: basis), dimension: 5)
    let result = try search().points(of: map, from: box(20, units: 5))
    #expect(result.roots.count >= 20 && result.slowPoints.isEmpty && result.unfinishedStarts == 0)
    for root in result.roots {
      #expect(root.stability == .neutral)
      let along = zip(root.state, basis).reduce(0.0) { $0 + $1.0 * $1.1 }
      #expect(abs(root.state.reduce(0) { $0 + $1 * $1 } - along * along) < 1e-12)
    }
    let twin = LinearMap(matrix: symmetricMatrix(values: [0.99, 0.8, 0.5, 0.2, 0], basis: basis), dimension: 5)
    #expect(try search().points(of: twin, from: box(20, units: 5)).points.count == 1)
  }

  @Test("Hopf flow: the focus and nothing on the limit cycle", arguments: [-0.1, 0.1])
  func hopf(growth: Double) throws {
    let result = try search().points(of: HopfFlow(growth: growth, frequency: 1), from: box(8, units: 2))
    #expect(result.points.count == 1 && result.roots.count == 1)
    #expect(result.points[0].unstableDirections == (growth > 0 ? 2 : 0))
  }

  @Test("the order of the starts does not matter") func orderOfStarts() throws {
    let system = try bistableGroups(3, of: 4, weight: 1.5)
    let starts = box(30, units: 12)
    let first = try search().points(of: system, from: starts)
    #expect(try search().points(of: system, from: starts.reversed()) == first)
    #expect(try search().points(of: system, from: starts + starts) == first)
  }

  @Test("permuted units give permuted points") func permutation() throws {
    let units = 20
    let weights = randomWeights(units: units, gain: 1.6, seed: 8)
    let bias = fixedNumbers(units, seed: 9).map { 0.1 * $0 }
    let order = (0..<units).map { ($0 * 7 + 3) % units }
    var permuted = weights
    for row in 0..<units {
      for column in 0..<units { permuted[row * units + column] = weights[order[row] * units + order[column]] }
    }
    let starts = box(30, units: units)
    let quiet = try search { $0.perturbedCopies = 0 }
    let first = try quiet.points(of: heldNetwork(units: units, recurrent: weights, bias: bias), from: starts)
    let second = try quiet.points(
      of: heldNetwork(units: units, recurrent: permuted, bias: order.map { bias[$0] }),
      from: starts.map { start in order.map { start[$0] } })
    #expect(first.roots.count == second.roots.count && !first.roots.isEmpty)
    for (point, other) in zip(first.roots, second.roots) {
      for unit in 0..<units { #expect(abs(point.state[order[unit]] - other.state[unit]) < 1e-9) }
    }
  }

  @Test("all points of random networks are what they claim", arguments: [1, 2, 10, 50])
  func claims(units: Int) throws {
    let system = try heldNetwork(
      units: units, recurrent: randomWeights(units: units, gain: 1.5, seed: 4),
      bias: fixedNumbers(units, seed: 5).map { 0.2 * $0 })
    let result = try search().points(of: system, from: box(16, units: units))
    #expect(!result.points.isEmpty)
    for root in result.roots { #expect(system.speed(at: root.state) < 1e-13 * Double(units)) }
    for point in result.slowPoints {
      #expect(point.speed > 1e-9 && abs(system.speed(at: point.state) - point.speed) < 1e-12)
      for trial in 0..<50 {
        let beside = zip(point.state, fixedNumbers(units, seed: UInt64(trial))).map { $0 + 1e-2 * $1 }
        #expect(system.speed(at: beside) > point.speed * (1 - 1e-6))
      }
    }
  }

  @Test("analytic: the indices of all roots of a network make 1", arguments: [1, 2, 3, 5, 10, 20], [0.5, 1, 1.5])
  func indexSum(units: Int, gain: Double) throws {
    for seed in 0..<5 {
      let system = try heldNetwork(
        units: units, recurrent: randomWeights(units: units, gain: gain, seed: 40 + UInt64(seed)),
        bias: fixedNumbers(units, seed: 50 + UInt64(seed)).map { 0.1 * $0 })
      let result = try search().points(of: system, from: box(60, units: units))
      #expect(result.indexSum == 1 && result.unfinishedStarts == 0)
      // Without one of them the sum tells.
      let rest = result.roots.dropLast().reduce(0) { $0 + ($1.index ?? 0) }
      #expect(rest != 1)
    }
  }

  @Test("a singular root and a slow point have no index") func noIndex() throws {
    let double = try search().points(of: SaddleNodeFlow(r: 0), from: [[-0.5], [0.4]])
    #expect(double.roots.count == 1 && double.roots[0].index == nil && double.indexSum == nil)
    let ghost = try search().points(of: SaddleNodeFlow(r: 0.01), from: [[-0.5], [0.4]])
    #expect(ghost.slowPoints.count == 1 && ghost.slowPoints[0].index == nil && ghost.indexSum == 0)
    // x' = r + x^2 leaves every ball to the right, and its two roots cancel.
    #expect(try search().points(of: SaddleNodeFlow(r: -0.01), from: [[-0.5], [0.4]]).indexSum == 0)
  }

  @Test("fast slow points are left out on request, points are capped") func limits() throws {
    let slow = try search { $0.maximumSpeed = 1e-3 }
    #expect(try slow.points(of: SaddleNodeFlow(r: 0.01), from: [[0.3]]).points.isEmpty)
    #expect(try slow.points(of: SaddleNodeFlow(r: 1e-4), from: [[0.3]]).points.count == 1)
    let few = try search { $0.maximumPoints = 3 }
    let identity = LinearMap(matrix: [1, 0, 0, 1], dimension: 2)
    let result = try few.points(of: identity, from: box(10, units: 2))
    #expect(result.points.count == 3 && result.isTruncated && result.points.allSatisfy { $0.stability == .neutral })
  }

  @Test("one start at one place is enough", arguments: [0.0, 0.2]) func oneStart(state: Double) throws {
    let result = try search { $0.perturbedCopies = 0 }.points(
      of: bistableGroups(1, of: 1, weight: 0.5), from: [[state]])
    #expect(result.points.count == 1 && result.startCount == 1)
  }

  @Test("bad starts are refused", arguments: [[[0.0], [Double.nan]], [[.infinity]], [[1, 2]], [[]], []])
  func badStarts(starts: [[Double]]) {
    #expect(throws: DynamicsError.self) { try search().points(of: SaddleNodeFlow(r: 1), from: starts) }
  }

  @Test("a start at the top of q, where its gradient vanishes, goes down") func top() throws {
    let quiet = try search { $0.perturbedCopies = 0 }
    let result = try quiet.points(of: SaddleNodeFlow(r: -0.01), from: [[0]])
    #expect(!result.roots.isEmpty && result.slowPoints.isEmpty && result.unfinishedStarts == 0)
  }

  @Test("saddle and second memory are found from runs that went to the first") func derived() throws {
    // Bistable, tilted: starts near the one stable point, and the other two roots only by what it derives.
    let system = try heldNetwork(units: 1, recurrent: [1.6], bias: [0.02])
    let starts = [[0.8], [0.7], [0.1]]
    let result = try search { $0.perturbedCopies = 0 }.points(of: system, from: starts)
    #expect(result.roots.count == 3 && result.indexSum == 1)
    let without = try search {
      $0.perturbedCopies = 0
      $0.derivedStarts = 0
    }.points(of: system, from: starts)
    #expect(without.indexSum == without.roots.reduce(0) { $0 + ($1.index ?? 0) } && without.roots.count < 3)
  }

  @Test("options beyond all bounds do not trap") func hugeOptions() throws {
    let endless = try search {
      $0.maximumIterations = .max
      $0.newton.maximumIterations = .max
      $0.maximumPoints = .max
    }
    #expect(try endless.points(of: SaddleNodeFlow(r: 0.01), from: [[0.3]]).points.count == 1)
    let copies = try search { $0.perturbedCopies = .max }
    #expect { try copies.points(of: SaddleNodeFlow(r: 0.01), from: [[0.3]]) } throws: {
      ($0 as? DynamicsError)?.code == .tooLarge
    }
  }

  @Test("starts beyond all numbers end nowhere") func overflow() throws {
    let result = try search { $0.perturbedCopies = 0 }.points(of: SaddleNodeFlow(r: 1), from: [[1e200]])
    #expect(result.points.isEmpty && result.unfinishedStarts == 1)
  }

  @Test("bad options are refused", arguments: [0, -1, Double.nan, .infinity])
  func badOptions(value: Double) {
    let changes: [(inout CriticalPointSearch.Options) -> Void] = [
      { $0.rootMergeShare = value }, { $0.slowMergeShare = value }, { $0.perturbationShare = value },
      { $0.initialDamping = value }, { $0.newtonContraction = value }, { $0.stallShare = value },
      { $0.slowStepShare = value }, { $0.maximumSpeed = value }, { $0.newton.stepTolerance = value },
      { $0.maximumPoints = 0 }, { $0.maximumIterations = 0 }, { $0.perturbedCopies = -1 },
      { $0.derivedStarts = -1 },
    ]
    for change in changes {
      #expect { try search(change) } throws: { ($0 as? DynamicsError)?.code == .badParameter }
    }
  }

  @Test("large network, weak weights: the origin, stable") func large() throws {
    let units = 2000
    let system = try heldNetwork(units: units, recurrent: randomWeights(units: units, gain: 0.5, seed: 6))
    let quiet = try search { $0.perturbedCopies = 0 }
    let result = try quiet.points(of: system, from: [fixedNumbers(units, seed: 7).map { 0.1 * $0 }])
    #expect(result.points.count == 1 && result.roots.first?.stability == .stable)
    #expect(try #require(result.points.first).state.allSatisfy { abs($0) < 1e-12 })
  }
}
