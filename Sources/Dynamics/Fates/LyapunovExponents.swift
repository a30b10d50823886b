import Foundation

/// Lyapunov exponents per step with their errors, from the growth of orthonormalised tangent vectors.
///
///     lambda_i = sum_t w(t) g_i(t),   w(t) ~ exp(-1 / (s (1 - s))),  s = (t + 1/2) / n
///
/// The weights fall to nothing at both ends, so on periodic and quasi-periodic motion the average converges faster than
/// any power of n, where a plain one stops at 1/n; on chaotic motion it is as good as a plain one. The error is the
/// largest difference between the averages of the whole window and of its two halves, at least `resolution` / n: a
/// growth of less than that over the whole window cannot be told from none.
///
/// Sources: Benettin et al. 1980, doi:10.1007/BF02128236 (the method); Das, Saiki, Sander and Yorke 2017,
/// doi:10.1088/1361-6544/aa84c2 (the weights).
public struct LyapunovExponents: Sendable, Equatable {
  /// Growth, in nats over the window, that cannot be told from none; 0.05.
  public static let resolution = 0.05

  /// The leading exponents per step, largest first.
  public let values: [Double]
  /// Their errors.
  public let errors: [Double]

  /// Averages growths.
  ///
  /// - Parameters:
  ///   - growths: logarithmic growth, `[step, tangent]`.
  ///   - count: number of tangents.
  public init(growths: ArraySlice<Double>, count: Int) {
    let steps = count > 0 ? growths.count / count : 0
    let first = growths.startIndex
    var exponents: [(value: Double, error: Double)] = (0..<count).map { tangent in
      func average(_ range: Range<Int>) -> Double {
        var sum = 0.0
        var total = 0.0
        for step in range {
          let s = (Double(step - range.lowerBound) + 0.5) / Double(range.count)
          let weight = exp(-1 / (s * (1 - s)))
          sum += weight * growths[first + step * count + tangent]
          total += weight
        }
        return total > 0 ? sum / total : .nan
      }
      let whole = average(0..<steps)
      let halves = [average(0..<(steps / 2)), average((steps / 2)..<steps)]
      let spread = halves.reduce(0) { max($0, abs($1 - whole)) }
      return (whole, max(spread, LyapunovExponents.resolution / Double(max(steps, 1))))
    }
    // Neighbours that are equal within their errors may come out in either order.
    exponents.sort { $0.value > $1.value }
    values = exponents.map(\.value)
    errors = exponents.map(\.error)
  }

  /// What can be said about the sign of an exponent.
  public enum Sign: String, Sendable { case positive, zero, negative, unclear }

  /// The sign of exponent i: zero within its error, positive or negative beyond three errors, else unclear.
  public func sign(_ i: Int) -> Sign {
    let (value, error) = (values[i], errors[i])
    guard value.isFinite else { return .unclear }
    if abs(value) <= error { return .zero }
    if value > 3 * error { return .positive }
    if value < -3 * error { return .negative }
    return .unclear
  }

  /// The signs of all exponents.
  public var signs: [Sign] { values.indices.map(sign) }
}
