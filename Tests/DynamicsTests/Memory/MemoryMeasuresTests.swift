import Dynamics
import Foundation
import Testing

/// The state of the memory on runs whose measures are known.
@Suite struct MemoryMeasuresTests {
  private func run(_ conditions: Int, _ steps: Int, _ units: Int, _ state: (Int, Int, Int) -> Double) throws
    -> StateTrajectory
  {
    var states: [Double] = []
    for condition in 0..<conditions {
      for step in 0..<steps { for unit in 0..<units { states.append(state(condition, step, unit)) } }
    }
    return try StateTrajectory(conditionCount: conditions, stepCount: steps, dimension: units, states: states)
  }

  @Test func separationAndSpeed() throws {
    // Conditions part along one axis by 0.3 per step; both move along another by 0.4.
    let run = try run(2, 10, 2) { condition, step, unit in
      unit == 0 ? 0.3 * Double(condition * step) : 0.4 * Double(step)
    }
    let measures = MemoryMeasures(
      of: run, phases: try TrialPhases(cueEnd: 2, delayEnd: 8, responseEnd: 10, trialSteps: 10))
    for step in 0..<10 { #expect(abs(measures.separation[step] - 0.3 * Double(step)) < 1e-12) }
    #expect(measures.speeds.count == 2 * 9)
    #expect(abs(measures.speeds[0] - 0.4) < 1e-12)
    #expect(abs(measures.speeds[9] - 0.5) < 1e-12)
  }

  /// Equal variances along k axes give a participation ratio of k.
  @Test(arguments: [1, 2, 4]) func dimension(_ axes: Int) throws {
    let steps = 64
    let run = try run(1, steps + 1, 5) { _, step, unit in
      unit < axes ? cos(2 * .pi * Double((unit + 1) * (step % steps)) / Double(steps)) : 0
    }
    let phases = try TrialPhases(cueEnd: 0, delayEnd: steps - 1, responseEnd: steps, trialSteps: steps)
    let measures = MemoryMeasures(of: run, phases: phases)
    #expect(abs(measures.participationRatio - Double(axes)) < 1e-9)
  }

  /// Many steps of few units: the cost is that of the units.
  @Test func aLongDelayOfFewUnits() throws {
    let steps = 60_000
    let run = try run(2, steps, 1) { condition, step, _ in Double(condition) + sin(Double(step)) }
    let phases = try TrialPhases(cueEnd: 0, delayEnd: steps - 1, responseEnd: steps, trialSteps: steps)
    #expect(abs(MemoryMeasures(of: run, phases: phases).participationRatio - 1) < 1e-9)
  }

  @Test func sequences() throws {
    let phases = try TrialPhases(cueEnd: 0, delayEnd: 19, responseEnd: 20, trialSteps: 20)
    let sequence = try run(1, 20, 20) { _, step, unit in step == unit ? 1 : 0.1 }
    let together = try run(1, 20, 20) { _, step, _ in step == 7 ? 1 : 0.1 }
    #expect(abs(MemoryMeasures(of: sequence, phases: phases).peakTimeEntropy - 1) < 1e-12)
    #expect(MemoryMeasures(of: together, phases: phases).peakTimeEntropy == 0)
    // Five steps around the peak hold 1.4, fifteen others 0.1 each.
    #expect(abs(MemoryMeasures(of: together, phases: phases).ridgeToBackground - log(0.28 / 0.1)) < 1e-12)
  }

  @Test func withoutADelayOrASecondCondition() throws {
    let measures = MemoryMeasures(
      of: try run(1, 4, 3) { _, step, _ in Double(step) },
      phases: try TrialPhases(cueEnd: 2, delayEnd: 2, responseEnd: 4, trialSteps: 4))
    #expect(measures.separation.isEmpty)
    #expect(measures.participationRatio.isNaN && measures.peakTimeEntropy.isNaN && measures.ridgeToBackground.isNaN)
    #expect(measures.speeds.count == 3)
  }

  @Test(arguments: [(-1, 0, 1, 2), (2, 1, 2, 3), (0, 3, 2, 4), (0, 1, 5, 4)])
  func phasesFollowEachOther(_ cue: Int, _ delay: Int, _ response: Int, _ steps: Int) {
    #expect(throws: DynamicsError.self) {
      try TrialPhases(cueEnd: cue, delayEnd: delay, responseEnd: response, trialSteps: steps)
    }
  }
}

@Suite struct SlowingTests {
  @Test func aPassageIsFound() throws {
    // 4 down to 1 and up to 2: q falls by a factor of 16, and rises by one of 4.
    let slowing = try #require(Slowing([4, 3, 1, 2, 1.5]))
    #expect(slowing.step == 2)
    #expect(abs(slowing.depth - 4) < 1e-12)
  }

  @Test(arguments: [[], [1], [2, 1], [3, 2, 1], [1, 2, 3], [1, 2, 3, 2, 1], [1, 1, 1, 1]])
  func withoutOneThereIsNone(_ speeds: [Double]) { #expect(Slowing(speeds) == nil) }

  @Test func theDeepestCounts() throws {
    #expect(try #require(Slowing([2, 1, 2, 0.5, 3])).step == 3)
  }
}

@Suite struct DecodabilityTests {
  private func decodability(_ network: MemoryNetwork, noise: Double) throws -> Decodability {
    var draw: UInt64 = 0
    let continuation = try Continuation(trialLengths: 3, processNoise: noise, initialState: 0)
    return try Decodability(of: network.map, inputs: network.inputs, continuation: continuation) { buffer in
      draw += 1
      let numbers = fixedNumbers(buffer.count, seed: draw)
      for index in buffer.indices { buffer[index] = numbers[index] }
    }
  }

  /// Bistable units keep the cue for ever.
  @Test func whatIsKeptCanBeRead() throws {
    let network = try MemoryNetwork.twoPoints()
    let found = try decodability(network, noise: 0.01)
    #expect(found.accuracy.count == 3 * network.phases.trialSteps)
    #expect(found.accuracy.dropFirst(2).allSatisfy { $0 == 1 })
    #expect(found.stepsBeyondDelay(network.phases) == nil)
  }

  /// Lone units forget by a factor of two per step: after k steps the cue is below noise s when 2^-k < s.
  @Test func whatIsForgottenCannot() throws {
    let network = try MemoryNetwork.forgetful(delay: 60)
    let found = try decodability(network, noise: 0.01)
    let steps = try #require(found.stepsBeyondDelay(network.phases))
    #expect((-60 ..< -45).contains(steps))
  }
}
