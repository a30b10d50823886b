import Dynamics

/// Rössler's equations with a = b = 0.2: x' = -y - z, y' = x + a y, z' = b + z (x - c).
///
/// c = 2.5: a limit cycle of one turn. c = 3 and 3.5: the period has doubled, at 3 so little that each turn is nearly
/// the other one. c = 5.7: chaos with exponent 0.0714.
///
/// Source: Rössler 1976, doi:10.1016/0375-9601(76)90101-8.
struct RosslerFlow: SmoothFlow {
  let c: Double
  var a = 0.2
  var b = 0.2
  var dimension: Int { 3 }

  func velocity(at state: UnsafePointer<Double>, into velocity: UnsafeMutablePointer<Double>) {
    velocity[0] = -state[1] - state[2]
    velocity[1] = state[0] + a * state[1]
    velocity[2] = b + state[2] * (state[0] - c)
  }

  func velocityJacobian(at state: UnsafePointer<Double>, into jacobian: UnsafeMutablePointer<Double>) {
    let values = [0, -1, -1, 1, a, 0, state[2], 0, state[0] - c]
    for index in 0..<9 { jacobian[index] = values[index] }
  }
}
