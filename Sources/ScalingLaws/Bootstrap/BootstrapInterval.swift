/// A 95 % interval from bootstrap replicates.
public enum BootstrapInterval {
  /// Units without which there is no interval.
  public static let fewestUnits = 5

  /// The interval between two quantiles of the replicates.
  ///
  /// Few seeds make the plain 2.5 % and 97.5 % points too narrow: a resampled mean of n varies by sqrt((n - 1) / n) of
  /// what it should, and by a normal instead of Student's law. The quantiles are therefore taken further out, at
  /// Phi(-sqrt(n / (n - 1)) t), t being Student's 97.5 % point with n - 1 degrees of freedom (Hesterberg 2015,
  /// doi:10.1080/00031305.2015.1089789, "expanded percentile interval"); with n = 8 at 0.6 % and 99.4 %.
  ///
  /// - Parameters:
  ///   - replicates: values of the replicates that have one.
  ///   - units: independent units n that were resampled; nil for many, which leaves 2.5 % and 97.5 %.
  /// - Returns: nil where a quantile lies beyond the replicates, which are then too few; with fewer than five units, of which no
  ///   resampling makes 95 % (the hull of n values holds their law's mean with probability 1 - 2^(1-n)); and where a
  ///   quantile is not finite.
  public static func expanded(_ replicates: [Double], units: Int?) -> (low: Double, high: Double)? {
    var tail = 0.025
    if let units {
      guard units >= fewestUnits else { return nil }
      let ratio = Double(units) / Double(units - 1)
      tail = Normal.cumulative(-ratio.squareRoot() * StudentT.quantile(0.975, degreesOfFreedom: Double(units - 1)))
    }
    guard tail * Double(replicates.count + 1) >= 1 else { return nil }
    let sorted = replicates.sorted()
    let (low, high) = (quantile(sorted, tail), quantile(sorted, 1 - tail))
    return low.isFinite && high.isFinite ? (low, high) : nil
  }

  /// A quantile of sorted values, with straight lines between order statistics k / (n + 1).
  static func quantile(_ sorted: [Double], _ probability: Double) -> Double {
    let place = probability * Double(sorted.count + 1) - 1
    let lower = min(max(Int(place.rounded(.down)), 0), sorted.count - 1)
    let upper = min(lower + 1, sorted.count - 1)
    let share = min(max(place - Double(lower), 0), 1)
    return sorted[lower] + share * (sorted[upper] - sorted[lower])
  }
}
