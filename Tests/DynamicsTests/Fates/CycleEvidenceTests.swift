import Dynamics
import Foundation
import Testing

@Suite("Same cycle or another") struct CycleEvidenceTests {
  private func cycle(_ map: some SmoothMap, _ start: [Double]) throws -> (CycleEvidence, Fate) {
    let fate = try FateSearch().fate(of: map, from: start)
    #expect(fate.kind == .limitCycle, "\(fate.reason)")
    return (try #require(fate.cycle), fate)
  }

  @Test(
    "other phases lie on the curve, however sparsely one turn is sampled",
    arguments: [2.3, 3.6, 5.0005, 6.0001, 7.3, 10.0001, 16, 99.7, 300, 777.7])
  func phases(period: Double) throws {
    let map = HopfMap(growth: 0.1, angle: 2 * Double.pi / period)
    let (first, _) = try cycle(map, [0.3, 0])
    for turn in [0.13, 0.5, 0.77] {
      let start = [0.3 * cos(2 * Double.pi * turn), 0.3 * sin(2 * Double.pi * turn)]
      let (second, fate) = try cycle(map, start)
      #expect(first.distance(of: fate.finalState) < 0.02 * first.size, "\(first.distance(of: fate.finalState))")
      #expect(abs(second.period / first.period - 1) < 1e-6)
    }
    #expect(abs(first.distance(of: [0, 0]) / first.size - 1) < 0.02)
    #expect(abs(first.distance(of: [1, 0]) - (1 - first.size)) < 0.02)
  }

  @Test("a locked orbit of more points than the curve holds")
  func longLock() throws {
    // 377 and 610 are neighbours in Fibonacci's sequence: the turning is as far from shorter locks as can be.
    let map = LockedMap(turns: 377, steps: 610)
    let (first, fate) = try cycle(map, [0.3, 0])
    #expect(first.lockedSteps == 610)
    for later in 1..<20 {
      let other = state(of: map, after: later, from: fate.finalState)
      #expect(first.distance(of: other) < 0.02 * first.size)
    }
  }

  @Test("points of a locked orbit, and what lies between them")
  func lock() throws {
    let (first, fate) = try cycle(LockedMap(turns: 2, steps: 5), [0.3, 0])
    #expect(first.lockedSteps == 5 && abs(first.period - 2.5) < 1e-12, "\(first.period)")
    for later in 1...5 {
      let other = state(of: LockedMap(turns: 2, steps: 5), after: later, from: fate.finalState)
      #expect(first.distance(of: other) < 1e-6)
    }
    let between = [0.4 * cos(0.2 * Double.pi), 0.4 * sin(0.2 * Double.pi)]
    #expect(first.distance(of: between) > 0.1)
    // In the order of their phase: neighbours are 72 degrees apart.
    let edge = hypot(first.curve[2] - first.curve[0], first.curve[3] - first.curve[1])
    #expect(abs(edge / first.size - 2 * sin(Double.pi / 5)) < 1e-6)
  }

  @Test("mirror images are two cycles")
  func mirror() throws {
    // A bistable unit pair beside a pair that turns: two cycles that differ in the sign of the first pair.
    let weights = [
      0.65, 0.65, 0.05, 0, 0.65, 0.65, 0, 0.05, 0.05, 0, 1.5 * cos(0.5), -1.5 * sin(0.5), 0, 0.05, 1.5 * sin(0.5),
      1.5 * cos(0.5),
    ]
    let map = try leakyUnits(4, recurrent: weights, alpha: 0.5)
    let (first, _) = try cycle(map, [0.5, 0.5, 0.1, 0.2])
    let (second, fate) = try cycle(map, [-0.5, -0.5, 0.1, 0.2])
    #expect(first.distance(of: fate.finalState) > 0.2 * first.size)
    #expect(abs(first.period / second.period - 1) < 1e-6)
    let (_, again) = try cycle(map, [0.6, 0.4, -0.3, 0.1])
    #expect(first.distance(of: again.finalState) < 0.02 * first.size)
  }

  @Test("an empty curve is nowhere near")
  func empty() throws {
    let (first, _) = try cycle(HopfMap(growth: 0.1, angle: 0.5), [0.3, 0])
    #expect(first.distance(of: []) == .infinity)
  }
}
