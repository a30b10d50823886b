import Dynamics
import RandomStreams

/// The published labels of a network, and how they change with what their authors left open.
public struct PublishedLabels: Sendable {
  /// The discrimination index of the chosen condition; nil where the run leaves the finite numbers.
  public let index: PublishedIndex?
  /// That of another condition, with the same noise; nil where there is none.
  public let otherIndex: PublishedIndex?
  /// The older rule's output deviation.
  public let outputDeviation: Double
  /// The FORCE study's labels; nil unless asked for.
  public let tree: (landscape: String, trialEnds: String)?

  /// Runs the published simulations.
  init(
    of map: LeakyRateMap, _ inputs: TrialInputs, key: UInt64, _ options: ClassifierOptions
  ) throws(DynamicsError) {
    let condition = min(options.publishedCondition, inputs.conditionCount - 1)
    func index(_ condition: Int) throws(DynamicsError) -> PublishedIndex? {
      let run = try PublishedRuns.run(.published, of: map, inputs, condition, key: key)
      guard run.isFinite else { return nil }
      return try PublishedIndex(of: run, centring: options.publishedCentring, sign: options.publishedSign)
    }
    self.index = try index(condition)
    otherIndex = inputs.conditionCount > 1 ? try index((condition + 1) % inputs.conditionCount) : nil
    let five = try PublishedRuns.run(OutputDeviationRule.continuation, of: map, inputs, condition, key: key)
    outputDeviation =
      OutputDeviationRule(
        outputs: try map.outputs(of: five), outputCount: map.outputCount, last: inputs.stepCount
      ).deviation
    guard options.appliesFinalOutputTree else {
      tree = nil
      return
    }
    let trial = try Continuation(trialLengths: 1).noiseFreeTrajectory(of: map, inputs: inputs)
    let last = max(0, inputs.stepCount - 1)
    let ends = (0..<inputs.conditionCount).map { Array(trial.states(condition: $0, steps: last..<(last + 1))) }
    tree = try FinalOutputTree.labels(
      of: map, trialEnds: ends, trialSteps: inputs.stepCount, normals: PublishedRuns.normals(key: key, epoch: 4))
  }
}

/// Simulations with noise from a network's own stream.
///
/// Epoch 0 of the stream's analysis numbers belongs to the published runs (all conditions alike), epoch 1 to the trials of
/// `TaskPerformance`, epoch 3 to decodability, epoch 4 to perturbed starts; draw d of a run is step d.
enum PublishedRuns {
  /// One condition of a continuation with noise.
  static func run(
    _ continuation: Continuation, of map: LeakyRateMap, _ inputs: TrialInputs, _ condition: Int, key: UInt64
  ) throws(DynamicsError) -> StateTrajectory {
    try continuation.trajectory(
      of: map, inputs: inputs.selecting(condition: condition), normals: normals(key: key, epoch: 0))
  }

  /// How well the conditions can be told apart over time.
  static func decodability(
    of map: LeakyRateMap, _ inputs: TrialInputs, key: UInt64
  ) throws(DynamicsError) -> Decodability {
    try Decodability(of: map, inputs: inputs, normals: normals(key: key, epoch: 3))
  }

  /// Draws of one epoch of a network's stream.
  static func normals(key: UInt64, epoch: Int) -> Continuation.NormalSource {
    let stream = RandomStream(key: key, purpose: .analysis)
    var draw = 0
    return { buffer in
      for (place, normal) in stream.normals(count: buffer.count, epoch: epoch, step: draw).enumerated() {
        buffer[place] = Double(normal)
      }
      draw += 1
    }
  }
}
