import Dynamics
import Networks
import RandomStreams
import Sweep
import Tasks

/// Labels networks of a sweep, one by one: simulation, late-deviation rule, published index and class.
///
/// Everything is simulated on the trial without the time after the response, as published, from the stored weights in
/// Float64: noise-free for the mechanism, with the published noise for the published index. That noise comes from the
/// network's own stream, so a label depends on the network alone.
public struct NetworkClassifier {
  /// The rule for `mechanism`.
  public let rule: LateDeviationRule
  private let configuration: SweepConfiguration
  private var inputsOfCell: [Int: TrialInputs] = [:]

  /// The condition whose run the published classifier reads: the one of the label [0, 1].
  public static let publishedCondition = 1

  /// Trials remembered at most; they are made again when needed.
  private static let inputsLimit = 1000

  /// Prepares to label networks of a sweep.
  public init(_ configuration: SweepConfiguration, rule: LateDeviationRule = LateDeviationRule()) {
    self.configuration = configuration
    self.rule = rule
  }

  /// A network that failed: no label, no evidence.
  public static func failed(_ result: NetworkResult) -> ClassifiedNetwork {
    ClassifiedNetwork(
      result: result, label: nil, publishedClass: nil, publishedIndex: nil, lateDeviation: nil, period: nil)
  }

  /// Labels a network.
  ///
  /// - Returns: the label, and its evidence where the weights are finite.
  /// - Throws: `DynamicsError` when weights and task do not belong together.
  public mutating func classify(
    _ result: NetworkResult, _ network: StoredNetwork
  ) throws -> (ClassifiedNetwork, DynamicsEvidence?) {
    let isDiverged = result.status == .diverged
    let outcome = LearningOutcome(
      diverged: isDiverged, finalLoss: result.finalLoss, learned: result.learned, stable: result.stable)
    let isFinite = network.weights.allSatisfy { $0.values.allSatisfy(\.isFinite) }
    guard !isDiverged, isFinite else { return (withoutDynamics(result, network, outcome), nil) }

    let inputs = try inputs(ofCell: result.cell)
    let map = try LeakyRateMap(
      tensors: network.weights.map { NetworkTensor($0.name, shape: $0.shape, values: $0.values) },
      alpha: network.alpha, readout: network.readout == .sigmoid ? .sigmoid : .linear)
    let run = try Continuation.noiseFree.noiseFreeTrajectory(of: map, inputs: inputs)
    let late = LateDynamics(of: run, trialSteps: inputs.stepCount, threshold: rule.threshold)
    let isJudged = result.learned || network.learnedPublished
    let index = isJudged ? try publishedIndex(of: map, inputs, key: network.streamKey) : nil
    let classified = ClassifiedNetwork(
      result: result, label: rule.label(outcome: outcome, deviations: late.deviations),
      publishedClass: PublishedClass(
        learned: network.learnedPublished, stable: network.stablePublished, index: index?.value),
      publishedIndex: index, lateDeviation: late.largestDeviation,
      period: late.periodMilliseconds(step: network.stepMilliseconds))
    let evidence = DynamicsEvidence(
      late: late, components: run.isFinite ? try RatesPrincipalComponents(of: run) : nil,
      peakOrder: run.peakOrder(condition: 0, steps: 0..<inputs.stepCount), step: network.stepMilliseconds)
    return (classified, evidence)
  }

  /// The label of a network whose weights cannot be simulated; the published rule knows no divergence, so its class
  /// follows from learned and stable alone.
  private func withoutDynamics(
    _ result: NetworkResult, _ network: StoredNetwork, _ outcome: LearningOutcome
  ) -> ClassifiedNetwork {
    ClassifiedNetwork(
      result: result, label: rule.label(outcome: outcome, deviations: [.nan]),
      publishedClass: PublishedClass(
        learned: network.learnedPublished, stable: network.stablePublished, index: nil),
      publishedIndex: nil, lateDeviation: nil, period: nil)
  }

  /// Runs the published simulation; draw d of the run (the initial state, then every step) is step d of the stream.
  private func publishedIndex(of map: LeakyRateMap, _ inputs: TrialInputs, key: UInt64) throws -> PublishedIndex {
    let stream = RandomStream(key: key, purpose: .analysis)
    let condition = min(NetworkClassifier.publishedCondition, inputs.conditionCount - 1)
    var draw = 0
    let run = try Continuation.published.trajectory(of: map, inputs: inputs.selecting(condition: condition)) { buffer in
      let normals = stream.normals(count: buffer.count, step: draw)
      for (place, normal) in normals.enumerated() { buffer[place] = Double(normal) }
      draw += 1
    }
    return try PublishedIndex(of: run)
  }

  /// One trial of a cell per condition, without the time after the response.
  private mutating func inputs(ofCell cell: Int) throws -> TrialInputs {
    if let known = inputsOfCell[cell] { return known }
    let trial = try configuration.settings(ofCell: cell).task.withoutPostReaction
    let inputs = try TrialInputs(
      conditionCount: trial.conditionCount, stepCount: trial.stepCount, inputCount: trial.inputCount
    ) { trial.input(condition: $0, step: $1) }
    if inputsOfCell.count >= NetworkClassifier.inputsLimit { inputsOfCell = [:] }
    inputsOfCell[cell] = inputs
    return inputs
  }
}
