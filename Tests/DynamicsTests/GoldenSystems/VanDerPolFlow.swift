import Dynamics

/// Van der Pol's oscillator: x'' = mu (1 - x^2) x' - x, as x' = y.
///
/// For mu > 0 one limit cycle attracts everything but the origin; mu < 0 is the same run backwards, so the origin
/// attracts what is inside the cycle.
struct VanDerPolFlow: SmoothFlow {
  let mu: Double
  var dimension: Int { 2 }

  func velocity(at state: UnsafePointer<Double>, into velocity: UnsafeMutablePointer<Double>) {
    velocity[0] = state[1]
    velocity[1] = mu * (1 - state[0] * state[0]) * state[1] - state[0]
  }

  func velocityJacobian(at state: UnsafePointer<Double>, into jacobian: UnsafeMutablePointer<Double>) {
    jacobian[0] = 0
    jacobian[1] = 1
    jacobian[2] = -2 * mu * state[0] * state[1] - 1
    jacobian[3] = mu * (1 - state[0] * state[0])
  }
}
