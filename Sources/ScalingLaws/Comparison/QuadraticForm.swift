/// d^T C⁺ d for a covariance C, on the largest set of independent components.
///
/// Gaussian elimination with the largest remaining variance as pivot: every step adds the square of what a component adds to
/// those before it, over its variance given those before it. It stops where no variance is left, so components that are
/// sums of others, such as shares that add up to 1, are left out, whichever they are.
struct QuadraticForm {
  /// d^T C⁺ d over the components that are independent.
  let value: Double
  /// Number of independent components.
  let rank: Int
  /// Whether d has a part in which C allows no variation at all.
  let leavesRest: Bool

  /// Eliminates.
  ///
  /// - Parameters:
  ///   - covariance: C, `[n, n]` row-major, symmetric and not negative.
  ///   - difference: d, n components.
  init(covariance: [Double], difference: [Double]) {
    let n = difference.count
    var c = covariance
    var d = difference
    var left = Set(0..<n)
    var value = 0.0
    // What rounding leaves of a variance that is exactly zero is far below this; a real one is far above.
    let nothing = 1e-10 * ((0..<n).map { covariance[$0 * n + $0] }.max() ?? 0)
    while let pivot = left.max(by: { c[$0 * n + $0] < c[$1 * n + $1] }), c[pivot * n + pivot] > nothing {
      left.remove(pivot)
      let variance = c[pivot * n + pivot]
      value += d[pivot] * d[pivot] / variance
      for row in left {
        let factor = c[row * n + pivot] / variance
        d[row] -= factor * d[pivot]
        for column in left { c[row * n + column] -= factor * c[pivot * n + column] }
      }
    }
    let largest = difference.map(abs).max() ?? 0
    self.value = value
    rank = n - left.count
    leavesRest = left.contains { abs(d[$0]) > 1e-9 * largest }
  }
}
