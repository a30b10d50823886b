import Dynamics
import Foundation

/// Neimark-Sacker normal form: z -> (1 + growth - |z|^2) exp(i angle) z, with z = x + i y.
///
/// For growth > 0 every orbit near the origin but the origin itself goes to the circle of radius sqrt(growth), turns by
/// `angle` per step, and deviations across the circle shrink by 1 - 2 growth. For growth < 0 the origin attracts, with
/// multipliers (1 + growth) exp(+-i angle). At growth = 0 it attracts as well, but |z| falls as 1/sqrt(2 t) only.
struct HopfMap: PlainMap {
  let growth: Double
  let angle: Double
  var dimension: Int { 2 }

  func image(of x: [Double]) -> [Double] {
    let gain = 1 + growth - x[0] * x[0] - x[1] * x[1]
    return [gain * (cos(angle) * x[0] - sin(angle) * x[1]), gain * (sin(angle) * x[0] + cos(angle) * x[1])]
  }

  func derivative(at x: [Double]) -> [Double] {
    let gain = 1 + growth - x[0] * x[0] - x[1] * x[1]
    let turned = [cos(angle) * x[0] - sin(angle) * x[1], sin(angle) * x[0] + cos(angle) * x[1]]
    return [
      gain * cos(angle) - 2 * x[0] * turned[0], -gain * sin(angle) - 2 * x[1] * turned[0],
      gain * sin(angle) - 2 * x[0] * turned[1], gain * cos(angle) - 2 * x[1] * turned[1],
    ]
  }
}
