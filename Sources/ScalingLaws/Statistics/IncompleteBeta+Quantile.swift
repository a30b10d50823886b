import Foundation

extension IncompleteBeta {
  /// A point x of (0, 1) with its complement, each to full relative precision.
  struct Point {
    let x: Double
    let y: Double

    /// The point with x/y = exp(z).
    init(logOdds z: Double) {
      x = 1 / (1 + exp(-z))
      y = 1 / (1 + exp(z))
    }

    init(x: Double, y: Double) {
      self.x = x
      self.y = y
    }

    /// The same point with x and y exchanged.
    var mirrored: Point { Point(x: y, y: x) }
  }

  /// The x with I_x(a, b) = probability; NaN outside [0, 1].
  public func quantile(_ probability: Double) -> Double {
    point(lowerTail: probability, upperTail: 1 - probability).x
  }

  /// The x with 1 - I_x(a, b) = probability, for probabilities too small to be taken from 1.
  public func upperQuantile(_ probability: Double) -> Double {
    point(lowerTail: 1 - probability, upperTail: probability).x
  }

  /// The point with the given tails, which add up to 1; the smaller one is what is solved for.
  func point(lowerTail: Double, upperTail: Double) -> Point {
    guard a > 0, b > 0, a.isFinite, b.isFinite, lowerTail >= 0, upperTail >= 0 else { return Point(x: .nan, y: .nan) }
    if lowerTail == 0 { return Point(x: 0, y: 1) }
    if upperTail == 0 { return Point(x: 1, y: 0) }
    if lowerTail > upperTail { return IncompleteBeta(b, a).pointOfSmallTail(upperTail).mirrored }
    return pointOfSmallTail(lowerTail)
  }

  /// Newton's method for ln I = ln p in z = ln(x/y).
  ///
  /// The density of z is log-concave, so ln I is concave: the first step ends left of the root, and those that follow
  /// never pass it. Points below 1e-304 are not told apart.
  private func pointOfSmallTail(_ tail: Double) -> Point {
    let target = log(tail)
    var z = log(a / b)
    for _ in 0..<100 {
      let at = Point(logOdds: z)
      let (value, slope) = logTail(at)
      let change = (target - value) / slope
      z = max(z + change, -700)
      if abs(change) <= 4e-16 * max(1, abs(z)) { break }
    }
    return Point(logOdds: z)
  }

  /// ln I and its slope with respect to z, on either side.
  private func logTail(_ at: Point) -> (value: Double, slope: Double) {
    if isLeft(at.x) { return logLowerTail(at.x, at.y) }
    let lower = tails(at.x, complement: at.y).lower
    return (log(lower), exp(SaddlePoint.logBeta(a, b, x: at.x, y: at.y)) / lower)
  }
}
