import Dynamics

/// A linear flow: x' = A x.
struct LinearFlow: SmoothFlow {
  /// A, `[N, N]` row-major.
  let matrix: [Double]
  let dimension: Int

  func velocity(at state: UnsafePointer<Double>, into velocity: UnsafeMutablePointer<Double>) {
    for row in 0..<dimension {
      velocity[row] = (0..<dimension).reduce(0.0) { $0 + matrix[row * dimension + $1] * state[$1] }
    }
  }

  func velocityJacobian(at state: UnsafePointer<Double>, into jacobian: UnsafeMutablePointer<Double>) {
    for index in 0..<(dimension * dimension) { jacobian[index] = matrix[index] }
  }
}
