import Foundation

/// One comparison with a threshold on the way to a label: a reader can judge it again.
public struct Check: Sendable, Equatable, Codable {
  /// What was compared, one short word.
  public let name: String
  /// Its value.
  public let value: Double
  /// The threshold it was compared with, positive.
  public let threshold: Double

  /// Notes a comparison.
  public init(_ name: String, _ value: Double, _ threshold: Double) {
    self.name = name
    self.value = value
    self.threshold = threshold
  }

  /// Values below this share of the threshold are as good as nothing: rounding alone decides there.
  static let resolution = 1e-12

  /// |ln(value/threshold)|: 0 on the edge, about 0.7 at a factor of two; 0 for a value that is no number.
  ///
  /// Values below `resolution` of the threshold count as that; above a threshold of zero everything is infinitely far.
  public var margin: Double {
    guard !value.isNaN else { return 0 }
    let ratio = value == 0 ? 0 : abs(value) / threshold
    return abs(log(max(ratio, Check.resolution)))
  }
}

extension [Check] {
  /// The smallest margin; nil without a check.
  public var margin: Double? { map(\.margin).min() }
}
