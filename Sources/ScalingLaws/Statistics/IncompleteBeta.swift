import Foundation

/// The regularised incomplete beta function I_x(a, b): the beta distribution, and through it the binomial, t and F ones.
///
/// No library in Debian has it with a permissive licence and a C interface (GSL and R's nmath are GPL), so it is here.
/// Relative error below 1e-12, of the smaller tail too, for a and b from 0.5 to 1e5; the time grows with √(a + b).
public struct IncompleteBeta: Sendable, Equatable {
  /// Both tails of the distribution at a point; each is computed without taking it from 1 where it is small.
  public struct Tails: Sendable, Equatable {
    /// I_x(a, b), the probability of a value up to x.
    public let lower: Double
    /// 1 - I_x(a, b) = I_y(b, a).
    public let upper: Double
  }

  /// First parameter, positive.
  public let a: Double
  /// Second parameter, positive.
  public let b: Double

  /// Names the distribution; with parameters that are not positive and finite every result is NaN.
  public init(_ a: Double, _ b: Double) {
    self.a = a
    self.b = b
  }

  /// The tails at x in [0, 1]; NaN outside.
  public func tails(_ x: Double) -> Tails { tails(x, complement: 1 - x) }

  /// The tails at x, where y = 1 - x is known better than the difference would be.
  func tails(_ x: Double, complement y: Double) -> Tails {
    guard a > 0, b > 0, a.isFinite, b.isFinite, x >= 0, y >= 0 else { return Tails(lower: .nan, upper: .nan) }
    if x == 0 { return Tails(lower: 0, upper: 1) }
    if y == 0 { return Tails(lower: 1, upper: 0) }
    if isLeft(x) {
      let lower = exp(logLowerTail(x, y).value)
      return Tails(lower: lower, upper: 1 - lower)
    }
    let upper = exp(IncompleteBeta(b, a).logLowerTail(y, x).value)
    return Tails(lower: 1 - upper, upper: upper)
  }

  /// Whether the continued fraction converges fast at x itself; otherwise it does at y with a and b exchanged.
  func isLeft(_ x: Double) -> Bool { x <= (a + 1) / (a + b + 2) }

  /// ln I_x(a, b), and its slope with respect to ln(x/y), for x on the left.
  ///
  /// I_x(a, b) = x^a y^b / (a B(a, b)) · 1/(1 + d₁/(1 + d₂/(1 + ...))) with
  ///
  ///     d_2m = m (b-m) x / ((a+2m-1)(a+2m)),   d_2m+1 = -(a+m)(a+b+m) x / ((a+2m)(a+2m+1))
  ///
  /// evaluated by Lentz's method. Source: NIST Digital Library of Mathematical Functions, 8.17.22 (release 1.2).
  func logLowerTail(_ x: Double, _ y: Double) -> (value: Double, slope: Double) {
    // Lentz's method divides by what may vanish on the way; a number this small stands for zero.
    let tiny = 1e-300
    var c = 1.0
    var d = 1 - (a + b) * x / (a + 1)
    d = 1 / (abs(d) < tiny ? tiny : d)
    var fraction = d
    var m = 0.0
    var change = Double.infinity
    // The number of turns grows with the root of the parameters, and comes nowhere near the limit.
    while abs(change - 1) > 1e-16, m < 100_000 {
      m += 1
      var next = 1.0
      for coefficient in [
        m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
        -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
      ] {
        d = 1 + coefficient * d
        d = 1 / (abs(d) < tiny ? tiny : d)
        c = 1 + coefficient / c
        if abs(c) < tiny { c = tiny }
        next *= c * d
      }
      fraction *= next
      change = next
    }
    guard m < 100_000 else { return (.nan, .nan) }
    return (SaddlePoint.logBeta(a, b, x: x, y: y) + log(fraction / a), a / fraction)
  }
}
