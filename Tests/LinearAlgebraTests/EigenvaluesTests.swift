import Foundation
import LinearAlgebra
import Testing

@Suite("Eigenvalues") struct EigenvaluesTests {
  /// The companion matrix of a monic polynomial, whose eigenvalues are its roots.
  ///
  /// - Parameter coefficients: of x^0, x^1, ... x^(n-1).
  static func companion(_ coefficients: [Double]) -> [Double] {
    let size = coefficients.count
    var matrix = [Double](repeating: 0, count: size * size)
    for row in 0..<size {
      if row > 0 { matrix[row * size + row - 1] = 1 }
      matrix[row * size + size - 1] = -coefficients[row]
    }
    return matrix
  }

  @Test("analytic: companion matrix of (x - 1)(x - 2)(x + 3)") func companion() throws {
    let eigen = try Eigenvalues(of: Self.companion([6, -7, 0]), size: 3)
    for (found, exact) in zip(eigen.values, [-3.0, 2, 1]) {
      #expect(abs(found.real - exact) < 1e-13 && found.isReal)
    }
  }

  @Test("analytic: roots of one, all of magnitude one", arguments: [1, 2, 3, 8, 31])
  func rootsOfOne(size: Int) throws {
    let eigen = try Eigenvalues(of: Self.companion([-1] + [Double](repeating: 0, count: size - 1)), size: size)
    #expect(eigen.values.count == size)
    for k in 0..<size {
      let angle = 2 * Double.pi * Double(k) / Double(size)
      let nearest = eigen.values.map { hypot($0.real - cos(angle), $0.imaginary - sin(angle)) }.min()
      #expect(try #require(nearest) < 1e-13)
    }
  }

  @Test("analytic: rotation blocks give pairs, the positive imaginary part first") func rotations() throws {
    let (slow, fast) = (0.9, 1.1)
    var matrix = [Double](repeating: 0, count: 25)
    for (block, (radius, angle)) in [(slow, 0.3), (fast, 2.0)].enumerated() {
      let at = 2 * block
      matrix[at * 5 + at] = radius * cos(angle)
      matrix[at * 5 + at + 1] = -radius * sin(angle)
      matrix[(at + 1) * 5 + at] = radius * sin(angle)
      matrix[(at + 1) * 5 + at + 1] = radius * cos(angle)
    }
    matrix[24] = 1
    let values = try Eigenvalues(of: matrix, size: 5).values
    for (found, exact) in zip(values.map(\.magnitude), [fast, fast, 1, slow, slow]) {
      #expect(abs(found - exact) < 1e-15)
    }
    for (found, exact) in zip(values.map(\.angle), [2.0, -2.0, 0, 0.3, -0.3]) { #expect(abs(found - exact) < 1e-15) }
    #expect(values[1] == values[0].conjugate && values[4] == values[3].conjugate)
  }

  @Test("analytic: a triangle shows its diagonal") func triangle() throws {
    let eigen = try Eigenvalues(of: [0.5, 7, -3, 0, -2, 11, 0, 0, 1], size: 3)
    for (found, exact) in zip(eigen.values, [-2, 1, 0.5]) { #expect(abs(found.real - exact) < 1e-14) }
  }

  @Test("a Jordan block turned into another basis is known to the root of rounding") func defective() throws {
    // S [[1, 1], [0, 1]] S^-1 with S a rotation by 0.7.
    let (c, s) = (cos(0.7), sin(0.7))
    let eigen = try Eigenvalues(of: [1 - c * s, c * c, -s * s, 1 + c * s], size: 2)
    for value in eigen.values { #expect(hypot(value.real - 1, value.imaginary) < 1e-7) }
    // The mean of the two is as good as ever.
    #expect(abs(eigen.values[0].real + eigen.values[1].real - 2) < 1e-14)
  }

  @Test("vectors satisfy A w = value w and have length one", arguments: [1, 2, 5, 33])
  func residual(size: Int) throws {
    let matrix = fixedNumbers(size * size, seed: 5)
    let eigen = try Eigenvalues(of: matrix, size: size, wantsVectors: true)
    #expect(size < 5 || eigen.values.contains { !$0.isReal })
    for k in 0..<size {
      let value = eigen.values[k]
      let real = Array(eigen.realParts[(k * size)..<((k + 1) * size)])
      let imaginary = Array(eigen.imaginaryParts[(k * size)..<((k + 1) * size)])
      #expect(abs((real + imaginary).reduce(0) { $0 + $1 * $1 } - 1) < 1e-13)
      for row in 0..<size {
        let productReal = (0..<size).reduce(0.0) { $0 + matrix[row * size + $1] * real[$1] }
        let productImaginary = (0..<size).reduce(0.0) { $0 + matrix[row * size + $1] * imaginary[$1] }
        let errorReal = productReal - (value.real * real[row] - value.imaginary * imaginary[row])
        let errorImaginary = productImaginary - (value.real * imaginary[row] + value.imaginary * real[row])
        #expect(hypot(errorReal, errorImaginary) < 1e-13 * Double(size))
      }
    }
  }

  @Test("values do not depend on whether vectors are computed", arguments: [1, 4, 20])
  func withoutVectors(size: Int) throws {
    let matrix = fixedNumbers(size * size, seed: 9)
    let alone = try Eigenvalues(of: matrix, size: size)
    let both = try Eigenvalues(of: matrix, size: size, wantsVectors: true)
    #expect(alone.realParts.isEmpty && alone.imaginaryParts.isEmpty)
    for (first, second) in zip(alone.values, both.values) {
      #expect(hypot(first.real - second.real, first.imaginary - second.imaginary) < 1e-12)
    }
  }

  @Test("an empty matrix has no eigenvalues, a number has itself") func smallest() throws {
    #expect(try Eigenvalues(of: [], size: 0, wantsVectors: true).values.isEmpty)
    #expect(try Eigenvalues(of: [-3], size: 1).values == [Eigenvalue(real: -3)])
  }

  @Test("bad input is refused", arguments: [Double.nan, .infinity, -.infinity])
  func notFinite(value: Double) {
    #expect { try Eigenvalues(of: [1, value, 0, 1], size: 2) } throws: {
      ($0 as? LinearAlgebraError)?.code == .notFinite
    }
  }

  @Test("wrong shapes are refused", arguments: [(3, 2), (4, -2), (0, 1), (1, Int.max)])
  func wrongShape(count: Int, size: Int) {
    #expect { try Eigenvalues(of: [Double](repeating: 1, count: count), size: size) } throws: {
      ($0 as? LinearAlgebraError)?.code == .wrongShape
    }
  }
}
