import Dynamics
import RandomStreams
import Tasks

/// Labels networks, one by one: simulation, late-deviation rule, published index and class.
///
/// Everything is simulated on the trial without the time after the response, as published, from the stored weights in
/// Float64: noise-free for the mechanism, with the published noise for the published index. That noise comes from the
/// network's own stream, so a label depends on the network alone. One trained elsewhere is put to the test first
/// (`TaskPerformance`), and labelled by its dynamics whether or not it solves its task.
public struct NetworkClassifier: Sendable {
  /// The rule for `mechanism`.
  public let rule: LateDeviationRule

  /// The condition whose run the published classifier reads: the one of the label [0, 1].
  public static let publishedCondition = 1

  /// Prepares to label networks.
  public init(rule: LateDeviationRule = LateDeviationRule()) { self.rule = rule }

  /// Which labels this classifier gives: its version and its options.
  ///
  /// Labels of another version are never taken over. Raise the number with every change to labels, to the numbers
  /// beside them, or to what is stored as evidence.
  public var ruleVersion: String { "late-deviation 1, threshold \(rule.threshold)" }

  /// Labels a network.
  ///
  /// - Returns: the labels, and their evidence where the weights are finite.
  /// - Throws: `DynamicsError` when weights and task do not belong together.
  public func classify(_ network: Specimen) throws(DynamicsError) -> (NetworkLabels, DynamicsEvidence?) {
    let isDiverged = network.outcome == .diverged || network.outcome == .lossAboveBound
    let isFinite = network.tensors.allSatisfy { $0.values.allSatisfy(\.isFinite) }
    guard !isDiverged, isFinite else { return (withoutDynamics(network), nil) }

    let inputs = try inputs(of: network.task.withoutPostReaction)
    let map = try LeakyRateMap(tensors: network.tensors, alpha: network.alpha, readout: network.readout)
    let run = try Continuation.noiseFree.noiseFreeTrajectory(of: map, inputs: inputs)
    let late = LateDynamics(of: run, trialSteps: inputs.stepCount, threshold: rule.threshold)
    let performance = network.outcome == .notJudged ? try TaskPerformance(of: network, map: map) : nil
    let published =
      network.published ?? Specimen.Verdict(learned: performance?.learnedPublished ?? false, stable: true)
    let asksForIndex = network.outcome == .learned || network.outcome == .notJudged || published.learned
    let index = asksForIndex ? try publishedIndex(of: map, inputs, key: network.streamKey) : nil
    let labels = NetworkLabels(
      label: rule.label(outcome: network.outcome, deviations: late.deviations),
      publishedClass: PublishedClass(learned: published.learned, stable: published.stable, index: index?.value),
      publishedIndex: index, lateDeviation: late.largestDeviation,
      period: late.periodMilliseconds(step: network.stepMilliseconds), performance: performance)
    let evidence = DynamicsEvidence(
      late: late, components: run.isFinite ? try RatesPrincipalComponents(of: run) : nil,
      peakOrder: run.peakOrder(condition: 0, steps: 0..<inputs.stepCount), step: network.stepMilliseconds)
    return (labels, evidence)
  }

  /// The label of a network whose weights cannot be simulated; the published rule knows no divergence, so its class
  /// follows from learned and stable alone.
  private func withoutDynamics(_ network: Specimen) -> NetworkLabels {
    NetworkLabels(
      label: rule.label(outcome: network.outcome, deviations: [.nan]),
      publishedClass: PublishedClass(
        learned: network.published?.learned ?? false, stable: network.published?.stable ?? true, index: nil),
      publishedIndex: nil, lateDeviation: nil, period: nil, performance: nil)
  }

  /// Runs the published simulation; draw d of the run (the initial state, then every step) is step d of the stream.
  ///
  /// - Returns: the index; nil where the run leaves the finite numbers.
  private func publishedIndex(
    of map: LeakyRateMap, _ inputs: TrialInputs, key: UInt64
  ) throws(DynamicsError) -> PublishedIndex? {
    let stream = RandomStream(key: key, purpose: .analysis)
    let condition = min(NetworkClassifier.publishedCondition, inputs.conditionCount - 1)
    var draw = 0
    let run = try Continuation.published.trajectory(of: map, inputs: inputs.selecting(condition: condition)) { buffer in
      let normals = stream.normals(count: buffer.count, step: draw)
      for (place, normal) in normals.enumerated() { buffer[place] = Double(normal) }
      draw += 1
    }
    return run.isFinite ? try PublishedIndex(of: run) : nil
  }

  /// One trial of a task per condition.
  private func inputs(of task: any MemoryTask) throws(DynamicsError) -> TrialInputs {
    try TrialInputs(
      conditionCount: task.conditionCount, stepCount: task.stepCount, inputCount: task.inputCount
    ) { task.input(condition: $0, step: $1) }
  }
}
