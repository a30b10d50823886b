import Dynamics
import Foundation
import Testing

@Suite("Late-deviation rule") struct LateDeviationRuleTests {
  static func label(_ map: some DiscreteMap, _ inputs: TrialInputs) throws -> (MechanismLabel, LateDynamics) {
    let run = try Continuation.noiseFree.noiseFreeTrajectory(of: map, inputs: inputs)
    let late = LateDynamics(of: run, trialSteps: inputs.stepCount)
    return (LateDeviationRule().label(outcome: .learned, deviations: late.deviations), late)
  }

  @Test("two units that turn by a right angle: a limit cycle of period 4") func quarterTurn() throws {
    let map = try network(units: 2, recurrent: [0, -2, 2, 0], input: [1, 0], alpha: 1)
    let (label, late) = try LateDeviationRuleTests.label(map, try pulses(conditions: 1, steps: 20, cue: 3))
    #expect(label.mechanism == .limitCycle && label.evidence == "lateDeviation")
    // The orbit takes the values +-x with x = tanh(2x), half of the time each.
    var x = 1.0
    for _ in 0..<200 { x = tanh(2 * x) }
    #expect(abs(late.deviations[0] - x) < 1e-9)
    #expect(abs(try #require(label.margin) - log(x / 0.1)) < 1e-9)
    #expect(abs(try #require(late.periods[0]) - 4) < 0.01)
    #expect(abs(try #require(late.periodMilliseconds(step: 5)) - 20) < 0.05)
  }

  @Test("a slow turn has the period its phase says", arguments: [0.15, 0.25, 0.4])
  func slowTurn(angle: Double) throws {
    let gain = 1.3
    let map = try network(
      units: 2, recurrent: [gain * cos(angle), -gain * sin(angle), gain * sin(angle), gain * cos(angle)],
      input: [1, 0.5])
    let inputs = try pulses(conditions: 1, steps: 56, cue: 6)
    let run = try Continuation.noiseFree.noiseFreeTrajectory(of: map, inputs: inputs)
    let (label, late) = try LateDeviationRuleTests.label(map, inputs)
    var turned = 0.0
    for t in (run.stepCount / 2 + 1)..<run.stepCount {
      let (x, y) = (run.states[2 * t], run.states[2 * t + 1])
      let (u, v) = (run.states[2 * t - 2], run.states[2 * t - 1])
      turned += atan2(u * y - v * x, u * x + v * y)
    }
    let steps = Double(run.stepCount - run.stepCount / 2 - 1)
    // The mean rate of turning over a run that is no whole number of turns is itself only good to about a percent.
    let byPhase = 2 * Double.pi * steps / turned
    #expect(label.mechanism == .limitCycle)
    #expect(abs(try #require(late.periods[0]) / byPhase - 1) < 0.02)
  }

  @Test("the exact period of a turn that no whole number of steps fits", arguments: [8.3, 12.7, 24.5, 57.1, 100.4])
  func exactPeriod(period: Double) throws {
    let inputs = try TrialInputs(conditionCount: 1, stepCount: 56, inputCount: 0, values: [])
    let run = try Continuation.noiseFree.noiseFreeTrajectory(
      of: TurningMap(angle: 2 * .pi / period, radius: 0.5), inputs: inputs, from: [0.1, 0])
    let estimate = try #require(PeriodEstimate.steps(of: run, condition: 0))
    #expect(abs(estimate / period - 1) < 0.01)
    let late = LateDynamics(of: run, trialSteps: 56)
    #expect(late.deviations[0] > 0.3 && late.meanPeriod == estimate)
  }

  @Test("several crossings per turn are still one turn") func harmonics() throws {
    let states = (0..<400).flatMap { t -> [Double] in
      let phase = 2 * Double.pi * Double(t) / 40
      return [sin(3 * phase), cos(3 * phase), 0.6 * sin(phase)]
    }
    let run = try StateTrajectory(conditionCount: 1, stepCount: 400, dimension: 3, states: states)
    #expect(abs(try #require(PeriodEstimate.steps(of: run, condition: 0)) - 40) < 0.05)
  }

  @Test("noise, drift, rest and too few steps have no period") func noPeriod() throws {
    for states in [
      fixedNumbers(300, seed: 9), (0..<300).map { Double($0) }, [Double](repeating: 0.3, count: 300), [1, 2], [1], [],
      [1, .nan, 2, 3, 4, 5],
    ] {
      let run = try StateTrajectory(conditionCount: 1, stepCount: states.count, dimension: 1, states: states)
      #expect(PeriodEstimate.steps(of: run, condition: 0) == nil)
      #expect(PeriodEstimate.steps(of: run, condition: 5) == nil)
    }
  }

  @Test("a bistable unit rests: no limit cycle, and the margin is finite") func bistable() throws {
    let map = try network(units: 1, inputs: 2, recurrent: [2], input: [3, -3])
    let (label, late) = try LateDeviationRuleTests.label(map, try pulses(conditions: 2, steps: 30, cue: 5))
    #expect(label.mechanism == .slowManifold && late.meanPeriod == nil)
    #expect(late.deviations.allSatisfy { $0 < 1e-12 })
    #expect(try #require(label.margin) > 20 && label.margin?.isFinite == true)
  }

  @Test("a turning pair beside a bistable unit: conditions disagree") func mixed() throws {
    let map = try network(
      units: 3, inputs: 2, recurrent: [0, -2, 0, 2, 0, 0, 0, 0, 2], input: [1, 0, 0, 0, 0, 1], alpha: 1)
    let (label, late) = try LateDeviationRuleTests.label(map, try pulses(conditions: 2, steps: 20, cue: 3))
    #expect(label.mechanism == .mixed && label.reason == "conditionsDisagree")
    #expect(late.periods[0] != nil && late.periods[1] == nil)
  }

  @Test("one unit with a flip: period 2") func flip() throws {
    let map = try network(units: 1, recurrent: [-3], input: [1], alpha: 1)
    let (label, late) = try LateDeviationRuleTests.label(map, try pulses(conditions: 1, steps: 10, cue: 1))
    #expect(label.mechanism == .limitCycle)
    #expect(abs(try #require(late.periods[0]) - 2) < 1e-9)
  }

  @Test(
    "training decides first",
    arguments: [
      (LearningOutcome.diverged, Mechanism.diverged), (.lossAboveBound, .diverged), (.unstable, .unstable),
      (.notLearned, .notLearned), (.learned, .limitCycle), (.notJudged, .limitCycle),
    ])
  func exits(outcome: LearningOutcome, mechanism: Mechanism) {
    let label = LateDeviationRule().label(outcome: outcome, deviations: [0.5, 0.7])
    #expect(label.mechanism == mechanism)
    #expect((label.margin == nil) == (mechanism != .limitCycle))
  }

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

  @Test("edges: no condition, NaN, infinity, the threshold itself")
  func edges() throws {
    let rule = LateDeviationRule()
    #expect(rule.label(outcome: .learned, deviations: []).mechanism == .unresolved)
    #expect(rule.label(outcome: .learned, deviations: [0.5, .nan]).mechanism == .diverged)
    #expect(rule.label(outcome: .notJudged, deviations: [.infinity]).mechanism == .diverged)
    let edge = rule.label(outcome: .learned, deviations: [0.1])
    #expect(edge.mechanism == .slowManifold && edge.margin == 0)
    #expect(rule.label(outcome: .learned, deviations: [0.0]).margin?.isFinite == true)
    let close = rule.label(outcome: .learned, deviations: [0.2, 0.9])
    #expect(abs(try #require(close.margin) - log(2)) < 1e-12)
    for threshold in [0, -1, Double.nan, .infinity] {
      #expect(throws: DynamicsError.self) { try LateDeviationRule(threshold: threshold) }
    }
  }
}
