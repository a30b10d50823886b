import Dynamics
import Foundation
import Testing

@Suite("Late deviation") struct LateDeviationTests {
  static func values(_ map: some DiscreteMap, _ inputs: TrialInputs) throws -> [Double] {
    let run = try Continuation.noiseFree.noiseFreeTrajectory(of: map, inputs: inputs)
    return LateDeviation.values(of: run, last: inputs.stepCount)
  }

  @Test("two units that turn by a right angle") func quarterTurn() throws {
    let map = try network(units: 2, recurrent: [0, -2, 2, 0], input: [1, 0], alpha: 1)
    // The orbit takes the values +-x with x = tanh(2x), half of the time each.
    var x = 1.0
    for _ in 0..<200 { x = tanh(2 * x) }
    let values = try LateDeviationTests.values(map, try pulses(conditions: 1, steps: 20, cue: 3))
    #expect(abs(values[0] - x) < 1e-9)
  }

  @Test("a bistable unit rests") func bistable() throws {
    let map = try network(units: 1, inputs: 2, recurrent: [2], input: [3, -3])
    let values = try LateDeviationTests.values(map, try pulses(conditions: 2, steps: 30, cue: 5))
    #expect(values.allSatisfy { $0 < 1e-12 })
  }

  @Test("a turning pair beside a bistable unit: one condition moves") func mixed() throws {
    let map = try network(
      units: 3, inputs: 2, recurrent: [0, -2, 0, 2, 0, 0, 0, 0, 2], input: [1, 0, 0, 0, 0, 1], alpha: 1)
    let values = try LateDeviationTests.values(map, try pulses(conditions: 2, steps: 20, cue: 3))
    #expect(values[0] > LateDeviation.threshold && values[1] < LateDeviation.threshold)
  }

  @Test("one unit with a flip") func flip() throws {
    let map = try network(units: 1, recurrent: [-3], input: [1], alpha: 1)
    #expect(try LateDeviationTests.values(map, try pulses(conditions: 1, steps: 10, cue: 1))[0] > 0.9)
  }

  @Test("no conditions, no steps, NaN") func edges() throws {
    let empty = try StateTrajectory(conditionCount: 1, stepCount: 0, dimension: 1, states: [Double]())
    #expect(LateDeviation.values(of: empty, last: 5) == [0])
    let broken = try StateTrajectory(conditionCount: 1, stepCount: 3, dimension: 1, states: [1, .nan, 2.0])
    #expect(LateDeviation.values(of: broken, last: 5)[0].isNaN)
    #expect(LateDeviation.values(of: broken, last: 1) == [0])
  }
}

@Suite("Outcome of training") struct LearningOutcomeTests {
  @Test("outcomes of a sweep")
  func outcomes() {
    func outcome(_ diverged: Bool, _ learned: Bool, _ stable: Bool) -> LearningOutcome {
      LearningOutcome(diverged: diverged, finalLoss: 0.1, learned: learned, stable: stable)
    }
    #expect(outcome(false, false, true) == .notLearned)
    #expect(outcome(false, false, false) == .unstable)
    #expect(outcome(false, true, true) == .learned)
  }

  @Test(
    "a diverged network says which way its loss went",
    arguments: [
      (Double.nan, "nonFiniteLoss"), (.infinity, "nonFiniteLoss"), (-.infinity, "nonFiniteLoss"),
      (100.5, "lossAboveBound"),
    ])
  func divergence(finalLoss: Double, reason: String) throws {
    for (learned, stable) in [(false, true), (false, false), (true, true)] {
      let outcome = LearningOutcome(diverged: true, finalLoss: finalLoss, learned: learned, stable: stable)
      let label = try #require(outcome.exit)
      #expect(label.mechanism == .diverged && label.reason == reason && label.evidence == "training")
    }
  }
}
