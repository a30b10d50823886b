import Foundation
import LinearAlgebra
import Testing

@Suite("Singular values") struct SingularValuesTests {
  @Test("analytic: [[3, 0], [4, 5]] has sqrt(45) and sqrt(5)")
  func twoByTwo() throws {
    let svd = try SingularValues(of: [3, 0, 4, 5], rows: 2, columns: 2)
    #expect(abs(svd.values[0] - 45.0.squareRoot()) < 1e-14)
    #expect(abs(svd.values[1] - 5.0.squareRoot()) < 1e-14)
  }

  @Test(
    "U diag(s) V^T gives the matrix back, with orthonormal vectors",
    arguments: [(1, 1), (1, 7), (7, 1), (2, 3), (3, 2), (5, 5), (40, 6), (6, 40), (64, 33)])
  func reconstruction(rows: Int, columns: Int) throws {
    let matrix = fixedNumbers(rows * columns, seed: 3)
    let svd = try SingularValues(of: matrix, rows: rows, columns: columns)
    let count = min(rows, columns)
    #expect(svd.count == count && svd.left.count == rows * count && svd.right.count == count * columns)
    for row in 0..<rows {
      for column in 0..<columns {
        let value = (0..<count).reduce(0.0) {
          $0 + svd.left[row * count + $1] * svd.values[$1] * svd.right[$1 * columns + column]
        }
        #expect(abs(value - matrix[row * columns + column]) < 1e-13)
      }
    }
    for j in 0..<count {
      for k in 0..<count {
        let leftDot = (0..<rows).reduce(0.0) { $0 + svd.left[$1 * count + j] * svd.left[$1 * count + k] }
        let rightDot = (0..<columns).reduce(0.0) { $0 + svd.right[j * columns + $1] * svd.right[k * columns + $1] }
        #expect(abs(leftDot - (j == k ? 1 : 0)) < 1e-13)
        #expect(abs(rightDot - (j == k ? 1 : 0)) < 1e-13)
      }
    }
    #expect(zip(svd.values, svd.values.dropFirst()).allSatisfy { $0 >= $1 })
  }

  @Test("rank one: one singular value |a||b|, the others zero", arguments: [(4, 9), (9, 4), (3, 3)])
  func rankOne(rows: Int, columns: Int) throws {
    let a = fixedNumbers(rows, seed: 5)
    let b = fixedNumbers(columns, seed: 6)
    let svd = try SingularValues(of: a.flatMap { x in b.map { x * $0 } }, rows: rows, columns: columns)
    let norm = (a.reduce(0) { $0 + $1 * $1 } * b.reduce(0) { $0 + $1 * $1 }).squareRoot()
    #expect(abs(svd.values[0] - norm) < 1e-13 * norm)
    #expect(svd.values.dropFirst().allSatisfy { $0 < 1e-14 * norm })
  }

  @Test("small singular values survive where squaring loses them")
  func accuracy() throws {
    let svd = try SingularValues(of: [1, 1, 0, 1e-10], rows: 2, columns: 2)
    #expect(abs(svd.values[1] / (1e-10 / 2.0.squareRoot()) - 1) < 1e-5)
  }

  @Test("vectors that were not asked for are not there", arguments: [(true, false), (false, true), (false, false)])
  func optionalVectors(left: Bool, right: Bool) throws {
    let matrix = fixedNumbers(60, seed: 8)
    let full = try SingularValues(of: matrix, rows: 12, columns: 5)
    let svd = try SingularValues(of: matrix, rows: 12, columns: 5, wantsLeft: left, wantsRight: right)
    #expect(svd.left.isEmpty == !left && svd.right.isEmpty == !right)
    for (value, other) in zip(svd.values, full.values) { #expect(abs(value - other) < 1e-13) }
  }

  @Test("an empty matrix has none", arguments: [(0, 0), (0, 4), (4, 0)])
  func empty(rows: Int, columns: Int) throws {
    #expect(try SingularValues(of: [], rows: rows, columns: columns).values.isEmpty)
  }

  @Test("zero matrices are fine") func zero() throws {
    #expect(try SingularValues(of: [0, 0, 0, 0, 0, 0], rows: 2, columns: 3).values == [0, 0])
  }

  @Test("bad input is refused", arguments: [Double.nan, .infinity, -.infinity])
  func notFinite(value: Double) {
    #expect { try SingularValues(of: [1, value], rows: 1, columns: 2) } throws: {
      ($0 as? LinearAlgebraError)?.code == .notFinite
    }
  }

  @Test("wrong shapes are refused", arguments: [(5, 2, 3), (6, -2, -3), (0, Int.max, 2), (0, 1 << 40, 0)])
  func wrongShape(count: Int, rows: Int, columns: Int) {
    #expect { try SingularValues(of: [Double](repeating: 1, count: count), rows: rows, columns: columns) } throws: {
      ($0 as? LinearAlgebraError)?.code == .wrongShape
    }
  }
}
