import Foundation

/// The standard normal distribution.
///
/// Relative error below 1e-12 for arguments up to 37 in size and probabilities from 1e-300.
public enum Normal {
  /// Probability of a value up to x: Φ(x) = erfc(-x/√2)/2.
  public static func cumulative(_ x: Double) -> Double { erfc(-x * (0.5.squareRoot())) / 2 }

  /// The x with Φ(x) = probability; ±infinity at 1 and 0, NaN outside [0, 1].
  ///
  /// Newton's method, without tables of coefficients. In the tails on ln Φ(x) = ln p: the logarithm of Φ is concave and
  /// Φ(-s) < exp(-s²/2), so it starts at -√(-2 ln p), left of the root, and never passes it. Around the median on
  /// erf(x/√2) = 2p - 1, which is concave where x > 0, from 0.
  public static func quantile(_ probability: Double) -> Double {
    guard probability >= 0, probability <= 1 else { return .nan }
    // Exact: both terms are within a factor of two of each other.
    if probability > 0.75 { return -lowerTailQuantile(1 - probability) }
    if probability < 0.25 { return lowerTailQuantile(probability) }
    let distance = probability - 0.5
    return distance < 0 ? -centralQuantile(-distance) : centralQuantile(distance)
  }

  /// Density φ(x).
  private static func density(_ x: Double) -> Double { exp(-x * x / 2) / (2 * Double.pi).squareRoot() }

  private static func lowerTailQuantile(_ probability: Double) -> Double {
    guard probability > 0 else { return -.infinity }
    let target = log(probability)
    return newton(from: -(-2 * target).squareRoot()) { x in
      let reached = cumulative(x)
      return (target - log(reached)) * reached / density(x)
    }
  }

  private static func centralQuantile(_ distance: Double) -> Double {
    newton(from: 0) { x in (distance - erf(x * 0.5.squareRoot()) / 2) / density(x) }
  }

  /// Follows steps, all of which are positive but for rounding, until they change nothing.
  private static func newton(from start: Double, step: (Double) -> Double) -> Double {
    var x = start
    for _ in 0..<60 {
      let change = step(x)
      x += change
      if abs(change) <= 1e-15 * abs(x) { break }
    }
    return x
  }
}
