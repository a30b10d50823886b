import Dynamics
import Foundation

/// What a classification does beyond its defaults.
public struct ClassifierOptions: Sendable, Equatable, Codable {
  /// Whether the tree of the FORCE study is applied too; it costs fifty trial lengths from sixty starts.
  public var appliesFinalOutputTree = false
  /// Condition whose run the published index reads; 1, that of the label [0, 1], as published.
  public var publishedCondition = 1
  /// Which rates the published index projects; uncentred as published.
  public var publishedCentring = PublishedIndex.Centring.uncentred
  /// Relative sign of the published index's two axes.
  public var publishedSign = PublishedIndex.AxisSign.largestLoadingPositive
  /// How fates are found.
  public var fates = FateOptions()
  /// Thresholds of the decision.
  public var thresholds = DecisionThresholds()

  /// The defaults.
  public init() {}

  /// The options as one line of JSON.
  public var text: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? ""
  }
}
