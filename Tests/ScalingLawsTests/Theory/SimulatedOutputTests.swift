import Foundation
import ScalingLaws
import Testing

/// The integrated models against their closed forms.
@Suite struct SimulatedOutputTests {
  /// Switches are good to 1e-9 of a trial; a part of the trial weighs with the trial over its own length.
  static func tolerance(_ task: DelayedResponse) -> Double { 4e-9 * task.trial / min(task.delay, task.response) }

  @Test(arguments: TheoryCases.durations) func slowPoint(_ durations: (delay: Double, response: Double)) throws {
    let model = SlowPoint(try TheoryCases.task(durations))
    var numbers = SeededNumbers(seed: 6)
    var parameters = [-model.minimum, 0, model.zoneEdge, model.minimum, 1e-300, 1e3 * model.minimum]
    for _ in 0..<20 { parameters.append(model.minimum * exp(Double.random(in: -3...3, using: &numbers))) }
    for parameter in parameters {
      let difference = model.simulatedLoss(at: parameter) - model.loss(at: parameter)
      #expect(abs(difference) < SimulatedOutputTests.tolerance(model.task), "at \(parameter / model.minimum) r*")
    }
  }

  /// To the threshold the passage takes atan(x* / sqrt r) / sqrt r; what is left to infinity is below 1 / x*.
  @Test(arguments: [0.7, 1, 3, 50]) func theThresholdIsAccountedFor(ratio: Double) throws {
    let model = SlowPoint(try TheoryCases.task((60, 30)))
    let parameter = ratio * model.minimum
    let passage = try #require(SimulatedOutput(model, at: parameter).switches.first) * model.task.trial
    let root = parameter.squareRoot()
    let threshold = SlowPoint.threshold / model.task.trial
    #expect(abs(passage - atan(threshold / root) / root) < 1e-10 * model.task.trial)
    let left = SlowPoint.passage(at: parameter) - atan(threshold / root) / root
    #expect(left > -1e-13 * model.task.trial && left < 1.01 / threshold)
  }

  /// In very long trials the relaxation to the cycle is fast, and integrating it takes long: they are left out.
  @Test(arguments: TheoryCases.durations.filter { $0.delay < 1000 })
  func limitCycle(_ durations: (delay: Double, response: Double)) throws {
    let model = LimitCycle(try TheoryCases.task(durations))
    var numbers = SeededNumbers(seed: 7)
    var parameters = [0, model.zoneEdge / 2, model.minimum, -model.minimum, 1 / model.task.trial, 1e-300]
    for _ in 0..<6 { parameters.append(Double.random(in: -6...6, using: &numbers) / model.task.trial) }
    for parameter in parameters {
      let difference = model.simulatedLoss(at: parameter) - model.loss(at: parameter)
      #expect(abs(difference) < SimulatedOutputTests.tolerance(model.task), "at \(parameter * model.task.trial) turns")
    }
  }

  /// Half turns end at multiples of 1 / (2 r), and all of them are seen.
  @Test(arguments: [0.3, 0.7, 3.2, 17.6, -2.3]) func switchesAreLocated(turns: Double) throws {
    let model = LimitCycle(try TheoryCases.task((5, 2)))
    let found = SimulatedOutput(model, at: turns / model.task.trial).switches
    // Backwards, the output goes on at once.
    let expected = (0...Int(2 * abs(turns))).map { Double($0) / (2 * abs(turns)) }.dropFirst(turns > 0 ? 1 : 0)
    #expect(found.count == expected.count)
    for (found, expected) in zip(found, expected) { #expect(abs(found - expected) < 1e-10) }
  }

  @Test func onTimeAddsUp() throws {
    let model = LimitCycle(try TheoryCases.task((5, 2)))
    // Two turns: on in the second and the last quarter.
    let output = SimulatedOutput(model, at: 2 / model.task.trial)
    for (time, sum) in [(0.0, 0.0), (0.25, 0), (0.4, 0.15), (0.5, 0.25), (0.7, 0.25), (0.9, 0.4)] {
      #expect(abs(output.onTime(until: time) - sum) < 1e-10)
    }
  }
}
