/// Interval of a parameter by its profile likelihood.
///
/// All values b with 2 [l(b^) - max l(b)] <= 3.8415, the 95 % point of chi-square with one degree of freedom (Wilks 1938,
/// doi:10.1214/aoms/1177732360): of each side the nearest crossing, found by doubling and then halving.
enum ProfileInterval {
  /// The 95 % point of chi-square with one degree of freedom.
  static let drop = 3.841458820694124

  /// Finds both ends; nil where the likelihood does not fall far enough on a side.
  ///
  /// - Parameters:
  ///   - estimate: b^.
  ///   - step: first step of the search, such as a standard error.
  ///   - best: l(b^).
  ///   - profile: max l(b), nil where it cannot be computed.
  static func around(
    _ estimate: Double, step: Double, best: Double, profile: (Double) -> Double?
  ) -> (low: Double, high: Double)? {
    guard step > 0, step.isFinite else { return nil }
    func end(_ sign: Double) -> Double? {
      var inside = 0.0
      var outside = step
      for _ in 0..<12 {
        guard let value = profile(estimate + sign * outside) else { return nil }
        if 2 * (best - value) > drop {
          for _ in 0..<50 {
            let middle = (inside + outside) / 2
            guard let value = profile(estimate + sign * middle) else { return nil }
            if 2 * (best - value) > drop { outside = middle } else { inside = middle }
            if outside - inside < 1e-9 * step { break }
          }
          return estimate + sign * (inside + outside) / 2
        }
        inside = outside
        outside *= 2
      }
      return nil
    }
    guard let low = end(-1), let high = end(1) else { return nil }
    return (low, high)
  }
}
