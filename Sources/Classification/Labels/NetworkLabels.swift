import Dynamics

/// The labels of a network and the numbers they rest on: a row of `networks.csv` behind the summary's columns.
///
/// It is stored as JSON beside the network's evidence, and nothing outside this folder looks inside.
public struct NetworkLabels: Codable, Sendable, Equatable {
  /// How it remembers.
  public let mechanism: Mechanism
  /// Distance of the label from its nearest threshold; nil when no threshold was met.
  public let margin: Double?
  /// What the label rests on, one short word.
  public let evidence: String
  /// Why this label, in short words.
  public let reason: String
  /// The kind of fate of every condition; empty where training decides.
  public let fates: [Fate.Kind]
  /// Whether all conditions end on fates of their own; nil where training decides, or a fate is no place.
  public let areFatesDistinct: Bool?
  /// The published label.
  public let publishedClass: PublishedClass
  /// The published index; nil where neither window calls the network learned, or the index is undefined.
  public let publishedIndex: Double?
  /// The published index under the other relative sign of the principal axes.
  public let publishedIndexFlipped: Double?
  /// The published index of another condition.
  public let publishedIndexOther: Double?
  /// Steps that count for nothing in the index; nil where it was not asked for.
  public let publishedIndexTies: Int?
  /// Output deviation of the older published rule; nil where the index was not asked for.
  public let outputDeviation: Double?
  /// Landscape label of the FORCE study; nil unless asked for.
  public let treeLandscape: String?
  /// Trial-end label of the FORCE study; nil unless asked for.
  public let treeTrialEnds: String?
  /// Largest late deviation over the conditions; nil where nothing was simulated.
  public let lateDeviation: Double?
  /// Late deviation of every condition; empty where nothing was simulated.
  public let lateDeviations: [Double]
  /// Mean period in milliseconds of the conditions that end on closed orbits; nil where none does.
  public let period: Double?
  /// Leading time constant in milliseconds where the delay is slowest; nil where training decides.
  public let timeConstant: Double?
  /// How long in milliseconds the conditions can be told apart beyond the delay; infinite when to the end of the run.
  public let memoryBeyondDelay: Double?
  /// Dimension of the delay's states (participation ratio); nil without a delay.
  public let participationRatio: Double?
  /// How well it does its task; nil where training has recorded that.
  public let performance: TaskPerformance?

  /// Groups the labels of a network.
  init(
    label: MechanismLabel, evidence: DynamicsEvidence?, publishedClass: PublishedClass, baselines: PublishedLabels?,
    performance: TaskPerformance?
  ) {
    mechanism = label.mechanism
    margin = label.margin
    self.evidence = label.evidence
    reason = label.reason
    fates = evidence?.analysis?.fates.map(\.kind) ?? []
    areFatesDistinct = evidence?.analysis.flatMap { analysis in
      let hasPlaces = analysis.fates.allSatisfy { $0.kind == .fixedPoint || $0.kind == .limitCycle }
      return hasPlaces ? analysis.fates.count > 1 && analysis.areFatesDistinct : nil
    }
    self.publishedClass = publishedClass
    publishedIndex = baselines?.index?.value
    publishedIndexFlipped = baselines?.index?.flippedValue
    publishedIndexOther = baselines?.otherIndex?.value
    publishedIndexTies = baselines?.index?.ties
    outputDeviation = baselines?.outputDeviation
    treeLandscape = baselines?.tree?.landscape
    treeTrialEnds = baselines?.tree?.trialEnds
    lateDeviation = evidence?.lateDeviation
    lateDeviations = evidence?.lateDeviations ?? []
    period = evidence?.period
    timeConstant = evidence?.timeConstant
    memoryBeyondDelay = evidence?.memoryBeyondDelay
    participationRatio = evidence?.memory.flatMap { $0.participationRatio.isNaN ? nil : $0.participationRatio }
    self.performance = performance
  }

  /// Whether the arbitrary sign of a principal axis decides the published label.
  public var signDecides: Bool {
    publishedIndexTies != nil
      && PublishedIndex.isLimitCycle(publishedIndex) != PublishedIndex.isLimitCycle(publishedIndexFlipped)
  }
}
