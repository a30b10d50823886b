import Networks
import Tasks
import Testing

/// The mean first-epoch loss over seeds agrees with the Float64 reference path within three standard errors of the mean; each
/// pair sees the same noise, so in fact it agrees far better.
@Suite struct FirstEpochLossTests {
  @Test func meanOverSeeds() throws {
    let task = try DelayedCueDiscrimination(
      step: .milliseconds(5), cue: .milliseconds(30), delay: .zero, reaction: .milliseconds(50), postReaction: .zero)
    let trials = task.makeTrials(count: 8)
    let network = LeakyRateNetwork(
      units: 40, alpha: 0.5, processNoise: 0.001, initialState: 0.1, readout: .sigmoid, inputCount: 2, outputCount: 2)
    var fast: [Double] = []
    var plain: [Double] = []
    for seed in 0..<20 {
      let parameters = network.initialParameters(key: UInt64(seed))
      var evaluator = LeakyRateGradient<Float>(network: network, trials: trials, noiseKey: UInt64(seed))
      var gradient = [Float](repeating: 0, count: parameters.count)
      fast.append(evaluator.evaluate(parameters: parameters, gradient: &gradient, epoch: 0))
      plain.append(
        LeakyRateReference(network: network, trials: trials, noiseKey: UInt64(seed))
          .evaluate(parameters: parameters.map(Double.init), epoch: 0).loss)
    }
    let mean = { (values: [Double]) in values.reduce(0, +) / Double(values.count) }
    let spread = (plain.map { ($0 - mean(plain)) * ($0 - mean(plain)) }.reduce(0, +) / 19).squareRoot()
    #expect(abs(mean(fast) - mean(plain)) < 3 * spread / 20.0.squareRoot())
    for (a, b) in zip(fast, plain) { #expect(abs(a - b) < 1e-5) }
  }
}
