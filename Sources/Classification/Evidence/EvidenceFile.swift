import Dynamics
import HDF5
import Sweep

/// `analysis/classification.h5`: the numbers behind every label, one group per network, and the median learning curves.
public enum EvidenceFile {
  /// Its name in the folder of the analysis.
  public static let name = "classification.h5"

  /// Notes on a new file how the labels were made.
  public static func describe(_ file: borrowing File, _ classifier: NetworkClassifier) throws(HDF5Error) {
    try file.setAttribute("mechanism_rule", to: MechanismRule.version)
    try file.setAttribute("classifier_options", to: classifier.options.text)
    try file.setAttribute("continuation_trial_lengths", to: Int64(Continuation.noiseFree.trialLengths))
    try file.setAttribute("published_process_noise", to: Continuation.published.processNoise)
    try file.setAttribute("published_initial_state", to: Continuation.published.initialState)
    try file.setAttribute("published_condition", to: Int64(classifier.options.publishedCondition))
    try file.setAttribute("late_deviation_threshold", to: LateDeviation.threshold)
  }

  /// Writes the labels of a network and their evidence into its group.
  public static func write(
    _ labels: NetworkLabels, _ evidence: DynamicsEvidence?, to group: borrowing Group
  ) throws(HDF5Error) {
    try group.setAttribute("mechanism", to: labels.mechanism.rawValue)
    if let margin = labels.margin { try group.setAttribute("margin", to: margin) }
    try group.setAttribute("evidence", to: labels.evidence)
    try group.setAttribute("reason", to: labels.reason)
    try group.setAttribute("published_class", to: Int64(labels.publishedClass.rawValue))
    if let ties = labels.publishedIndexTies {
      try group.setAttribute("published_index", to: labels.publishedIndex ?? .nan)
      try group.setAttribute("published_index_second_axis_flipped", to: labels.publishedIndexFlipped ?? .nan)
      try group.setAttribute("published_index_ties", to: Int64(ties))
      if let other = labels.publishedIndexOther { try group.setAttribute("published_index_other_cue", to: other) }
    }
    if let performance = labels.performance {
      try group.setAttribute("accuracy", to: performance.accuracy)
      try group.setAttribute("reliability", to: performance.reliability)
      try group.setAttribute("learned", to: performance.learned)
    }
    if let evidence { try write(evidence, to: group) }
  }

  private static func write(_ evidence: DynamicsEvidence, to group: borrowing Group) throws(HDF5Error) {
    try EvidenceFile.write(evidence.checks, to: group)
    try group.write(
      evidence.lateDeviations, as: "late_deviation",
      metadata: DatasetMetadata(
        units: "1", longName: "largest standard deviation of a rate in the last trial length, without noise",
        dimensions: ["condition"]))
    if let analysis = evidence.analysis {
      try write(analysis.fates, analysis.fateGroups, evidence, to: group)
      try write(analysis.points.points, evidence, to: group)
      try write(analysis.passages, evidence, to: group)
      if let sum = analysis.points.indexSum { try group.setAttribute("fixed_point_index_sum", to: Int64(sum)) }
    }
    try group.write(
      evidence.peakOrder.map(Int64.init), as: "peak_order",
      metadata: DatasetMetadata(
        units: "1", longName: "units, from 0, in the order in which they peak in the trial", dimensions: ["place"]))
    guard let components = evidence.components else { return }
    try group.write(
      components.projections.map(Float.init), shape: [components.conditionCount, components.stepCount, 2],
      as: "principal_components",
      metadata: DatasetMetadata(
        units: "1", longName: "centred rates in the plane of the two leading principal components, without noise",
        dimensions: ["condition", "time", "component"]))
    try group.setAttribute("dt", to: evidence.step, of: "principal_components")
    try group.setAttribute("dt_units", to: "ms", of: "principal_components")
    try group.write(
      components.explainedShares, as: "explained_variance",
      metadata: DatasetMetadata(
        units: "1", longName: "share of the variance along each component", dimensions: ["component"]))
  }
}
