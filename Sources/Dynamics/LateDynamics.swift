/// What the noise-free continuation of a network does late, per condition: the evidence of `LateDeviationRule`.
public struct LateDynamics: Sendable, Equatable {
  /// Largest standard deviation of any unit's rate over the last T states, `[condition]`.
  public let deviations: [Double]
  /// Period in steps of the conditions that move and repeat, `[condition]`; nil elsewhere.
  public let periods: [Double?]

  /// Largest deviation over all conditions: nil without conditions, NaN when any state was not finite.
  public var largestDeviation: Double? {
    deviations.contains { !$0.isFinite } ? .nan : deviations.max()
  }

  /// Mean period, in steps, of the conditions that have one; nil when none has.
  public var meanPeriod: Double? {
    let known = periods.compactMap(\.self)
    return known.isEmpty ? nil : known.reduce(0, +) / Double(known.count)
  }

  /// Mean period in milliseconds.
  ///
  /// - Parameter step: duration of a time step in milliseconds.
  public func periodMilliseconds(step: Double) -> Double? { meanPeriod.map { $0 * step } }

  /// Measures a run.
  ///
  /// - Parameters:
  ///   - trajectory: the noise-free continuation.
  ///   - trialSteps: the trial length T.
  ///   - threshold: deviation above which a condition moves and its period is looked for.
  public init(
    of trajectory: StateTrajectory, trialSteps: Int, threshold: Double = LateDeviationRule.defaultThreshold
  ) {
    let deviations = LateDeviationRule.deviations(of: trajectory, last: trialSteps)
    self.deviations = deviations
    periods = deviations.indices.map { condition in
      deviations[condition] > threshold ? PeriodEstimate.steps(of: trajectory, condition: condition) : nil
    }
  }
}
