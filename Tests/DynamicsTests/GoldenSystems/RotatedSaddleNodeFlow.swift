import Dynamics

/// Saddle-node normal form in one direction and decay in all others, turned into another basis.
///
/// With y = Q x: y_0' = r + y_0^2, y_k' = -y_k. Ghost or roots lie on the line y_k = 0.
struct RotatedSaddleNodeFlow: SmoothFlow {
  let r: Double
  /// Q, `[N, N]` row-major, orthogonal.
  let basis: [Double]
  let dimension: Int

  func velocity(at state: UnsafePointer<Double>, into velocity: UnsafeMutablePointer<Double>) {
    for index in 0..<dimension { velocity[index] = 0 }
    for k in 0..<dimension {
      let y = (0..<dimension).reduce(0.0) { $0 + basis[k * dimension + $1] * state[$1] }
      let speed = k == 0 ? r + y * y : -y
      for index in 0..<dimension { velocity[index] += basis[k * dimension + index] * speed }
    }
  }

  func velocityJacobian(at state: UnsafePointer<Double>, into jacobian: UnsafeMutablePointer<Double>) {
    let y = (0..<dimension).reduce(0.0) { $0 + basis[$1] * state[$1] }
    for row in 0..<dimension {
      for column in 0..<dimension {
        let leading = basis[row] * basis[column]
        jacobian[row * dimension + column] = (2 * y + 1) * leading - (row == column ? 1 : 0)
      }
    }
  }
}
