import Dynamics

/// The quadratic map x -> x^2 + c on the line.
///
/// c > 1/4: every orbit leaves. -3/4 < c < 1/4: a stable fixed point (1 - sqrt(1 - 4 c))/2. c = -1: the orbit 0, -1 of
/// period 2, whose multiplier is exactly zero. c = -2: chaos with exponent ln 2.
struct QuadraticMap: PlainMap {
  let c: Double
  var dimension: Int { 1 }
  func image(of x: [Double]) -> [Double] { [x[0] * x[0] + c] }
  func derivative(at x: [Double]) -> [Double] { [2 * x[0]] }
}
