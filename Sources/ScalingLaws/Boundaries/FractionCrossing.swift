/// Where the share first crosses a fraction, with straight lines between positions.
public struct FractionCrossing: BoundaryEstimator {
  /// The fraction, between 0 and 1.
  public let fraction: Double
  /// Which way the share crosses it.
  public let trend: Trend

  public var name: String { "crossing\(Int((100 * fraction).rounded()))" }

  /// Crosses a fraction upwards or downwards.
  public init(_ fraction: Double, _ trend: Trend) {
    self.fraction = fraction
    self.trend = trend
  }

  public func estimate(_ row: ShareRow) -> BoundaryEstimate {
    // With n networks a single one is a share of 1/n: a fraction below that is crossed by the first one, by chance.
    let networks = row.networks.min() ?? .infinity
    guard min(fraction, 1 - fraction) * networks >= 1.5 else {
      return .leftOut(.tooFewNetworks(Int(networks), fraction: fraction))
    }
    return FractionCrossing.first(in: row.shares, at: row.positions, fraction, trend)
  }

  /// The first crossing of values given at positions.
  static func first(
    in values: [Double], at positions: [Double], _ fraction: Double, _ trend: Trend
  ) -> BoundaryEstimate {
    guard values.count >= 2 else { return .leftOut(.tooFewPositions(values.count, needed: 2)) }
    // Rising either way: a falling share is looked at from below.
    let sign = trend == .rising ? 1.0 : -1
    let heights = values.map { sign * ($0 - fraction) }
    guard heights[0] < 0 else { return .leftOut(.beyondAtFirst(fraction: fraction)) }
    guard let place = heights.firstIndex(where: { $0 >= 0 }) else {
      return .leftOut(.neverReaches(fraction: fraction))
    }
    let before = heights[place - 1]
    let step = -before / (heights[place] - before)
    return .position(positions[place - 1] + step * (positions[place] - positions[place - 1]))
  }
}
