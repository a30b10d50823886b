import Dynamics
import Foundation

/// A turning that is exactly locked: radius -> sqrt(gain) radius, phase -> phase + turns/steps - pull sin(2 pi steps
/// phase).
///
/// With phase in turns. One stable and one unstable orbit of `steps` points, on the circle of radius 0.4; a deviation
/// of the phase shrinks by 1 - 2 pi steps pull per step.
struct LockedMap: PlainMap {
  let turns: Int
  let steps: Int
  /// 2 pi steps pull.
  var shrinking = 0.02
  var dimension: Int { 2 }

  private func parts(_ x: [Double]) -> (radius: Double, phase: Double) {
    ((x[0] * x[0] + x[1] * x[1]).squareRoot(), atan2(x[1], x[0]))
  }

  func image(of x: [Double]) -> [Double] {
    let (radius, angle) = parts(x)
    let next =
      angle + 2 * Double.pi * Double(turns) / Double(steps) - shrinking / Double(steps) * sin(Double(steps) * angle)
    let size = 0.5 * radius + 0.2
    return [size * cos(next), size * sin(next)]
  }

  func derivative(at x: [Double]) -> [Double] {
    let (radius, angle) = parts(x)
    let next =
      angle + 2 * Double.pi * Double(turns) / Double(steps) - shrinking / Double(steps) * sin(Double(steps) * angle)
    let size = 0.5 * radius + 0.2
    let turning = 1 - shrinking * cos(Double(steps) * angle)
    let (outward, along) = ([x[0] / radius, x[1] / radius], [-x[1] / radius / radius, x[0] / radius / radius])
    let (c, s) = (cos(next), sin(next))
    return [
      0.5 * outward[0] * c - size * s * turning * along[0], 0.5 * outward[1] * c - size * s * turning * along[1],
      0.5 * outward[0] * s + size * c * turning * along[0], 0.5 * outward[1] * s + size * c * turning * along[1],
    ]
  }
}
