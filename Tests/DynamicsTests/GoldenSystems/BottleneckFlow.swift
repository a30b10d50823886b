import Dynamics

/// A saddle-node with something behind it: x' = (r + x^2) (1 - x), from the left.
///
/// r > 0: the only root is x = 1, with eigenvalue -(1 + r); an orbit from the left takes about pi / sqrt(r) to pass the
/// ghost at 0. r < 0: the node at -sqrt(-r) stops it, with eigenvalue -2 sqrt(-r) (1 + sqrt(-r)).
struct BottleneckFlow: SmoothFlow {
  let r: Double
  var dimension: Int { 1 }

  func velocity(at state: UnsafePointer<Double>, into velocity: UnsafeMutablePointer<Double>) {
    velocity[0] = (r + state[0] * state[0]) * (1 - state[0])
  }

  func velocityJacobian(at state: UnsafePointer<Double>, into jacobian: UnsafeMutablePointer<Double>) {
    jacobian[0] = 2 * state[0] * (1 - state[0]) - (r + state[0] * state[0])
  }
}
