import Dynamics
import Sweep

/// A finished network with its labels and the numbers they rest on.
struct ClassifiedNetwork {
  /// Its row of the summary.
  let result: NetworkResult
  /// How it remembers, with margin, evidence and reason; nil for a failed network, which has nothing to judge.
  let label: MechanismLabel?
  /// The published label; nil for a failed network.
  let publishedClass: PublishedClass?
  /// The published index; nil where neither window calls the network learned, or the index is undefined.
  let publishedIndex: PublishedIndex?
  /// Largest late deviation over the conditions; nil where nothing was simulated.
  let lateDeviation: Double?
  /// Mean period in milliseconds of the conditions that oscillate; nil where none does.
  let period: Double?

  /// The word under which the network is counted: its mechanism, or `failed`.
  var outcome: String { label?.mechanism.rawValue ?? ClassifiedNetwork.failed }

  /// The word for networks without a label.
  static let failed = "failed"
}

/// The dynamics behind a label: what figures draw and what readers judge again.
struct DynamicsEvidence {
  /// Late deviations and periods per condition.
  let late: LateDynamics
  /// The noise-free run in the plane of its two leading principal components; nil where the run is not finite.
  let components: RatesPrincipalComponents?
  /// Units in the order in which they peak within the trial, in the first condition.
  let peakOrder: [Int]
  /// Duration of a time step in milliseconds.
  let step: Double
}
