import Sweep

extension NetworkLabels {
  /// Columns of a table that has labels.
  public static let columns = [
    "mechanism", "margin", "published_class", "published_index", "evidence", "reason", "late_deviation", "period_ms",
    "fates", "fates_distinct", "time_constant_ms", "memory_beyond_delay_ms", "participation_ratio",
    "published_index_other_cue", "output_deviation", "paper3_landscape", "paper3_trial_ends",
  ]

  /// The fields under these columns.
  public var fields: [String] {
    func text(_ value: Double?) -> String { value.map(Summary.text) ?? "" }
    return [
      mechanism.rawValue, text(margin), String(publishedClass.rawValue), text(publishedIndex), evidence, reason,
      text(lateDeviation), text(period), fates.map(\.rawValue).joined(separator: "+"),
      areFatesDistinct.map { $0 ? "1" : "0" } ?? "", text(timeConstant), text(memoryBeyondDelay),
      text(participationRatio), text(publishedIndexOther), text(outputDeviation), treeLandscape ?? "",
      treeTrialEnds ?? "",
    ]
  }

  /// The fields of a network that failed: it has no labels.
  public static let fieldsOfFailed = columns.map { column in
    switch column {
    case "evidence": "training"
    case "reason": ClassifiedNetwork.failed
    default: ""
    }
  }
}
