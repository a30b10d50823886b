import Foundation
import LinearAlgebra
import Testing

/// Numbers in [-1, 1] from a small congruential generator: fixed, the same everywhere.
func fixedNumbers(_ count: Int, seed: UInt64 = 1) -> [Double] {
  var state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
  return (0..<count).map { _ in
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Double(state >> 11) / Double(1 << 52) - 1
  }
}

@Suite("Symmetric eigenvalues") struct SymmetricEigenTests {
  @Test("analytic: a 2 x 2 matrix")
  func twoByTwo() throws {
    let eigen = try SymmetricEigen(of: [2, 1, 1, 2], size: 2)
    #expect(abs(eigen.values[0] - 3) < 1e-15 && abs(eigen.values[1] - 1) < 1e-15)
    let leading = Array(eigen.vector(0))
    #expect(abs(abs(leading[0]) - 0.5.squareRoot()) < 1e-15 && abs(leading[0] - leading[1]) < 1e-15)
  }

  @Test("analytic: second-difference matrix, values 2 - 2 cos(k pi / (n + 1))", arguments: [1, 2, 3, 17, 100])
  func secondDifferences(size: Int) throws {
    var matrix = [Double](repeating: 0, count: size * size)
    for row in 0..<size {
      matrix[row * size + row] = 2
      if row + 1 < size { matrix[row * size + row + 1] = -1 }
    }
    // The part below the diagonal is left at zero: it is never read.
    let eigen = try SymmetricEigen(of: matrix, size: size)
    for k in 0..<size {
      let exact = 2 - 2 * cos(Double(size - k) * .pi / Double(size + 1))
      #expect(abs(eigen.values[k] - exact) < 1e-13)
    }
  }

  @Test("vectors are orthonormal and satisfy A v = value v", arguments: [1, 2, 5, 33])
  func residual(size: Int) throws {
    var matrix = fixedNumbers(size * size)
    for row in 0..<size { for column in 0..<row { matrix[row * size + column] = matrix[column * size + row] } }
    let eigen = try SymmetricEigen(of: matrix, size: size)
    for k in 0..<size {
      let vector = Array(eigen.vector(k))
      for row in 0..<size {
        let product = (0..<size).reduce(0.0) { $0 + matrix[row * size + $1] * vector[$1] }
        #expect(abs(product - eigen.values[k] * vector[row]) < 1e-13 * Double(size))
      }
      for other in 0..<size {
        let dot = zip(vector, eigen.vector(other)).reduce(0.0) { $0 + $1.0 * $1.1 }
        #expect(abs(dot - (k == other ? 1 : 0)) < 1e-13)
      }
    }
  }

  @Test("an empty matrix has no eigenvalues") func empty() throws {
    #expect(try SymmetricEigen(of: [], size: 0).values.isEmpty)
  }

  @Test("bad input is refused", arguments: [Double.nan, .infinity, -.infinity])
  func notFinite(value: Double) {
    #expect { try SymmetricEigen(of: [1, value, 0, 1], size: 2) } throws: {
      ($0 as? LinearAlgebraError)?.code == .notFinite
    }
  }

  @Test("wrong shapes are refused", arguments: [(3, 2), (4, -2), (0, 1), (1, Int.max)])
  func wrongShape(count: Int, size: Int) {
    #expect { try SymmetricEigen(of: [Double](repeating: 1, count: count), size: size) } throws: {
      ($0 as? LinearAlgebraError)?.code == .wrongShape
    }
  }
}
