import Dynamics

/// Rosenzweig and MacArthur's predators and prey.
///
///     N' = alpha N (1 - N/K) - gamma N P / (N + h),   P' = nu gamma N P / (N + h) - m P
///
/// Saddles at (0, 0) and (K, 0). Both live at N* = m h / (nu gamma - m), which attracts while K < h + 2 N*. Beyond,
/// there is a limit cycle; for large K it comes within 1e-15 of the saddles, and an orbit spends most of its time
/// there. A search for recurrent boxes took those slow stretches for attractors (ChaosTools.jl issue 258).
///
/// Source: Rosenzweig and MacArthur 1963, doi:10.1086/282272.
struct PredatorPreyFlow: SmoothFlow {
  let capacity: Double
  var alpha = 0.8
  var gamma = 2.5
  var h = 1.0
  var nu = 0.5
  var m = 0.4
  var dimension: Int { 2 }

  /// N and P at the point where both live.
  var coexistence: [Double] {
    let prey = m * h / (nu * gamma - m)
    return [prey, alpha * (1 - prey / capacity) * (prey + h) / gamma]
  }

  func velocity(at state: UnsafePointer<Double>, into velocity: UnsafeMutablePointer<Double>) {
    let (prey, predators) = (state[0], state[1])
    let eaten = gamma * prey / (prey + h)
    velocity[0] = alpha * prey * (1 - prey / capacity) - eaten * predators
    velocity[1] = (nu * eaten - m) * predators
  }

  func velocityJacobian(at state: UnsafePointer<Double>, into jacobian: UnsafeMutablePointer<Double>) {
    let (prey, predators) = (state[0], state[1])
    let eaten = gamma * prey / (prey + h)
    let slope = gamma * h / ((prey + h) * (prey + h))
    jacobian[0] = alpha * (1 - 2 * prey / capacity) - slope * predators
    jacobian[1] = -eaten
    jacobian[2] = nu * slope * predators
    jacobian[3] = nu * eaten - m
  }
}
