import Dynamics

/// A small map given by two functions, its image and its derivative; the rest follows from them.
protocol PlainMap: SmoothMap {
  /// F(x), `[N]`.
  func image(of x: [Double]) -> [Double]
  /// DF(x), `[N, N]` row-major.
  func derivative(at x: [Double]) -> [Double]
}

extension PlainMap {
  func image(after count: Int, of x: [Double]) -> [Double] { (0..<count).reduce(x) { x, _ in image(of: x) } }

  func step(from state: UnsafePointer<Double>, to next: UnsafeMutablePointer<Double>) {
    let values = image(of: Array(UnsafeBufferPointer(start: state, count: dimension)))
    for index in 0..<dimension { next[index] = values[index] }
  }

  func step(
    from state: UnsafePointer<Double>, tangents: UnsafePointer<Double>, count: Int,
    to next: UnsafeMutablePointer<Double>, tangents nextTangents: UnsafeMutablePointer<Double>
  ) {
    step(from: state, to: next)
    guard count > 0 else { return }
    let matrix = derivative(at: Array(UnsafeBufferPointer(start: state, count: dimension)))
    for vector in 0..<count {
      for row in 0..<dimension {
        var sum = 0.0
        for column in 0..<dimension { sum += matrix[row * dimension + column] * tangents[vector * dimension + column] }
        nextTangents[vector * dimension + row] = sum
      }
    }
  }

  func velocityJacobian(at state: UnsafePointer<Double>, into jacobian: UnsafeMutablePointer<Double>) {
    let matrix = derivative(at: Array(UnsafeBufferPointer(start: state, count: dimension)))
    for row in 0..<dimension {
      for column in 0..<dimension {
        jacobian[row * dimension + column] = matrix[row * dimension + column] - (row == column ? 1 : 0)
      }
    }
  }
}
