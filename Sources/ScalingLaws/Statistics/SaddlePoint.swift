import Foundation

/// Binomial, Poisson and beta weights without the cancellation of large logarithms.
///
/// With ln Γ(z+1) = (z + 1/2) ln z - z + ln √(2π) + δ(z), and the deviance D(k, m) = k ln(k/m) + m - k of k from its mean m,
///
///     e^-m m^k / Γ(k+1)          = exp(-δ(k) - D(k, m)) / √(2πk)
///     x^a y^b Γ(a+b)/(Γ(a) Γ(b)) = √(ab/(2πn)) exp(δ(n) - δ(a) - δ(b) - D(a, nx) - D(b, ny)),   n = a + b, x + y = 1
///
/// where every term of an exponent is small unless the weight itself is.
///
/// Source: Loader 2000, Fast and accurate computation of binomial probabilities (Bell Labs).
enum SaddlePoint {
  /// Weight k of a Poisson distribution of mean m > 0; k >= 0 need not be whole.
  static func poisson(_ k: Double, mean m: Double) -> Double {
    guard k > 0 else { return exp(-m) }
    return exp(-stirlingError(k) - deviance(k, from: m)) / (2 * Double.pi * k).squareRoot()
  }

  /// ln of x^a y^b / B(a, b), for positive a, b, x and y with x + y = 1.
  static func logBeta(_ a: Double, _ b: Double, x: Double, y: Double) -> Double {
    let n = a + b
    return 0.5 * log(a / n * b / (2 * Double.pi)) + (stirlingError(n) - stirlingError(a) - stirlingError(b))
      - deviance(a, from: n * x) - deviance(b, from: n * y)
  }

  /// δ(z) for z > 0: Stirling's series from 10 on, below by δ(z) = δ(z+1) + (z + 1/2) ln(1 + 1/z) - 1.
  static func stirlingError(_ z: Double) -> Double {
    var z = z
    var error = 0.0
    while z < 10 {
      error += (z + 0.5) * log1p(1 / z) - 1
      z += 1
    }
    let w = 1 / (z * z)
    // The next term, 1/(156 z^13), is below 1e-15.
    let series = 1.0 / 12 - w * (1.0 / 360 - w * (1.0 / 1260 - w * (1.0 / 1680 - w * (1.0 / 1188 - w * 691 / 360360))))
    return error + series / z
  }

  /// D(k, m) for positive k and m.
  static func deviance(_ k: Double, from m: Double) -> Double {
    let v = (k - m) / (k + m)
    guard abs(v) < 0.1 else { return k * log(k / m) + m - k }
    // k ln(k/m) = 2k artanh v = 2k (v + v³/3 + ...), and m - k = -(k + m) v takes away most of its first term.
    var sum = (k - m) * v
    var power = 2 * k * v
    var odd = 1.0
    while true {
      power *= v * v
      odd += 2
      let next = sum + power / odd
      if next == sum { return sum }
      sum = next
    }
  }
}
