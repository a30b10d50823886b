import Dynamics

/// A fold of cycles: rho' = -rho ((rho^2 - 1)^2 + gap), theta' = omega.
///
/// gap < 0: a stable and an unstable cycle, rho^2 = 1 +- sqrt(-gap). gap > 0: none, but an orbit from outside turns for
/// a time of about pi / (2 sqrt(gap)) near rho = 1, the ghost of a cycle, before it ends at the origin, of eigenvalues
/// -(1 + gap) +- i omega.
struct CycleFoldFlow: SmoothFlow {
  let gap: Double
  let omega: Double
  var dimension: Int { 2 }

  func velocity(at state: UnsafePointer<Double>, into velocity: UnsafeMutablePointer<Double>) {
    let (x, y) = (state[0], state[1])
    let excess = x * x + y * y - 1
    let gain = -(excess * excess + gap)
    velocity[0] = gain * x - omega * y
    velocity[1] = gain * y + omega * x
  }

  func velocityJacobian(at state: UnsafePointer<Double>, into jacobian: UnsafeMutablePointer<Double>) {
    let (x, y) = (state[0], state[1])
    let excess = x * x + y * y - 1
    let gain = -(excess * excess + gap)
    jacobian[0] = gain - 4 * excess * x * x
    jacobian[1] = -4 * excess * x * y - omega
    jacobian[2] = -4 * excess * x * y + omega
    jacobian[3] = gain - 4 * excess * y * y
  }
}
