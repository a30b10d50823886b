import Dynamics

/// The Euler map of a flow: F(x) = x + h f(x), with the same roots and multipliers 1 + h lambda.
struct EulerMap<Flow: SmoothFlow>: SmoothMap {
  let flow: Flow
  let stepLength: Double
  var dimension: Int { flow.dimension }

  func step(from state: UnsafePointer<Double>, to next: UnsafeMutablePointer<Double>) {
    flow.velocity(at: state, into: next)
    for index in 0..<dimension { next[index] = state[index] + stepLength * next[index] }
  }

  func step(
    from state: UnsafePointer<Double>, tangents: UnsafePointer<Double>, count: Int,
    to next: UnsafeMutablePointer<Double>, tangents nextTangents: UnsafeMutablePointer<Double>
  ) {
    step(from: state, to: next)
    var jacobian = [Double](repeating: 0, count: dimension * dimension)
    velocityJacobian(at: state, into: &jacobian)
    for vector in 0..<count {
      for row in 0..<dimension {
        var value = tangents[vector * dimension + row]
        for column in 0..<dimension {
          value += jacobian[row * dimension + column] * tangents[vector * dimension + column]
        }
        nextTangents[vector * dimension + row] = value
      }
    }
  }

  func velocityJacobian(at state: UnsafePointer<Double>, into jacobian: UnsafeMutablePointer<Double>) {
    flow.velocityJacobian(at: state, into: jacobian)
    for index in 0..<(dimension * dimension) { jacobian[index] *= stepLength }
  }
}
