import Dynamics
import Foundation
import Testing

@Suite("Continuation") struct ContinuationTests {
  @Test("analytic: a linear leak without recurrence, r(t+1) = (1-a) r + a tanh(u)")
  func leak() throws {
    let map = try network(units: 1, recurrent: [0], input: [2], alpha: 0.25)
    let inputs = try pulses(conditions: 1, steps: 4, cue: 2)
    let run = try Continuation.noiseFree.noiseFreeTrajectory(of: map, inputs: inputs)
    #expect(run.stepCount == 36 && run.states[0] == 0)
    let first = 0.25 * tanh(2)
    #expect(abs(run.states[1] - first) < 1e-16 && abs(run.states[2] - 1.75 * first) < 1e-15)
    for t in 2..<36 { #expect(abs(run.states[t] - 1.75 * first * pow(0.75, Double(t - 2))) < 1e-15) }
  }

  @Test("a condition does not depend on its companions, to the bit")
  func independence() throws {
    let map = try network(
      units: 50, inputs: 3, recurrent: fixedNumbers(2500).map { 0.4 * $0 }, input: fixedNumbers(150, seed: 2))
    let inputs = try pulses(conditions: 3, steps: 20, cue: 6)
    let together = try Continuation.noiseFree.noiseFreeTrajectory(of: map, inputs: inputs)
    for condition in 0..<3 {
      let alone = try Continuation.noiseFree.noiseFreeTrajectory(
        of: map, inputs: try inputs.selecting(condition: condition))
      #expect(Array(together.states(condition: condition)) == alone.states)
    }
  }

  @Test("noise: r(0) = tanh(0.1 xi), then 0.001 xi inside tanh, in that order")
  func noise() throws {
    let map = try network(units: 2, recurrent: [0, 0, 0, 0], input: [0, 0], alpha: 1)
    let inputs = try pulses(conditions: 1, steps: 2, cue: 1)
    var drawn = 0.0
    let run = try Continuation.published.trajectory(of: map, inputs: inputs) { buffer in
      for index in buffer.indices {
        drawn += 1
        buffer[index] = drawn
      }
    }
    #expect(drawn == 36)
    #expect(abs(run.states[0] - tanh(0.1)) < 1e-16 && abs(run.states[1] - tanh(0.2)) < 1e-16)
    for index in 2..<36 { #expect(abs(run.states[index] - tanh(0.001 * Double(index + 1))) < 1e-16) }
  }

  @Test("without spread no number is drawn") func noDraws() throws {
    let map = try network(units: 1, recurrent: [1], input: [1])
    let inputs = try pulses(conditions: 1, steps: 3, cue: 1)
    let run = try Continuation.noiseFree.trajectory(of: map, inputs: inputs) { _ in Issue.record("drawn") }
    #expect(try run == Continuation.noiseFree.noiseFreeTrajectory(of: map, inputs: inputs))
  }

  @Test("a map that diverges gives states that are not finite, not an error") func diverging() throws {
    let inputs = try TrialInputs(conditionCount: 1, stepCount: 10, inputCount: 0, values: [])
    let run = try Continuation.noiseFree.noiseFreeTrajectory(of: ExplodingMap(), inputs: inputs, from: [3])
    #expect(!run.isFinite)
    #expect(LateDeviation.values(of: run, last: 10)[0].isNaN)
  }

  @Test("one state is a run of its own") func shortest() throws {
    let map = try network(units: 1, recurrent: [1], input: [1])
    let run = try Continuation(trialLengths: 1).noiseFreeTrajectory(
      of: map, inputs: try pulses(conditions: 1, steps: 1, cue: 1))
    #expect(run.states == [0])
  }

  @Test("what does not fit is refused") func mismatches() throws {
    let map = try network(units: 2, recurrent: [0, 0, 0, 0], input: [0, 0])
    let two = try pulses(conditions: 2, steps: 3, cue: 1)
    #expect(throws: DynamicsError.self) { try Continuation.noiseFree.noiseFreeTrajectory(of: map, inputs: two) }
    let one = try pulses(conditions: 1, steps: 3, cue: 1)
    #expect(throws: DynamicsError.self) {
      try Continuation.noiseFree.noiseFreeTrajectory(of: map, inputs: one, from: [1])
    }
    #expect(throws: DynamicsError.self) {
      try Continuation(trialLengths: Int.max).noiseFreeTrajectory(of: map, inputs: one)
    }
    #expect(throws: DynamicsError.self) { try Continuation(trialLengths: 0) }
    #expect(throws: DynamicsError.self) { try Continuation(processNoise: .nan) }
    #expect(throws: DynamicsError.self) { try Continuation(initialState: -1) }
    #expect(throws: DynamicsError.self) { try one.selecting(condition: 1) }
    #expect(throws: DynamicsError.self) {
      try TrialInputs(conditionCount: 1, stepCount: 1, inputCount: 1, values: [.nan])
    }
    #expect(throws: DynamicsError.self) { try TrialInputs(conditionCount: 0, stepCount: 1, inputCount: 1, values: []) }
    #expect(throws: DynamicsError.self) {
      try StateTrajectory(conditionCount: 1, stepCount: 2, dimension: 2, states: [1.0, 2])
    }
    #expect(throws: DynamicsError.self) {
      try StateTrajectory(conditionCount: -1, stepCount: -2, dimension: 1, states: [1.0, 2])
    }
  }
}
