import Dynamics

/// The dynamics behind a label: what figures draw and what readers judge again.
public struct DynamicsEvidence {
  /// Late deviations and periods per condition.
  public let late: LateDynamics
  /// The noise-free run in the plane of its two leading principal components; nil where the run is not finite.
  public let components: RatesPrincipalComponents?
  /// Units in the order in which they peak within the trial, in the first condition.
  public let peakOrder: [Int]
  /// Duration of a time step in milliseconds.
  public let step: Double
}
