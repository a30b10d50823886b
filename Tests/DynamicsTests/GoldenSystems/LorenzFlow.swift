import Dynamics

/// Lorenz's equations with sigma = 10, beta = 8/3.
///
/// rho = 28: chaos, with exponents 0.9056, 0, -14.572 (their sum is -13.667 everywhere). 1 < rho < 24.74: two stable
/// fixed points (+-sqrt(beta (rho - 1)), the same, rho - 1); below 24.06 nothing else attracts.
///
/// Source: Lorenz 1963, doi:10.1175/1520-0469(1963)020<0130:DNF>2.0.CO;2; the exponents: Sprott 2003, Chaos and
/// Time-Series Analysis, isbn 978-0-19-850840-3.
struct LorenzFlow: SmoothFlow {
  let rho: Double
  var sigma = 10.0
  var beta = 8.0 / 3
  var dimension: Int { 3 }

  func velocity(at state: UnsafePointer<Double>, into velocity: UnsafeMutablePointer<Double>) {
    velocity[0] = sigma * (state[1] - state[0])
    velocity[1] = state[0] * (rho - state[2]) - state[1]
    velocity[2] = state[0] * state[1] - beta * state[2]
  }

  func velocityJacobian(at state: UnsafePointer<Double>, into jacobian: UnsafeMutablePointer<Double>) {
    let values = [-sigma, sigma, 0, rho - state[2], -1, -state[0], state[1], state[0], -beta]
    for index in 0..<9 { jacobian[index] = values[index] }
  }
}
