/// A straight line through points: ordinary least squares, every point with the same weight.
///
/// Minimises sum (y - intercept - slope x)^2. In logarithms of both axes the slope is the exponent of a power law.
public struct LineFit: Sendable, Equatable {
  /// Number of points.
  public let count: Int
  /// Change of y per unit of x.
  public let slope: Double
  /// Value of the line at x = 0.
  public let intercept: Double
  /// Standard error of the slope, sqrt(SSR / (n - 2) / Sxx), from the scatter about the line.
  ///
  /// SSR is the sum of squared residuals, Sxx that of x about its mean. Nil for two points, which have no scatter.
  public let slopeError: Double?
  /// Share of the variance of y that the line explains, 1 - SSR / Syy; 1 where all y are equal.
  public let rSquared: Double

  /// Fits a line.
  ///
  /// - Parameters:
  ///   - x: abscissas, in any order.
  ///   - y: ordinates, as many.
  /// - Returns: nil where there are fewer than two distinct x, as many x as y are not given, or a number is not finite.
  public init?(x: [Double], y: [Double]) {
    guard x.count == y.count, x.count >= 2, (x + y).allSatisfy(\.isFinite) else { return nil }
    let count = Double(x.count)
    let middle = (x: x.reduce(0, +) / count, y: y.reduce(0, +) / count)
    // Sums about the means: sums of squares themselves would cancel.
    var (sumXX, sumXY, sumYY) = (0.0, 0.0, 0.0)
    for (x, y) in zip(x, y) {
      sumXX += (x - middle.x) * (x - middle.x)
      sumXY += (x - middle.x) * (y - middle.y)
      sumYY += (y - middle.y) * (y - middle.y)
    }
    guard x.contains(where: { $0 != x[0] }), sumXX > 0 else { return nil }
    let slope = sumXY / sumXX
    let residuals = zip(x, y).reduce(0) { sum, point in
      let residual = point.1 - middle.y - slope * (point.0 - middle.x)
      return sum + residual * residual
    }
    self.slope = slope
    self.count = x.count
    intercept = middle.y - slope * middle.x
    slopeError = x.count > 2 ? (residuals / (count - 2) / sumXX).squareRoot() : nil
    rSquared = sumYY > 0 ? 1 - residuals / sumYY : 1
  }
}
