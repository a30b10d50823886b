import Dynamics

/// A linear map: F(x) = M x.
struct LinearMap: SmoothMap {
  /// M, `[N, N]` row-major.
  let matrix: [Double]
  let dimension: Int

  func step(from state: UnsafePointer<Double>, to next: UnsafeMutablePointer<Double>) {
    for row in 0..<dimension {
      next[row] = (0..<dimension).reduce(0.0) { $0 + matrix[row * dimension + $1] * state[$1] }
    }
  }

  func step(
    from state: UnsafePointer<Double>, tangents: UnsafePointer<Double>, count: Int,
    to next: UnsafeMutablePointer<Double>, tangents nextTangents: UnsafeMutablePointer<Double>
  ) {
    step(from: state, to: next)
    for vector in 0..<count { step(from: tangents + vector * dimension, to: nextTangents + vector * dimension) }
  }

  func velocityJacobian(at state: UnsafePointer<Double>, into jacobian: UnsafeMutablePointer<Double>) {
    for index in 0..<(dimension * dimension) { jacobian[index] = matrix[index] }
    for row in 0..<dimension { jacobian[row * dimension + row] -= 1 }
  }
}
