import Foundation
import Tasks

/// Loss and gradient of a leaky-rate network in plain loops and Float64: what the fast path is held against.
///
/// It follows the equations of `LeakyRateNetwork` one trial, one step, one unit at a time, uses no matrix library and the
/// system's tanh and exp, and sees the same random numbers as the fast path. Slow on purpose.
public struct LeakyRateReference {
  /// The network.
  public let network: LeakyRateNetwork
  /// The batch.
  public let trials: TrialSet
  /// Key of the network's identity; see `TrialNoise`.
  public let noiseKey: UInt64

  /// What one evaluation gives.
  public struct Result {
    /// Loss L.
    public let loss: Double
    /// dL/dparameter in the network's layout.
    public let gradient: [Double]
    /// Outputs, `[time][output][trial]`.
    public let outputs: [Double]
  }

  /// Describes an evaluation.
  public init(network: LeakyRateNetwork, trials: TrialSet, noiseKey: UInt64) {
    self.network = network
    self.trials = trials
    self.noiseKey = noiseKey
  }

  /// Runs all trials forward and backward.
  ///
  /// - Parameters:
  ///   - parameters: flat block in the network's layout.
  ///   - epoch: says which noise to draw.
  public func evaluate(parameters: [Double], epoch: Int) -> Result {
    var gradient = [Double](repeating: 0, count: parameters.count)
    var outputs = [Double](
      repeating: 0, count: trials.stepCount * trials.outputCount * trials.trialCount)
    var loss = 0.0
    for (index, block) in TrialNoise.blocks(trialCount: trials.trialCount).enumerated() {
      let width = TrialNoise.storedWidth(block.count)
      let noise = draw(width: width, index: index, epoch: epoch)
      for trial in block {
        loss += evaluate(
          trial: trial, noise: noise, column: trial - block.lowerBound, width: width, parameters: parameters,
          gradient: &gradient, outputs: &outputs)
      }
    }
    return Result(loss: loss, gradient: gradient, outputs: outputs)
  }

  /// Normals of one block: the initial state, then the noise of every step, `[N][W]` each.
  private func draw(width: Int, index: Int, epoch: Int) -> [[Float]] {
    let streams = TrialNoise(key: noiseKey)
    let count = network.units * width
    return [streams.initialState.normals(count: count, epoch: epoch, block: index)]
      + (0..<trials.stepCount).map {
        streams.process.normals(count: count, epoch: epoch, step: $0, block: index)
      }
  }

  private func evaluate(
    trial: Int, noise: [[Float]], column: Int, width: Int, parameters: [Double], gradient: inout [Double],
    outputs: inout [Double]
  ) -> Double {
    let n = network.units
    let (inputCount, outputCount, steps) = (network.inputCount, network.outputCount, trials.stepCount)
    let offset = Dictionary(uniqueKeysWithValues: network.layout.tensors.map { ($0.name, $0.offset) })
    let (wRec, wIn, wOut) = (offset["W_rec"] ?? 0, offset["W_in"] ?? 0, offset["W_out"] ?? 0)
    let (bRec, bIn, bOut) = (offset["b_rec"] ?? 0, offset["b_in"] ?? 0, offset["b_out"] ?? 0)

    // Forward: r(t) and z(t) = tanh(...) for every step.
    var rates = [(0..<n).map { tanh(network.initialState * Double(noise[0][$0 * width + column])) }]
    var activations: [[Double]] = []
    for step in 0..<(steps - 1) {
      let r = rates[step]
      let u = (0..<inputCount).map { Double(trials.inputs[(step * inputCount + $0) * trials.trialCount + trial]) }
      var z = [Double](repeating: 0, count: n)
      for unit in 0..<n {
        var sum = parameters[bRec + unit] + parameters[bIn + unit]
        for other in 0..<n { sum += parameters[wRec + unit * n + other] * r[other] }
        for channel in 0..<inputCount { sum += parameters[wIn + unit * inputCount + channel] * u[channel] }
        z[unit] = tanh(sum + network.processNoise * Double(noise[step + 1][unit * width + column]))
      }
      activations.append(z)
      rates.append((0..<n).map { (1 - network.alpha) * r[$0] + network.alpha * z[$0] })
    }

    // Readout, loss and dL/d(weighted sum of the readout).
    let samples = Double(trials.trialCount * steps * outputCount)
    var loss = 0.0
    var outputErrors: [[Double]] = []
    for step in 0..<steps {
      let weight = Double(trials.lossWeights[step])
      var errors = [Double](repeating: 0, count: outputCount)
      for channel in 0..<outputCount {
        var sum = parameters[bOut + channel]
        for unit in 0..<n { sum += parameters[wOut + channel * n + unit] * rates[step][unit] }
        let place = (step * outputCount + channel) * trials.trialCount + trial
        let o = network.readout == .sigmoid ? 1 / (1 + exp(-sum)) : sum
        let error = o - Double(trials.targets[place])
        outputs[place] = o
        loss += weight * error * error / samples
        errors[channel] = 2 * weight * error / samples * (network.readout == .sigmoid ? o * (1 - o) : 1)
      }
      outputErrors.append(errors)
    }

    // Backward: g = dL/dr(t).
    var g = [Double](repeating: 0, count: n)
    for step in stride(from: steps - 1, through: 0, by: -1) {
      var previous = [Double](repeating: 0, count: n)
      if step < steps - 1 {
        for unit in 0..<n {
          let z = activations[step][unit]
          let delta = g[unit] * network.alpha * (1 - z * z)
          previous[unit] += (1 - network.alpha) * g[unit]
          gradient[bRec + unit] += delta
          gradient[bIn + unit] += delta
          for other in 0..<n {
            gradient[wRec + unit * n + other] += delta * rates[step][other]
            previous[other] += delta * parameters[wRec + unit * n + other]
          }
          for channel in 0..<inputCount {
            let u = Double(trials.inputs[(step * inputCount + channel) * trials.trialCount + trial])
            gradient[wIn + unit * inputCount + channel] += delta * u
          }
        }
      }
      for channel in 0..<outputCount {
        let error = outputErrors[step][channel]
        gradient[bOut + channel] += error
        for unit in 0..<n {
          gradient[wOut + channel * n + unit] += error * rates[step][unit]
          previous[unit] += error * parameters[wOut + channel * n + unit]
        }
      }
      g = previous
    }
    return loss
  }
}
