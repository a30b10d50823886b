import Dynamics

/// A saddle-node on an invariant circle (SNIC), in the plane: theta' = omega - a sin theta, r' = r (1 - r^2).
///
///     x' = x (1 - r^2) - y theta',   y' = y (1 - r^2) + x theta',   sin theta = y / r
///
/// a < omega: a limit cycle, the unit circle, of period 2 pi / sqrt(omega^2 - a^2), slow near theta = pi/2. a > omega:
/// a node and a saddle on the circle, at sin theta = omega / a; the node is the one with cos theta > 0, of eigenvalues
/// -sqrt(a^2 - omega^2) and -2.
struct InvariantCircleFlow: SmoothFlow {
  let omega: Double
  let a: Double
  var dimension: Int { 2 }

  func velocity(at state: UnsafePointer<Double>, into velocity: UnsafeMutablePointer<Double>) {
    let (x, y) = (state[0], state[1])
    let square = x * x + y * y
    let turning = omega - a * y / square.squareRoot()
    velocity[0] = x * (1 - square) - y * turning
    velocity[1] = y * (1 - square) + x * turning
  }

  func velocityJacobian(at state: UnsafePointer<Double>, into jacobian: UnsafeMutablePointer<Double>) {
    let (x, y) = (state[0], state[1])
    let square = x * x + y * y
    let radius = square.squareRoot()
    let turning = omega - a * y / radius
    // d(y/r)/dx = -x y / r^3, d(y/r)/dy = x^2 / r^3.
    let cube = square * radius
    let (turningX, turningY) = (a * x * y / cube, -a * x * x / cube)
    jacobian[0] = 1 - square - 2 * x * x - y * turningX
    jacobian[1] = -2 * x * y - turning - y * turningY
    jacobian[2] = -2 * x * y + turning + x * turningX
    jacobian[3] = 1 - square - 2 * y * y + x * turningY
  }
}
