import Dynamics

/// The labels of a network and the numbers they rest on: a row of `networks.csv` behind the summary's columns.
///
/// It is stored as JSON beside the network's evidence, and nothing outside this folder looks inside.
public struct NetworkLabels: Codable, Sendable, Equatable {
  /// How it remembers.
  public let mechanism: Mechanism
  /// Distance of the label from its threshold; nil when no threshold was met.
  public let margin: Double?
  /// What the label rests on, one short word.
  public let evidence: String
  /// Why this label, in short words.
  public let reason: String
  /// The published label.
  public let publishedClass: PublishedClass
  /// The published index; nil where neither window calls the network learned, or the index is undefined.
  public let publishedIndex: Double?
  /// The published index under the other relative sign of the principal axes.
  public let publishedIndexFlipped: Double?
  /// Steps that count for nothing in the index; nil where it was not asked for.
  public let publishedIndexTies: Int?
  /// Largest late deviation over the conditions; nil where nothing was simulated.
  public let lateDeviation: Double?
  /// Mean period in milliseconds of the conditions that oscillate; nil where none does.
  public let period: Double?
  /// How well it does its task; nil where training has recorded that.
  public let performance: TaskPerformance?

  /// Groups the labels of a network.
  public init(
    label: MechanismLabel, publishedClass: PublishedClass, publishedIndex: PublishedIndex?, lateDeviation: Double?,
    period: Double?, performance: TaskPerformance?
  ) {
    mechanism = label.mechanism
    margin = label.margin
    evidence = label.evidence
    reason = label.reason
    self.publishedClass = publishedClass
    self.publishedIndex = publishedIndex?.value
    publishedIndexFlipped = publishedIndex?.flippedValue
    publishedIndexTies = publishedIndex?.ties
    self.lateDeviation = lateDeviation
    self.period = period
    self.performance = performance
  }

  /// Whether the arbitrary sign of a principal axis decides the published label.
  public var signDecides: Bool {
    publishedIndexTies != nil
      && PublishedIndex.isLimitCycle(publishedIndex) != PublishedIndex.isLimitCycle(publishedIndexFlipped)
  }
}

extension Mechanism: Codable {}
extension PublishedClass: Codable {}
