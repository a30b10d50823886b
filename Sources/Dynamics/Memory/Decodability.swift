import Foundation
import LinearAlgebra

/// How well a linear rule tells the conditions apart over time, from noisy trials.
///
/// Several trials per condition are run with process noise from random initial states. At every step each trial is given
/// to the condition whose mean state, without that trial, is nearest; the accuracy is the share given to their own. For
/// two conditions that is a linear rule. Chance is 1/C.
public struct Decodability: Sendable, Equatable {
  /// Accuracy at every step, `[n]`.
  public let accuracy: [Double]
  /// Number of conditions C.
  public let conditionCount: Int

  /// Trials per condition; 8.
  ///
  /// Accuracy then comes in sixteenths for two conditions, which is fine enough to see it fall.
  public static let trialsPerCondition = 8

  /// Steps from the end of the delay to the last one before the accuracy first falls below half way to chance from 1.
  ///
  /// Negative when that is before the end of the delay; nil when it is still above at the end of the run.
  public func stepsBeyondDelay(_ phases: TrialPhases) -> Int? {
    let border = (1 + 1 / Double(conditionCount)) / 2
    let first = accuracy.indices.first { $0 >= phases.cueEnd && accuracy[$0] < border }
    return first.map { $0 - 1 - phases.delayEnd }
  }

  /// Runs noisy trials.
  ///
  /// - Parameters:
  ///   - network: the network.
  ///   - inputs: one trial per condition.
  ///   - continuation: length, process noise and initial state of the trials.
  ///   - normals: where standard normal numbers come from: N per trial for the initial state, then N per trial and step.
  /// - Throws: `DynamicsError` when the numbers of inputs disagree.
  public init(
    of network: LeakyRateMap, inputs: TrialInputs, continuation: Continuation = .published,
    normals: Continuation.NormalSource
  ) throws(DynamicsError) {
    guard inputs.inputCount == network.inputCount else {
      throw DynamicsError(
        code: .wrongShape, place: "inputs",
        message: "the task has \(inputs.inputCount) input channels, the network \(network.inputCount)")
    }
    let size = network.dimension
    let trials = inputs.conditionCount * Decodability.trialsPerCondition
    let steps = try elementCount(continuation.trialLengths, inputs.stepCount, 1, place: "continuation")
    conditionCount = inputs.conditionCount
    var state = [Double](repeating: 0, count: trials * size)
    state.withUnsafeMutableBufferPointer { state in
      normals(state)
      for index in state.indices { state[index] = tanh(continuation.initialState * state[index]) }
    }
    var noise = state
    var drive = state
    var accuracy: [Double] = []
    accuracy.reserveCapacity(steps)
    for step in 0..<steps {
      accuracy.append(Decodability.accuracy(of: state, size: size, conditions: inputs.conditionCount))
      noise.withUnsafeMutableBufferPointer { normals($0) }
      for trial in 0..<trials {
        let input = inputs.input(condition: trial % inputs.conditionCount, step: step)
        for unit in 0..<size {
          var sum = network.bias[unit] + continuation.processNoise * noise[trial * size + unit]
          for (channel, value) in input.enumerated() where value != 0 {
            sum += network.inputWeights[unit * inputs.inputCount + channel] * value
          }
          drive[trial * size + unit] = sum
        }
      }
      drive.withUnsafeMutableBufferPointer { drive in
        state.withUnsafeBufferPointer { state in
          network.recurrentWeights.withUnsafeBufferPointer { weights in
            guard let result = drive.baseAddress, let state = state.baseAddress, let weights = weights.baseAddress
            else { return }
            Double.multiply(
              .none, .transposed, rows: trials, columns: size, depth: size, alpha: 1, state, leadingA: size, weights,
              leadingB: size, beta: 1, result, leadingC: size)
          }
        }
      }
      for index in state.indices {
        state[index] = (1 - network.alpha) * state[index] + network.alpha * tanh(drive[index])
      }
    }
    self.accuracy = accuracy
  }

  /// Share of trials nearest to the mean of their own condition, themselves left out; trial i is of condition i mod C.
  static func accuracy(of states: [Double], size: Int, conditions: Int) -> Double {
    let trials = states.count / size
    let perCondition = Double(trials / conditions)
    guard conditions > 1, perCondition > 1 else { return 1 }
    var sums = [Double](repeating: 0, count: conditions * size)
    for trial in 0..<trials {
      let condition = trial % conditions
      for unit in 0..<size { sums[condition * size + unit] += states[trial * size + unit] }
    }
    var right = 0
    for trial in 0..<trials {
      var nearest = (condition: -1, distance: Double.infinity)
      for condition in 0..<conditions {
        let isOwn = condition == trial % conditions
        let count = isOwn ? perCondition - 1 : perCondition
        var square = 0.0
        for unit in 0..<size {
          let value = states[trial * size + unit]
          let mean = (sums[condition * size + unit] - (isOwn ? value : 0)) / count
          square += (value - mean) * (value - mean)
        }
        if square < nearest.distance { nearest = (condition, square) }
      }
      if nearest.condition == trial % conditions { right += 1 }
    }
    return Double(right) / Double(trials)
  }
}
