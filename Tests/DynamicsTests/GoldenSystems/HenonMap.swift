import Dynamics

/// Hénon's map: (x, y) -> (1 - a x^2 + y, b x).
///
/// With b = 0.3: a stable fixed point for a < 0.3675, period 2 up to 0.9125, period 4 up to 1.026, chaos at 1.4 with
/// exponents 0.4192 and ln 0.3 - 0.4192.
///
/// Source: Hénon 1976, doi:10.1007/BF01608556; the exponent: Wolf et al. 1985, doi:10.1016/0167-2789(85)90011-9.
struct HenonMap: PlainMap {
  let a: Double
  var b = 0.3
  var dimension: Int { 2 }
  func image(of x: [Double]) -> [Double] { [1 - a * x[0] * x[0] + x[1], b * x[0]] }
  func derivative(at x: [Double]) -> [Double] { [-2 * a * x[0], 1, b, 0] }
}
