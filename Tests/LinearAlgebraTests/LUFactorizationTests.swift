import LinearAlgebra
import Testing

@Suite("LU factorisation") struct LUFactorizationTests {
  @Test("analytic: a system of two, as it is and transposed") func two() throws {
    // [[1, 2], [3, 4]]: rows matter, so a mix-up of the two orders shows.
    let factors = try LUFactorization(of: [1, 2, 3, 4], size: 2)
    let plain = try factors.solve([5, 11])
    #expect(abs(plain[0] - 1) < 1e-14 && abs(plain[1] - 2) < 1e-14)
    let transposed = try factors.solve([7, 10], transposed: .transposed)
    #expect(abs(transposed[0] - 1) < 1e-14 && abs(transposed[1] - 2) < 1e-14)
    #expect(!factors.isSingular)
  }

  @Test("A x = b gives back x, for several b at once", arguments: [1, 2, 5, 40, 100])
  func solutions(size: Int) throws {
    let matrix = fixedNumbers(size * size, seed: 3)
    let exact = fixedNumbers(3 * size, seed: 4)
    let factors = try LUFactorization(of: matrix, size: size)
    for transposition in [Transposition.none, .transposed] {
      var right = [Double](repeating: 0, count: 3 * size)
      for vector in 0..<3 {
        for row in 0..<size {
          for column in 0..<size {
            let element = transposition == .none ? matrix[row * size + column] : matrix[column * size + row]
            right[vector * size + row] += element * exact[vector * size + column]
          }
        }
      }
      let found = try factors.solve(right, count: 3, transposed: transposition)
      for (first, second) in zip(found, exact) { #expect(abs(first - second) < 1e-10) }
    }
  }

  @Test("rows are exchanged where the first pivot is zero") func exchange() throws {
    #expect(try LUFactorization(of: [0, 2, 1, 0], size: 2).solve([6, 5]) == [5, 3])
  }

  @Test("a singular matrix is told as such, and solves nothing", arguments: [[0.0], [1, 2, 2, 4]])
  func singular(matrix: [Double]) throws {
    let size = matrix.count == 1 ? 1 : 2
    let factors = try LUFactorization(of: matrix, size: size)
    #expect(factors.isSingular && factors.pivotRatio == 0)
    #expect { try factors.solve([Double](repeating: 1, count: size)) } throws: {
      ($0 as? LinearAlgebraError)?.code == .singular
    }
  }

  @Test("a matrix singular to rounding has a tiny pivot") func nearlySingular() throws {
    #expect(try LUFactorization(of: [0.1, 0.3, 0.2, 0.6 + 1e-16], size: 2).pivotRatio < 1e-14)
    #expect(try LUFactorization(of: [2, 0, 0, 2], size: 2).pivotRatio == 1)
  }

  @Test("nothing has the empty solution") func empty() throws {
    let factors = try LUFactorization(of: [], size: 0)
    #expect(try factors.solve([]).isEmpty)
    #expect(try LUFactorization(of: [1], size: 1).solve([], count: 0).isEmpty)
  }

  @Test("bad input is refused", arguments: [Double.nan, .infinity, -.infinity])
  func notFinite(value: Double) throws {
    #expect { try LUFactorization(of: [1, value, 0, 1], size: 2) } throws: {
      ($0 as? LinearAlgebraError)?.code == .notFinite
    }
    let factors = try LUFactorization(of: [1, 0, 0, 1], size: 2)
    #expect { try factors.solve([1, value]) } throws: { ($0 as? LinearAlgebraError)?.code == .notFinite }
  }

  @Test("wrong shapes are refused", arguments: [(3, 2), (4, -2), (0, 1), (1, Int.max)])
  func wrongShape(count: Int, size: Int) {
    #expect { try LUFactorization(of: [Double](repeating: 1, count: count), size: size) } throws: {
      ($0 as? LinearAlgebraError)?.code == .wrongShape
    }
  }

  @Test("a right-hand side of the wrong size is refused", arguments: [(1, 1), (4, 1), (2, -1)])
  func wrongRightHandSide(elements: Int, count: Int) throws {
    let factors = try LUFactorization(of: [1, 0, 0, 1], size: 2)
    #expect { try factors.solve([Double](repeating: 1, count: elements), count: count) } throws: {
      ($0 as? LinearAlgebraError)?.code == .wrongShape
    }
  }
}
