import Dynamics
import RandomStreams
import Tasks
import Training

/// How well a network does its task, for networks of which training has recorded nothing.
///
/// It does 64 trials of every condition, with the noise of the published networks (process noise 0.001, r(0) = tanh(0.1
/// xi)), whatever it was trained with. Accuracy and reliability are those of the trainer, over the task's windows. It has
/// learned where both are above 0.8.
public struct TaskPerformance: Codable, Sendable, Equatable {
  /// Accuracy over the exact window.
  public let accuracy: Double
  /// Reliability over the exact window.
  public let reliability: Double
  /// Whether both are above 0.8.
  public let learned: Bool
  /// Whether both are above 0.8 over the published window.
  public let learnedPublished: Bool

  /// Trials of every condition.
  public static let trialsPerCondition = 64

  /// Has a network do its task.
  ///
  /// Its stream's epoch 1, block b are the numbers of trial b; draw d (the initial state, then every step) is step d.
  ///
  /// - Parameters:
  ///   - network: the network; its task is done as it is, the time after the response included.
  ///   - map: its dynamics.
  /// - Throws: `DynamicsError` where network and task do not belong together.
  init(of network: Specimen, map: LeakyRateMap) throws(DynamicsError) {
    let task = network.task
    let trials = task.makeTrials(count: TaskPerformance.trialsPerCondition * task.conditionCount)
    let inputs = try TrialInputs(
      conditionCount: task.conditionCount, stepCount: task.stepCount, inputCount: task.inputCount
    ) { task.input(condition: $0, step: $1) }
    let trial = try Continuation(trialLengths: 1, processNoise: 0.001, initialState: 0.1)
    let stream = RandomStream(key: network.streamKey, purpose: .analysis)
    let channels = map.outputCount
    // [time][output][trial], as the trainer has it.
    var outputs = [Double](repeating: 0, count: task.stepCount * channels * trials.trialCount)
    for number in 0..<trials.trialCount {
      var draw = 0
      let condition = try inputs.selecting(condition: trials.conditions[number])
      let run = try trial.trajectory(of: map, inputs: condition) { buffer in
        let normals = stream.normals(count: buffer.count, epoch: 1, step: draw, block: number)
        for (place, normal) in normals.enumerated() { buffer[place] = Double(normal) }
        draw += 1
      }
      for (place, output) in try map.outputs(of: run).enumerated() {
        outputs[place * trials.trialCount + number] = output
      }
    }
    let (exact, published) = outputs.withUnsafeBufferPointer { outputs in
      (
        TrialMetrics(outputs: outputs, trials: trials, window: task.windows.exact),
        TrialMetrics(outputs: outputs, trials: trials, window: task.windows.published)
      )
    }
    accuracy = exact.accuracy
    reliability = exact.reliability
    learned = LearningVerdict.isSuccess(exact)
    learnedPublished = LearningVerdict.isSuccess(published)
  }
}
