import Foundation

/// Student's t distribution.
///
/// With x = ν/(ν + t²), P(T > t) = I_x(ν/2, 1/2)/2 for t >= 0. Degrees of freedom are positive, whole or not; infinity means
/// the normal distribution, and anything else gives NaN. Relative error below 1e-12 for ν up to 1e5 and |t| up to
/// 1e150.
public enum StudentT {
  /// Probability of a value up to t.
  public static func cumulative(_ t: Double, degreesOfFreedom: Double) -> Double {
    upperTail(-t, degreesOfFreedom: degreesOfFreedom)
  }

  /// Probability of a value above t.
  public static func upperTail(_ t: Double, degreesOfFreedom: Double) -> Double {
    if degreesOfFreedom == .infinity { return Normal.cumulative(-t) }
    let ratio = t / degreesOfFreedom.squareRoot()
    let beyond = oddsPoint(squareOf: ratio)
    let outside = IncompleteBeta(degreesOfFreedom / 2, 0.5).tails(beyond.x, complement: beyond.y).lower
    return t < 0 ? 1 - outside / 2 : outside / 2
  }

  /// Probability of a value as far from zero as t, or farther.
  public static func twoSided(_ t: Double, degreesOfFreedom: Double) -> Double {
    2 * upperTail(abs(t), degreesOfFreedom: degreesOfFreedom)
  }

  /// The t below which a value is with the given probability; ±infinity at 1 and 0, NaN outside [0, 1].
  public static func quantile(_ probability: Double, degreesOfFreedom: Double) -> Double {
    guard probability >= 0, probability <= 1 else { return .nan }
    if degreesOfFreedom == .infinity { return Normal.quantile(probability) }
    let outside = 2 * min(probability, 1 - probability)
    let point = IncompleteBeta(degreesOfFreedom / 2, 0.5)
      .point(lowerTail: outside, upperTail: abs(2 * probability - 1))
    let t = (degreesOfFreedom * (point.y / point.x)).squareRoot()
    return probability < 0.5 ? -t : t
  }

  /// x = 1/(1 + r²) and y = r²/(1 + r²), also where r² is too large for a number.
  private static func oddsPoint(squareOf r: Double) -> IncompleteBeta.Point {
    guard abs(r) > 1 else { return IncompleteBeta.Point(x: 1 / (1 + r * r), y: r * r / (1 + r * r)) }
    let inverse = 1 / r
    return IncompleteBeta.Point(x: inverse * inverse / (1 + inverse * inverse), y: 1 / (1 + inverse * inverse))
  }
}
