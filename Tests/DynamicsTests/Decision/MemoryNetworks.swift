import Dynamics
import Foundation
import Testing

/// A hand-made network whose way to remember is known, with its trial.
struct MemoryNetwork: Sendable, CustomTestStringConvertible {
  let name: String
  let map: LeakyRateMap
  let inputs: TrialInputs
  let phases: TrialPhases
  var targets: [DelayTargets]?

  var testDescription: String { name }

  /// Everything the label rests on.
  func analysis(starts: [[Double]]? = nil, search: FateSearch = FateSearch()) throws -> MechanismAnalysis {
    try MechanismAnalysis(
      of: map, inputs: inputs, phases: phases, targets: targets, starts: starts, search: search)
  }

  /// The label, whatever training made of the network.
  func label(starts: [[Double]]? = nil, search: FateSearch = FateSearch()) throws -> MechanismLabel {
    MechanismRule().label(
      outcome: .notJudged, analysis: try analysis(starts: starts, search: search), unitTimeConstant: 1 / map.alpha)
  }

  /// A network of N units; two conditions, each a unit pulse of six steps in a channel of its own.
  init(
    _ name: String, recurrent: [[Double]], input: [[Double]], bias: [Double]? = nil, output: [[Double]]? = nil,
    alpha: Double = 0.5, delay: Int, targets: [DelayTargets]? = nil
  ) throws {
    let units = recurrent.count
    self.name = name
    map = try LeakyRateMap(
      tensors: tensors(
        units: units, inputs: 2, outputs: output?.count ?? 1, recurrent: recurrent.flatMap(\.self),
        input: input.flatMap(\.self), output: output?.flatMap(\.self), recurrentBias: bias),
      alpha: alpha, readout: .linear)
    inputs = try pulses(conditions: 2, steps: 6 + delay + 10, cue: 6)
    phases = try TrialPhases(cueEnd: 6, delayEnd: 6 + delay, responseEnd: 16 + delay, trialSteps: 16 + delay)
    self.targets = targets
  }

  /// The same network with its units in another order.
  func permuted(_ order: [Int]) throws -> MemoryNetwork {
    let size = order.count
    func rows(_ values: [Double], _ columns: Int) -> [Double] {
      order.flatMap { row in (0..<columns).map { values[row * columns + $0] } }
    }
    let recurrent = order.flatMap { row in order.map { map.recurrentWeights[row * size + $0] } }
    let output = (0..<map.outputCount).flatMap { row in order.map { map.outputWeights[row * size + $0] } }
    return try MemoryNetwork(
      name + ", permuted",
      recurrent: stride(from: 0, to: size * size, by: size).map { Array(recurrent[$0..<($0 + size)]) },
      input: stride(from: 0, to: 2 * size, by: 2).map { Array(rows(map.inputWeights, 2)[$0..<($0 + 2)]) },
      bias: order.map { map.bias[$0] },
      output: stride(from: 0, to: output.count, by: size).map { Array(output[$0..<($0 + size)]) }, alpha: map.alpha,
      delay: phases.delay, targets: targets)
  }
}

/// Rotation by an angle, scaled.
func rotation(_ angle: Double, scale: Double) -> [[Double]] {
  [[scale * cos(angle), -scale * sin(angle)], [scale * sin(angle), scale * cos(angle)]]
}

extension MemoryNetwork {
  /// Two bistable units, of which the cue raises one and lowers the other.
  static func twoPoints(delay: Int = 60, output: [[Double]]? = nil, targets: [DelayTargets]? = nil) throws
    -> MemoryNetwork
  {
    try MemoryNetwork(
      "two bistable units", recurrent: [[3, 0], [0, 3]], input: [[2, -2], [-2, 2]], output: output, delay: delay,
      targets: targets)
  }

  /// A pair of units that rotates; the cues kick it to different phases of its one cycle.
  static func oneCycle(delay: Int = 60) throws -> MemoryNetwork {
    try MemoryNetwork(
      "a rotating pair", recurrent: rotation(0.3, scale: 1.8), input: [[1, -0.7], [0.2, 1.1]], delay: delay)
  }

  /// Two rotating pairs that turn at speeds of their own, with a bistable unit that silences one and frees the other.
  static func twoCycles() throws -> MemoryNetwork {
    let (slow, fast) = (rotation(0.3, scale: 1.8), rotation(0.6, scale: 2.2))
    return try MemoryNetwork(
      "two gated pairs",
      recurrent: [
        slow[0] + [0, 0, 6], slow[1] + [0, 0, 6], [0, 0] + fast[0] + [-6], [0, 0] + fast[1] + [-6], [0, 0, 0, 0, 3],
      ],
      input: [[0.5, 0.1], [0.2, 0.3], [0.1, 0.4], [0.3, 0.2], [4, -4]],
      bias: [-6, -6, -6, -6, 0].map { $0 * 0.995 }, delay: 60)
  }

  /// A rotating pair that a bistable unit silences after one of the cues.
  static func cycleOrPoint() throws -> MemoryNetwork {
    let pair = rotation(0.3, scale: 1.8)
    return try MemoryNetwork(
      "a gated pair", recurrent: [pair[0] + [6], pair[1] + [6], [0, 0, 3]],
      input: [[0.5, 0.1], [0.2, 0.3], [4, -4]],
      bias: [-6 * 0.995, -6 * 0.995, 0], delay: 60)
  }

  /// Two units, each just past (or before) the fold that takes its upper state: the cue raises one of them.
  ///
  /// x = tanh(2 x + b) has its fold at x = 1/sqrt(2), b = artanh(x) - 2 x = -0.53284; beyond it the upper state is a ghost,
  /// passed in about pi / sqrt(0.71 speed) steps.
  static func ghosts(
    beyond distance: Double, delay: Int = 60, output: [[Double]]? = nil, targets: [DelayTargets]? = nil
  ) throws -> MemoryNetwork {
    let fold = atanh(0.5.squareRoot()) - 2 * 0.5.squareRoot()
    return try MemoryNetwork(
      "two units \(distance) beyond their fold", recurrent: [[2, 0], [0, 2]], input: [[2, -1], [-1, 2]],
      bias: [fold - distance, fold - distance], output: output, delay: delay, targets: targets)
  }

  /// A chain along which activity travels: every eigenvalue is that of a lone unit, yet a cue is felt until it reaches the
  /// end.
  static func chain(delay: Int, length: Int = 40) throws -> MemoryNetwork {
    let recurrent = (0..<length).map { row in (0..<length).map { $0 == row - 1 ? 1.6 : 0 } }
    let input = (0..<length).map { $0 == 0 ? [2.0, -2.0] : [0.0, 0.0] }
    return try MemoryNetwork("a chain", recurrent: recurrent, input: input, delay: delay)
  }

  /// A unit that nearly keeps what it has: multiplier 0.99, time constant 100 steps.
  static func slowUnit() throws -> MemoryNetwork {
    try MemoryNetwork("a slow unit", recurrent: [[0.98]], input: [[0.05, -0.05]], delay: 60)
  }

  /// The two units just past their fold, of which one cue raises the first and the other none.
  static func oneGhost() throws -> MemoryNetwork {
    let fold = atanh(0.5.squareRoot()) - 2 * 0.5.squareRoot() - 1e-3
    return try MemoryNetwork(
      "one ghost", recurrent: [[2, 0], [0, 2]], input: [[2, -1], [-1, -1]], bias: [fold, fold], delay: 60)
  }

  /// A damped rotation: period 30 steps, time constant 40 steps, seen along axes of which one is stretched.
  static func spiral(stretch: Double) throws -> MemoryNetwork {
    let (angle, decay) = (2 * Double.pi / 30, exp(-1.0 / 40))
    // (1 - alpha) 1 + alpha W is to be the damped rotation.
    let (c, s) = (2 * decay * cos(angle) - 1, 2 * decay * sin(angle))
    return try MemoryNetwork(
      "a spiral stretched by \(stretch)", recurrent: [[c, -s * stretch], [s / stretch, c]],
      input: [[0.02 * stretch, -0.02 * stretch], [0, 0.01]], delay: 60)
  }

  /// Units without connections: whatever the cue was is soon gone.
  static func forgetful(delay: Int = 60) throws -> MemoryNetwork {
    try MemoryNetwork("lone units", recurrent: [[0, 0], [0, 0]], input: [[1, -1], [-1, 1]], delay: delay)
  }

  /// Two rotating pairs, not coupled, at incommensurate speeds.
  static func torus() throws -> MemoryNetwork {
    let (slow, fast) = (rotation(0.3, scale: 1.8), rotation(0.3 * 2.0.squareRoot(), scale: 1.8))
    return try MemoryNetwork(
      "two free pairs", recurrent: [slow[0] + [0, 0], slow[1] + [0, 0], [0, 0] + fast[0], [0, 0] + fast[1]],
      input: [[1, 0.3], [0.2, 1], [0.7, -1], [0.4, 0.5]], delay: 60)
  }

  /// A random network with strong connections.
  static func random(units: Int, gain: Double) throws -> MemoryNetwork {
    let numbers = fixedNumbers(units * units, seed: 7)
    let scale = gain * (3 / Double(units)).squareRoot()
    return try MemoryNetwork(
      "random, gain \(gain)",
      recurrent: (0..<units).map { row in (0..<units).map { scale * numbers[row * units + $0] } },
      input: (0..<units).map { [numbers[$0], numbers[units + $0]] }, delay: 60)
  }
}
