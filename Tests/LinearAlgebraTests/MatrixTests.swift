import LinearAlgebra
import Testing

@Suite struct MatrixTests {
  @Test(arguments: [(1, 1, 1), (1, 7, 3), (100, 128, 100), (129, 2, 65), (0, 3, 2), (3, 2, 0)])
  func productAgreesWithPlainLoops(rows: Int, columns: Int, depth: Int) throws {
    try check(Float.self, rows, columns, depth, tolerance: 1e-4)
    try check(Double.self, rows, columns, depth, tolerance: 1e-12)
  }

  private func check<Scalar: BLASScalar>(
    _: Scalar.Type, _ rows: Int, _ columns: Int, _ depth: Int, tolerance: Double
  ) throws {
    for (first, second) in [(Transposition.none, Transposition.none), (.transposed, .none), (.none, .transposed)] {
      var a = first == .none ? Matrix<Scalar>(rows: rows, columns: depth) : Matrix(rows: depth, columns: rows)
      var b = second == .none ? Matrix<Scalar>(rows: depth, columns: columns) : Matrix(rows: columns, columns: depth)
      for i in 0..<a.rows { for j in 0..<a.columns { a[i, j] = Scalar((i * 7 + j * 3) % 11) - 5 } }
      for i in 0..<b.rows { for j in 0..<b.columns { b[i, j] = Scalar((i * 5 + j * 2) % 13) / 4 } }
      let product = try a.times(b, transposed: first, otherTransposed: second)
      #expect(product.rows == rows && product.columns == columns)
      for i in 0..<rows {
        for j in 0..<columns {
          var sum = 0.0
          for k in 0..<depth {
            let left = first == .none ? a[i, k] : a[k, i]
            let right = second == .none ? b[k, j] : b[j, k]
            sum += Double(left) * Double(right)
          }
          #expect(abs(Double(product[i, j]) - sum) <= tolerance * max(1, abs(sum)))
        }
      }
    }
  }

  @Test func memoryIsAlignedToCacheLines() {
    let matrix = Matrix<Float>(rows: 3, columns: 5)
    #expect(UInt(bitPattern: matrix.pointer) % 64 == 0)
    let buffer = AlignedBuffer<Double>(count: 1)
    #expect(UInt(bitPattern: buffer.pointer) % 64 == 0)
  }

  @Test func unequalInnerDimensionsAreAnError() throws {
    let a = Matrix<Double>(rows: 2, columns: 3)
    let b = Matrix<Double>(rows: 2, columns: 3)
    #expect(throws: LinearAlgebraError.self) { _ = try a.times(b) }
    #expect(throws: LinearAlgebraError.self) { _ = try Matrix<Double>(rows: 2, columns: 2, elements: [1]) }
  }

  @Test func versionIsKnown() {
    #expect(OpenBLAS.version.contains("."))
    #expect(!OpenBLAS.coreName.isEmpty)
  }
}
