/// Where the monotone curve that is closest to the shares crosses one half.
///
/// Least squares among monotone curves, weighted by networks: neighbours out of order are pooled until none are.
///
/// Source: Ayer, Brunk, Ewing, Reid and Silverman 1955, doi:10.1214/aoms/1177728423.
public struct IsotonicMidpoint: BoundaryEstimator {
  public let name = "isotonic"
  /// Which way the share goes.
  public let trend: Trend

  /// A monotone curve that rises or falls.
  public init(_ trend: Trend) { self.trend = trend }

  public func estimate(_ row: ShareRow) -> BoundaryEstimate {
    let sign = trend == .rising ? 1.0 : -1
    let curve = IsotonicMidpoint.rising(row.shares.map { sign * $0 }, weights: row.networks).map { sign * $0 }
    return FractionCrossing.first(in: curve, at: row.positions, 0.5, trend)
  }

  /// The rising sequence closest to values.
  static func rising(_ values: [Double], weights: [Double]) -> [Double] {
    var pools: [(mean: Double, weight: Double, count: Int)] = []
    for (value, weight) in zip(values, weights) {
      pools.append((value, weight, 1))
      while pools.count > 1, pools[pools.count - 2].mean >= pools[pools.count - 1].mean {
        let last = pools.removeLast()
        let previous = pools.removeLast()
        let weight = previous.weight + last.weight
        let mean = (previous.mean * previous.weight + last.mean * last.weight) / weight
        pools.append((mean, weight, previous.count + last.count))
      }
    }
    return pools.flatMap { [Double](repeating: $0.mean, count: $0.count) }
  }
}
