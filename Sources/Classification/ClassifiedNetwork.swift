import Dynamics
import Sweep

/// A finished network with its labels and the numbers they rest on.
public struct ClassifiedNetwork {
  /// Its row of the summary.
  public let result: NetworkResult
  /// How it remembers, with margin, evidence and reason; nil for a failed network, which has nothing to judge.
  public let label: MechanismLabel?
  /// The published label; nil for a failed network.
  public let publishedClass: PublishedClass?
  /// The published index; nil where neither window calls the network learned, or the index is undefined.
  public let publishedIndex: PublishedIndex?
  /// Largest late deviation over the conditions; nil where nothing was simulated.
  public let lateDeviation: Double?
  /// Mean period in milliseconds of the conditions that oscillate; nil where none does.
  public let period: Double?

  /// Groups a network's labels.
  public init(
    result: NetworkResult, label: MechanismLabel?, publishedClass: PublishedClass?, publishedIndex: PublishedIndex?,
    lateDeviation: Double?, period: Double?
  ) {
    self.result = result
    self.label = label
    self.publishedClass = publishedClass
    self.publishedIndex = publishedIndex
    self.lateDeviation = lateDeviation
    self.period = period
  }

  /// The word under which the network is counted: its mechanism, or `failed`.
  public var outcome: String { label?.mechanism.rawValue ?? ClassifiedNetwork.failed }

  /// The word for networks without a label.
  public static let failed = "failed"
}

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
