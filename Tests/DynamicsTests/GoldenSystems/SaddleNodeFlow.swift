import Dynamics

/// Saddle-node normal form: x' = r + x^2.
///
/// r < 0: a stable root at -sqrt(-r) and an unstable one at sqrt(-r), with eigenvalues -+2 sqrt(-r). r = 0: one double
/// root. r > 0: none, but the velocity is smallest, r, at x = 0: the ghost.
struct SaddleNodeFlow: SmoothFlow {
  let r: Double
  var dimension: Int { 1 }

  func velocity(at state: UnsafePointer<Double>, into velocity: UnsafeMutablePointer<Double>) {
    velocity[0] = r + state[0] * state[0]
  }

  func velocityJacobian(at state: UnsafePointer<Double>, into jacobian: UnsafeMutablePointer<Double>) {
    jacobian[0] = 2 * state[0]
  }
}
