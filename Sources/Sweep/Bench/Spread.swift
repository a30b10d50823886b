/// Median and quartiles of a number that was measured many times.
public struct Spread: Sendable, Equatable {
  /// First quartile.
  public let low: Double
  /// Median.
  public let median: Double
  /// Third quartile.
  public let high: Double

  /// The spread of some values; NaN of none.
  ///
  /// Quartiles lie between neighbours, as numpy's default has it.
  public init(_ values: [Double]) {
    let sorted = values.sorted()
    func quantile(_ share: Double) -> Double {
      guard let last = sorted.last else { return .nan }
      let place = share * Double(sorted.count - 1)
      let below = Int(place)
      guard below + 1 < sorted.count else { return last }
      return sorted[below] + (place - Double(below)) * (sorted[below + 1] - sorted[below])
    }
    (low, median, high) = (quantile(0.25), quantile(0.5), quantile(0.75))
  }
}
