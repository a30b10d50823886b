import Dynamics

/// Two maps side by side that do not know of each other; of two closed curves this makes a torus.
struct ProductMap<First: PlainMap, Second: PlainMap>: PlainMap {
  let first: First
  let second: Second
  var dimension: Int { first.dimension + second.dimension }

  func image(of x: [Double]) -> [Double] {
    first.image(of: Array(x[..<first.dimension])) + second.image(of: Array(x[first.dimension...]))
  }

  func derivative(at x: [Double]) -> [Double] {
    let (size, split) = (dimension, first.dimension)
    var matrix = [Double](repeating: 0, count: size * size)
    let upper = first.derivative(at: Array(x[..<split]))
    let lower = second.derivative(at: Array(x[split...]))
    for row in 0..<split { for column in 0..<split { matrix[row * size + column] = upper[row * split + column] } }
    let rest = size - split
    for row in 0..<rest {
      for column in 0..<rest { matrix[(split + row) * size + split + column] = lower[row * rest + column] }
    }
    return matrix
  }
}
