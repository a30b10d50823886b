import Dynamics

/// A map seen from turned axes: G(y) = Q F(Q^T y), Q orthogonal.
///
/// Everything about it is as before but the coordinates.
struct TurnedMap<Base: SmoothMap>: SmoothMap {
  let base: Base
  /// Q, `[N, N]` row-major; a permutation matrix renames the variables.
  let turn: [Double]
  var dimension: Int { base.dimension }

  /// Q x, the new coordinates of an old state.
  func coordinates(of x: [Double]) -> [Double] {
    (0..<dimension).map { row in (0..<dimension).reduce(0.0) { $0 + turn[row * dimension + $1] * x[$1] } }
  }

  private func original(_ y: UnsafePointer<Double>) -> [Double] {
    (0..<dimension).map { column in (0..<dimension).reduce(0.0) { $0 + turn[$1 * dimension + column] * y[$1] } }
  }

  func step(from state: UnsafePointer<Double>, to next: UnsafeMutablePointer<Double>) {
    var image = [Double](repeating: 0, count: dimension)
    base.step(from: original(state), to: &image)
    let turned = coordinates(of: image)
    for index in 0..<dimension { next[index] = turned[index] }
  }

  func step(
    from state: UnsafePointer<Double>, tangents: UnsafePointer<Double>, count: Int,
    to next: UnsafeMutablePointer<Double>, tangents nextTangents: UnsafeMutablePointer<Double>
  ) {
    var image = [Double](repeating: 0, count: dimension)
    var images = [Double](repeating: 0, count: count * dimension)
    let vectors = (0..<count).flatMap { original(tangents + $0 * dimension) }
    base.step(from: original(state), tangents: vectors, count: count, to: &image, tangents: &images)
    let turned = coordinates(of: image)
    for index in 0..<dimension { next[index] = turned[index] }
    for vector in 0..<count {
      let turned = coordinates(of: Array(images[(vector * dimension)..<((vector + 1) * dimension)]))
      for index in 0..<dimension { nextTangents[vector * dimension + index] = turned[index] }
    }
  }

  func velocityJacobian(at state: UnsafePointer<Double>, into jacobian: UnsafeMutablePointer<Double>) {
    let size = dimension
    var inner = [Double](repeating: 0, count: size * size)
    base.velocityJacobian(at: original(state), into: &inner)
    // Q J, then (Q J) Q^T.
    var half = [Double](repeating: 0, count: size * size)
    for row in 0..<size {
      for k in 0..<size {
        for column in 0..<size { half[row * size + column] += turn[row * size + k] * inner[k * size + column] }
      }
    }
    for row in 0..<size {
      for column in 0..<size {
        jacobian[row * size + column] = (0..<size).reduce(0.0) { $0 + half[row * size + $1] * turn[column * size + $1] }
      }
    }
  }
}
