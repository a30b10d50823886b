import Foundation
import Networks
import Tasks
import Testing

@Suite struct TrajectoryTests {
  /// One unit without recurrence: r relaxes to tanh(w u + b) during the cue and to tanh(b) after it, at rate alpha.
  @Test func singleUnitRelaxesExponentially() throws {
    let task = try DelayedCueDiscrimination(
      step: .milliseconds(5), cue: .milliseconds(20), delay: .milliseconds(10), reaction: .milliseconds(10),
      postReaction: .zero)
    let network = LeakyRateNetwork(
      units: 1, alpha: 0.25, processNoise: 1, initialState: 1, readout: .linear, inputCount: 2, outputCount: 2)
    // W_rec, W_in (2), W_out (2), b_rec, b_in, b_out (2)
    let parameters: [Float] = [0, 0.5, -0.5, 2, 1, 0.25, 0.25, 0.125, 0]
    let trajectory = network.trajectory(parameters: parameters, task: task, lengths: 3)
    #expect(trajectory.stepCount == 24 && trajectory.conditionCount == 2)
    for condition in 0..<2 {
      let cueRate = tanh(condition == 0 ? 1.0 : 0.0)
      let rest = tanh(0.5)
      let atCueEnd = cueRate * (1 - pow(0.75, 4))
      for step in 0..<24 {
        let exact =
          step <= 4
          ? cueRate * (1 - pow(0.75, Double(step))) : rest + (atCueEnd - rest) * pow(0.75, Double(step - 4))
        let rate = Double(trajectory.rates[condition * 24 + step])
        #expect(abs(rate - exact) < 1e-6)
        #expect(abs(Double(trajectory.outputs[(condition * 24 + step) * 2]) - (2 * rate + 0.125)) < 1e-6)
        #expect(trajectory.inputs[(condition * 24 + step) * 2 + condition] == (step < 4 ? 1 : 0))
      }
    }
  }
}
