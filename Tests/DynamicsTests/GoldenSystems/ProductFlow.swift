import Dynamics

/// Two flows side by side that do not know of each other; of two cycles this makes a torus.
struct ProductFlow<First: SmoothFlow, Second: SmoothFlow>: SmoothFlow {
  let first: First
  let second: Second
  var dimension: Int { first.dimension + second.dimension }

  func velocity(at state: UnsafePointer<Double>, into velocity: UnsafeMutablePointer<Double>) {
    first.velocity(at: state, into: velocity)
    second.velocity(at: state + first.dimension, into: velocity + first.dimension)
  }

  func velocityJacobian(at state: UnsafePointer<Double>, into jacobian: UnsafeMutablePointer<Double>) {
    let (size, split, rest) = (dimension, first.dimension, second.dimension)
    var upper = [Double](repeating: 0, count: split * split)
    var lower = [Double](repeating: 0, count: rest * rest)
    first.velocityJacobian(at: state, into: &upper)
    second.velocityJacobian(at: state + split, into: &lower)
    for index in 0..<(size * size) { jacobian[index] = 0 }
    for row in 0..<split { for column in 0..<split { jacobian[row * size + column] = upper[row * split + column] } }
    for row in 0..<rest {
      for column in 0..<rest { jacobian[(split + row) * size + split + column] = lower[row * rest + column] }
    }
  }
}
