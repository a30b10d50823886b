import Foundation
import Networks
import Tasks
import Testing

/// With W_out = 0 the outputs are constant and the loss has a closed form: n_r (1 - n/T) / (2T) for an output of one half or
/// zero, three quarters of it for one quarter.
///
/// Source: derived from the task's loss weights; T = 16, 36, 96 in the published grids.
@Suite struct LossOracleTests {
  @Test(
    arguments: [(0, 0.117188), (100, 0.100309), (400, 0.046658)],
    [(0.5, 1.0), (0.25, 0.75), (0.0, 1.0)])
  func constantOutputs(row: (delay: Int, loss: Double), output: (value: Double, factor: Double)) throws {
    let task = try DelayedCueDiscrimination(
      step: .milliseconds(5), cue: .milliseconds(30), delay: .milliseconds(row.delay), reaction: .milliseconds(50),
      postReaction: .zero)
    let network = LeakyRateNetwork(
      units: 100, alpha: 0.5, processNoise: 0.001, initialState: 0.1, readout: .sigmoid, inputCount: 2, outputCount: 2)
    var parameters = network.initialParameters(key: 1)
    let bias = output.value == 0 ? -100 : Float(log(output.value / (1 - output.value)))
    for tensor in network.layout.tensors where tensor.name == "W_out" || tensor.name == "b_out" {
      for index in tensor.range { parameters[index] = tensor.name == "b_out" ? bias : 0 }
    }
    var evaluator = LeakyRateGradient<Float>(network: network, trials: task.makeTrials(count: 128), noiseKey: 1)
    var gradient = [Float](repeating: 0, count: parameters.count)
    let loss = evaluator.evaluate(parameters: parameters, gradient: &gradient, epoch: 0)
    let steps = Double(task.stepCount)
    let exact = 10 * (1 - 10 / steps) / (2 * steps) * output.factor
    #expect(abs(exact - row.loss * output.factor) < 1e-6)
    #expect(abs(loss - exact) < 1e-6)
  }
}
