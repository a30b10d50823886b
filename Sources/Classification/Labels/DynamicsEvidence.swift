import Dynamics

/// The dynamics behind a label: what figures draw and what readers judge again.
public struct DynamicsEvidence {
  /// The comparisons on the path to the label.
  public let checks: [Check]
  /// Late deviation of every condition.
  public let lateDeviations: [Double]
  /// The noise-free run in the plane of its two leading principal components; nil where the run is not finite.
  public let components: RatesPrincipalComponents?
  /// Units in the order in which they peak within the trial, in the first condition.
  public let peakOrder: [Int]
  /// Duration of a time step in milliseconds.
  public let step: Double
  /// Fates, delays and points; nil where training decides.
  public let analysis: MechanismAnalysis?
  /// The state of the memory over time; nil where training decides.
  public let memory: MemoryMeasures?
  /// How well the conditions can be told apart over time; nil where training decides.
  public let decodability: Decodability?

  /// Gathers the evidence from a noise-free run and what was found behind it.
  init(
    of run: StateTrajectory, _ analysis: MechanismAnalysis?, _ label: MechanismLabel, trialSteps: Int, step: Double,
    decodability: Decodability?
  ) throws(DynamicsError) {
    checks = label.checks
    lateDeviations = LateDeviation.values(of: run, last: trialSteps)
    components = run.isFinite ? try RatesPrincipalComponents(of: run) : nil
    peakOrder = run.peakOrder(condition: 0, steps: 0..<trialSteps)
    self.step = step
    self.analysis = analysis
    memory = analysis.map { MemoryMeasures(of: $0.run, phases: $0.phases) }
    self.decodability = decodability
  }

  /// Largest late deviation over all conditions: NaN when any state was not finite.
  var lateDeviation: Double? {
    lateDeviations.contains { !$0.isFinite } ? .nan : lateDeviations.max()
  }

  /// Mean period in milliseconds of the fates that are closed orbits; nil where none is.
  var period: Double? {
    let periods = analysis?.fates.compactMap { $0.cycle?.period } ?? []
    return periods.isEmpty ? nil : periods.reduce(0, +) / Double(periods.count) * step
  }

  /// How long the conditions can be told apart beyond the delay, in milliseconds: infinite when to the end of the run.
  var memoryBeyondDelay: Double? {
    guard let analysis, let decodability, analysis.fates.count > 1 else { return nil }
    return decodability.stepsBeyondDelay(analysis.phases).map { Double($0) * step } ?? .infinity
  }

  /// Leading time constant in milliseconds where the delay is slowest, the smallest over the conditions.
  var timeConstant: Double? { analysis?.passages.map(\.leadingTimeConstant).min().map { $0 * step } }
}
