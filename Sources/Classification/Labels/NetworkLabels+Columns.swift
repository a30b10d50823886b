import Sweep

extension NetworkLabels {
  /// Columns of a table that has labels.
  public static let columns = [
    "mechanism", "margin", "published_class", "published_index", "evidence", "reason", "late_deviation", "period_ms",
  ]

  /// The fields under these columns.
  public var fields: [String] {
    func text(_ value: Double?) -> String { value.map(Summary.text) ?? "" }
    return [
      mechanism.rawValue, text(margin), String(publishedClass.rawValue), text(publishedIndex), evidence, reason,
      text(lateDeviation), text(period),
    ]
  }

  /// The fields of a network that failed: it has no labels.
  public static let fieldsOfFailed = ["", "", "", "", "training", ClassifiedNetwork.failed, "", ""]
}
