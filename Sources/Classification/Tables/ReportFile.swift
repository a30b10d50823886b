import Dynamics
import Foundation
import Sweep

/// `analysis/report.json`: what the page says in words and small tables; analysis/figures/README.md has the keys.
public struct ReportFile: Encodable {
  /// Its name in the folder of the analysis.
  public static let name = "report.json"

  /// Counts of the headline.
  struct Counts: Encodable {
    let networks: Int
    let planned: Int
    let mechanisms: [String: Int]
  }

  /// Our labels against the published classes.
  struct Confusion: Encodable {
    let mechanisms: [String]
    let publishedClasses: [Int]
    let counts: [[Int]]
    let agreeingPairs: [Pair]
    let compared: Int
    let agreeing: Int
    let share: Double?
    let note: String

    enum CodingKeys: String, CodingKey {
      case mechanisms, counts, compared, agreeing, share, note
      case publishedClasses = "published_classes"
      case agreeingPairs = "agreeing_pairs"
    }
  }

  /// A mechanism and a published class that count as agreement: `["limitCycle", 1]`.
  struct Pair: Encodable {
    let mechanism: Mechanism
    let published: PublishedClass

    public func encode(to encoder: any Encoder) throws {
      var container = encoder.unkeyedContainer()
      try container.encode(mechanism.rawValue)
      try container.encode(published.rawValue)
    }
  }

  let schema = "remanence-report 1.0"
  let warnings: [String]
  let sentences: [String]
  let counts: Counts
  let rule: String
  let accuracyThreshold = 0.8
  let confusion: Confusion
  let confusions: [LabelComparison]
  let disagreements: [Disagreement]
  let provenance: [String: String]

  enum CodingKeys: String, CodingKey {
    case schema, warnings, sentences, counts, rule, confusion, confusions, disagreements, provenance
    case accuracyThreshold = "accuracy_threshold"
  }

  /// A network's name and its labels.
  public typealias Named = (name: String, labels: NetworkLabels)

  /// Says what was counted in a sweep.
  public init(_ counts: OutcomeCounts, _ networks: [Named], of run: FinishedRun, provenance: Provenance) {
    self.init(
      counts, networks, planned: run.configuration.grid.networkCount, warnings: ReportFile.warnings(run),
      sentences: ReportFile.sentences(counts), provenance: provenance)
  }

  init(
    _ counts: OutcomeCounts, _ networks: [Named], planned: Int, warnings: [String], sentences: [String],
    provenance: Provenance
  ) {
    self.warnings = warnings
    self.sentences = sentences
    self.counts = Counts(networks: counts.networks, planned: planned, mechanisms: counts.byOutcome)
    self.rule =
      "A network that learned is followed without noise from the end of each cue until what it ends on repeats: a fixed "
      + "point, a closed orbit, a torus or chaos, each with its proof. Its label says where the memory is in the delay: on "
      + "a limit cycle, at stable fixed points, or in transit past slow points. docs/classifier.md has every exit and "
      + "every threshold."
    confusion = ReportFile.confusion(counts, Agreement(counts))
    confusions = LabelComparison.all(of: networks.map(\.labels))
    disagreements = networks.compactMap { Disagreement($0.name, $0.labels) }
    self.provenance = [
      "Analysed by": "remanence-analysis" + provenance.source.trimmingPrefix("remanence"),
      "Analysed on": "\(provenance.host), \(Provenance.now)",
      "Analysis kernels": "\(provenance.kernels.description), level \(provenance.kernelLevel)",
      "Analysis libraries":
        "HDF5 \(provenance.hdf5Version), OpenBLAS \(provenance.openBLASVersion) for \(provenance.coreName)",
    ]
  }

  /// What a reader must know before trusting the page; also said on the terminal.
  public static func warnings(_ run: FinishedRun) -> [String] {
    var warnings: [String] = []
    if run.missing > 0 {
      warnings.append(
        "This is a part of the run: \(run.summary.results.count) of \(run.configuration.grid.networkCount) networks are "
          + "finished. Run the same `remanence train` command again to go on.")
    }
    warnings += run.damage.map {
      "\($0); they are missing here. Run the same `remanence train` command again to train them anew."
    }
    let failed = run.summary.count(.failed)
    if failed > 0 {
      warnings.append(
        "\(counted(failed, "network")) failed and \(failed == 1 ? "has" : "have") no label; the reasons are in the rank "
          + "files (attribute `message`).")
    }
    return warnings
  }

  private static func sentences(_ counts: OutcomeCounts) -> [String] {
    let judged = counts.networks - counts.count(ClassifiedNetwork.failed)
    guard judged > 0 else { return [] }
    var sentence = "\(counts.learned) of \(judged) networks learned the task (\(percent(counts.learned, judged)))"
    let shares = OutcomeCounts.order.filter { OutcomeCounts.isLearned($0) && counts.count($0) > 0 }
      .map { "\(percent(counts.count($0), counts.learned)) \(words($0))" }
    if !shares.isEmpty { sentence += "; of these, \(shares.joined(separator: ", "))" }
    return [sentence + "."]
  }

  private static func confusion(_ counts: OutcomeCounts, _ agreement: Agreement) -> Confusion {
    let outcomes = OutcomeCounts.order.filter { counts.byBoth[$0] != nil }
    var note =
      "The published class uses the window of the published code to decide what was learned, whichever window this run "
      + "uses."
    if agreement.bothLearned > 0 {
      note +=
        " Of the \(counted(agreement.bothLearned, "network")) that both call learned, the labels agree for "
        + "\(agreement.bothLearnedAgreeing) (\(percent(agreement.bothLearnedAgreeing, agreement.bothLearned)))."
    }
    let mixed = counts.count(Mechanism.mixed.rawValue)
    if mixed > 0 {
      note +=
        " The published classifier looks at one cue only; \(counted(mixed, "mixed network")), where the cues differ, can "
        + "agree with no class."
    }
    if counts.signDecides > 0 {
      note +=
        " For \(counted(counts.signDecides, "network")) the published class hangs on the arbitrary sign of a principal "
        + "axis."
    }
    return Confusion(
      mechanisms: outcomes, publishedClasses: PublishedClass.allCases.map(\.rawValue),
      counts: outcomes.map { outcome in PublishedClass.allCases.map { counts.count(outcome, $0) } },
      agreeingPairs: Agreement.pairs.map { Pair(mechanism: $0.mechanism, published: $0.published) },
      compared: agreement.compared, agreeing: agreement.agreeing, share: agreement.share, note: note)
  }
}
