import Dynamics

/// Hopf normal form, supercritical: z' = (growth + i frequency) z - |z|^2 z, with z = x + i y.
///
/// One root, the origin, with eigenvalues growth +- i frequency; for growth > 0 a limit cycle of radius sqrt(growth).
struct HopfFlow: SmoothFlow {
  let growth: Double
  let frequency: Double
  var dimension: Int { 2 }

  func velocity(at state: UnsafePointer<Double>, into velocity: UnsafeMutablePointer<Double>) {
    let (x, y) = (state[0], state[1])
    let gain = growth - x * x - y * y
    velocity[0] = gain * x - frequency * y
    velocity[1] = gain * y + frequency * x
  }

  func velocityJacobian(at state: UnsafePointer<Double>, into jacobian: UnsafeMutablePointer<Double>) {
    let (x, y) = (state[0], state[1])
    let gain = growth - x * x - y * y
    jacobian[0] = gain - 2 * x * x
    jacobian[1] = -2 * x * y - frequency
    jacobian[2] = -2 * x * y + frequency
    jacobian[3] = gain - 2 * y * y
  }
}
