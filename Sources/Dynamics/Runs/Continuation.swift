import Foundation

/// One trial continued without input: the cue in the first trial length, then silence.
///
/// A run of `trialLengths` x T states x(0), x(1), ...; x(0) precedes the first input, as in training, where outputs are
/// read before the update.
public struct Continuation: Sendable, Equatable {
  /// Fills a buffer with independent standard normal numbers.
  public typealias NormalSource = (UnsafeMutableBufferPointer<Double>) -> Void

  /// Length of the run in trial lengths; 9 as published.
  public let trialLengths: Int
  /// Standard deviation of the noise at every step and unit, inside the nonlinearity; not scaled with the step.
  public let processNoise: Double
  /// Spread of the initial state: x(0) = tanh(initialState xi), zero for x(0) = 0.
  public let initialState: Double

  /// Describes a continuation.
  ///
  /// - Throws: `DynamicsError` for fewer than one trial length and for a spread that is negative or not finite.
  public init(trialLengths: Int = 9, processNoise: Double = 0, initialState: Double = 0) throws(DynamicsError) {
    guard trialLengths >= 1 else {
      throw DynamicsError(
        code: .badParameter, place: "continuation",
        message: "a run lasts at least one trial length, not \(trialLengths)")
    }
    for (name, value) in [("process-noise", processNoise), ("initial-state", initialState)]
    where !(value >= 0 && value.isFinite) {
      throw DynamicsError(code: .badParameter, place: name, message: "a spread cannot be \(value)")
    }
    self.init(checkedTrialLengths: trialLengths, processNoise: processNoise, initialState: initialState)
  }

  private init(checkedTrialLengths: Int, processNoise: Double, initialState: Double) {
    trialLengths = checkedTrialLengths
    self.processNoise = processNoise
    self.initialState = initialState
  }

  /// Nine trial lengths without noise from x(0) = 0: what mechanism labels are made from.
  public static let noiseFree = Continuation(checkedTrialLengths: 9, processNoise: 0, initialState: 0)

  /// Nine trial lengths with noise 0.001 from x(0) = tanh(0.1 xi): what the published classifier simulates.
  ///
  /// Source: Kurtkaya, Dinc et al. 2025, arXiv:2502.17433.
  public static let published = Continuation(checkedTrialLengths: 9, processNoise: 0.001, initialState: 0.1)

  /// Runs a map without noise, whatever the noise of this continuation is.
  ///
  /// - Parameters:
  ///   - map: what to run.
  ///   - inputs: one trial per condition; zeros follow.
  ///   - initial: x(0) of every condition, `[dimension]`; the default is the origin.
  /// - Returns: a trajectory of C conditions and `trialLengths` x T states each. It may hold NaN or infinity when the
  ///   map diverges; that is a result, not an error.
  /// - Throws: `DynamicsError` when numbers of inputs or state variables disagree, or the run does not fit in memory.
  public func noiseFreeTrajectory(
    of map: some DiscreteMap, inputs: TrialInputs, from initial: [Double]? = nil
  ) throws(DynamicsError) -> StateTrajectory {
    if let initial, initial.count != map.dimension {
      throw DynamicsError(
        code: .wrongShape, place: "initial state", message: "\(initial.count) values for \(map.dimension) variables")
    }
    return try run(map, inputs) { state in
      if let initial { _ = state.update(fromContentsOf: initial) }
    } step: { state, input, next in
      map.step(from: state, input: input, to: next)
    }
  }

  /// Runs a map with the initial state and the noise of this continuation.
  ///
  /// Numbers are drawn condition by condition: N for the initial state (if its spread is not zero), then N per step (if
  /// the noise is not zero).
  ///
  /// - Parameters:
  ///   - map: what to run.
  ///   - inputs: one trial per condition; zeros follow.
  ///   - normals: where standard normal numbers come from.
  /// - Returns: as `noiseFreeTrajectory`.
  /// - Throws: `DynamicsError` when numbers of inputs disagree, or the run does not fit in memory.
  public func trajectory(
    of map: some NoisyMap, inputs: TrialInputs, normals: NormalSource
  ) throws(DynamicsError) -> StateTrajectory {
    var noise = [Double](repeating: 0, count: map.dimension)
    return try run(map, inputs) { state in
      guard initialState > 0 else { return }
      normals(state)
      for unit in state.indices { state[unit] = tanh(initialState * state[unit]) }
    } step: { state, input, next in
      guard processNoise > 0 else { return map.step(from: state, input: input, to: next) }
      noise.withUnsafeMutableBufferPointer { noise in
        normals(noise)
        for unit in noise.indices { noise[unit] *= processNoise }
        map.step(from: state, input: input, noise: UnsafeBufferPointer(noise), to: next)
      }
    }
  }

  /// The published simulation with another number of trial lengths, at least one.
  public static func published(trialLengths: Int) -> Continuation {
    Continuation(
      checkedTrialLengths: max(1, trialLengths), processNoise: published.processNoise,
      initialState: published.initialState)
  }

  private func run(
    _ map: some DiscreteMap, _ inputs: TrialInputs, start: (UnsafeMutableBufferPointer<Double>) -> Void,
    step: (UnsafeBufferPointer<Double>, UnsafeBufferPointer<Double>, UnsafeMutableBufferPointer<Double>) -> Void
  ) throws(DynamicsError) -> StateTrajectory {
    guard inputs.inputCount == map.inputCount else {
      throw DynamicsError(
        code: .wrongShape, place: "inputs",
        message: "the task has \(inputs.inputCount) input channels, the network \(map.inputCount)")
    }
    let size = map.dimension
    let channels = inputs.inputCount
    let steps = try elementCount(trialLengths, inputs.stepCount, 1, place: "continuation")
    let count = try elementCount(inputs.conditionCount, steps, size, place: "continuation")
    var states = [Double](repeating: 0, count: count)
    let silence = [Double](repeating: 0, count: channels)
    states.withUnsafeMutableBufferPointer { states in
      inputs.values.withUnsafeBufferPointer { values in
        silence.withUnsafeBufferPointer { silence in
          for condition in 0..<inputs.conditionCount {
            let first = condition * steps * size
            start(UnsafeMutableBufferPointer(rebasing: states[first..<(first + size)]))
            for time in 0..<(steps - 1) {
              let here = first + time * size
              let now = (condition * inputs.stepCount + time) * channels
              let input =
                time < inputs.stepCount ? UnsafeBufferPointer(rebasing: values[now..<(now + channels)]) : silence
              step(
                UnsafeBufferPointer(rebasing: states[here..<(here + size)]), input,
                UnsafeMutableBufferPointer(rebasing: states[(here + size)..<(here + 2 * size)]))
            }
          }
        }
      }
    }
    return try StateTrajectory(
      conditionCount: inputs.conditionCount, stepCount: steps, dimension: size, states: states)
  }
}
