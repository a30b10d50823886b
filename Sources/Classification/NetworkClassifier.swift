import Dynamics
import Tasks

/// Labels networks, one by one: dynamics, mechanism, and the published labels beside it.
///
/// Everything is simulated on the trial without the time after the response, as published, from the stored weights in
/// Float64: noise-free for the mechanism, with the published noise for the published labels. That noise comes from the
/// network's own stream, so a label depends on the network alone. One trained elsewhere is put to the test first
/// (`TaskPerformance`), and labelled by its dynamics whether or not it solves its task.
public struct NetworkClassifier: Sendable {
  /// What is done beyond the defaults.
  public let options: ClassifierOptions

  /// Prepares to label networks.
  public init(options: ClassifierOptions = ClassifierOptions()) { self.options = options }

  /// Which labels this classifier gives: its version and its options.
  ///
  /// Labels of another version are never taken over. Raise `MechanismRule.version` with every change to labels, to the
  /// numbers beside them, or to what is stored as evidence.
  public var ruleVersion: String { "\(MechanismRule.version), \(options.text)" }

  /// Labels a network.
  ///
  /// - Returns: the labels, and their evidence where the weights are finite.
  /// - Throws: `DynamicsError` when weights and task do not belong together.
  public func classify(_ network: Specimen) throws(DynamicsError) -> (NetworkLabels, DynamicsEvidence?) {
    let isDiverged = network.outcome == .diverged || network.outcome == .lossAboveBound
    let isFinite = network.tensors.allSatisfy { $0.values.allSatisfy(\.isFinite) }
    guard !isDiverged, isFinite else { return (withoutDynamics(network), nil) }

    let task = network.task.withoutPostReaction
    let inputs = try TrialInputs(
      conditionCount: task.conditionCount, stepCount: task.stepCount, inputCount: task.inputCount
    ) { task.input(condition: $0, step: $1) }
    let map = try LeakyRateMap(tensors: network.tensors, alpha: network.alpha, readout: network.readout)
    let performance = network.outcome == .notJudged ? try TaskPerformance(of: network, map: map) : nil
    let published =
      network.published ?? Specimen.Verdict(learned: performance?.learnedPublished ?? false, stable: true)
    let isJudged = network.outcome.exit == nil
    let analysis = isJudged ? try analysis(of: map, inputs, task: task) : nil
    let run: StateTrajectory
    if let analysis {
      run = analysis.run
    } else {
      run = try Continuation.noiseFree.noiseFreeTrajectory(of: map, inputs: inputs)
    }
    let label = MechanismRule(thresholds: options.thresholds)
      .label(outcome: network.outcome, analysis: analysis, unitTimeConstant: 1 / network.alpha)
    let evidence = try DynamicsEvidence(
      of: run, analysis, label, trialSteps: inputs.stepCount, step: network.stepMilliseconds,
      decodability: isJudged ? PublishedRuns.decodability(of: map, inputs, key: network.streamKey) : nil)
    let baselines =
      isJudged || published.learned
      ? try PublishedLabels(of: map, inputs, key: network.streamKey, options) : nil
    let labels = NetworkLabels(
      label: label, evidence: evidence,
      publishedClass: PublishedClass(
        learned: published.learned, stable: published.stable, index: baselines?.index?.value),
      baselines: baselines, performance: performance)
    return (labels, evidence)
  }

  private func analysis(
    of map: LeakyRateMap, _ inputs: TrialInputs, task: any MemoryTask
  ) throws(DynamicsError) -> MechanismAnalysis {
    let phases = try TrialPhases(of: task)
    func target(_ condition: Int, _ step: Int) -> [Double] {
      task.target(condition: condition, step: min(max(step, 0), task.stepCount - 1)).map(Double.init)
    }
    let targets = (0..<task.conditionCount).map { condition in
      DelayTargets(delay: target(condition, phases.delayEnd - 1), response: target(condition, phases.delayEnd))
    }
    return try MechanismAnalysis(
      of: map, inputs: inputs, phases: phases, targets: phases.delay > 0 ? targets : nil,
      search: FateSearch(options: options.fates))
  }

  /// The label of a network whose weights cannot be simulated; the published rule knows no divergence, so its class
  /// follows from learned and stable alone.
  private func withoutDynamics(_ network: Specimen) -> NetworkLabels {
    let label =
      network.outcome.exit
      ?? MechanismLabel(mechanism: .diverged, margin: nil, evidence: "weights", reason: "nonFiniteWeights")
    return NetworkLabels(
      label: label, evidence: nil,
      publishedClass: PublishedClass(
        learned: network.published?.learned ?? false, stable: network.published?.stable ?? true, index: nil),
      baselines: nil, performance: nil)
  }
}

extension TrialPhases {
  /// The phases of a task: `cue`, `delay` and `reaction` of its time line, the last two empty where it has none.
  init(of task: any MemoryTask) throws(DynamicsError) {
    let cueEnd = task.timeline["cue"].upperBound
    let delayEnd = cueEnd + task.timeline["delay"].count
    try self.init(
      cueEnd: cueEnd, delayEnd: delayEnd, responseEnd: min(delayEnd + task.timeline["reaction"].count, task.stepCount),
      trialSteps: task.stepCount)
  }
}
