import Dynamics
import Foundation

/// Numbers in [-1, 1] from a small congruential generator: fixed, the same everywhere.
func fixedNumbers(_ count: Int, seed: UInt64 = 1) -> [Double] {
  var state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
  return (0..<count).map { _ in
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Double(state >> 11) / Double(1 << 52) - 1
  }
}

/// Six tensors of a leaky-rate network; zeros unless given.
func tensors(
  units: Int, inputs: Int = 1, outputs: Int = 1, recurrent: [Double]? = nil, input: [Double]? = nil,
  output: [Double]? = nil, recurrentBias: [Double]? = nil, inputBias: [Double]? = nil, outputBias: [Double]? = nil
) -> [NetworkTensor] {
  func zeros(_ count: Int) -> [Double] { [Double](repeating: 0, count: count) }
  return [
    NetworkTensor("W_rec", shape: [units, units], values: recurrent ?? zeros(units * units)),
    NetworkTensor("W_in", shape: [units, inputs], values: input ?? zeros(units * inputs)),
    NetworkTensor("W_out", shape: [outputs, units], values: output ?? zeros(outputs * units)),
    NetworkTensor("b_rec", shape: [units], values: recurrentBias ?? zeros(units)),
    NetworkTensor("b_in", shape: [units], values: inputBias ?? zeros(units)),
    NetworkTensor("b_out", shape: [outputs], values: outputBias ?? zeros(outputs)),
  ]
}

/// Leaky-rate network made of tensors as above.
func network(
  units: Int, inputs: Int = 1, recurrent: [Double], input: [Double], bias: [Double]? = nil, alpha: Double = 0.5
) throws -> LeakyRateMap {
  try LeakyRateMap(
    tensors: tensors(units: units, inputs: inputs, recurrent: recurrent, input: input, recurrentBias: bias),
    alpha: alpha, readout: .linear)
}

/// Pulses of `cue` steps in a trial of `steps`: condition c drives channel c.
func pulses(conditions: Int, steps: Int, cue: Int, inputs: Int? = nil) throws -> TrialInputs {
  let channels = inputs ?? conditions
  return try TrialInputs(conditionCount: conditions, stepCount: steps, inputCount: channels) { condition, step in
    (0..<channels).map { $0 == condition && step < cue ? 1 : 0 }
  }
}

/// A planar map whose every orbit goes to the circle of the given radius and turns by a fixed angle per step.
struct TurningMap: DiscreteMap {
  let angle: Double
  let radius: Double
  var dimension: Int { 2 }
  var inputCount: Int { 0 }

  func step(
    from state: UnsafeBufferPointer<Double>, input: UnsafeBufferPointer<Double>,
    to next: UnsafeMutableBufferPointer<Double>
  ) {
    let size = (state[0] * state[0] + state[1] * state[1]).squareRoot()
    let gain = size > 0 ? (1 + 0.5 * (radius / size - 1)) : 1
    next[0] = gain * (cos(angle) * state[0] - sin(angle) * state[1])
    next[1] = gain * (sin(angle) * state[0] + cos(angle) * state[1])
  }
}

/// A map that squares without end.
struct ExplodingMap: DiscreteMap {
  var dimension: Int { 1 }
  var inputCount: Int { 0 }

  func step(
    from state: UnsafeBufferPointer<Double>, input: UnsafeBufferPointer<Double>,
    to next: UnsafeMutableBufferPointer<Double>
  ) { next[0] = state[0] * state[0] - state[0] }
}
