import COpenBLAS

/// Eigenvalues of a general real matrix, and its right eigenvectors where they are asked for: A w_k = values[k] w_k.
///
/// Float64, by LAPACK's `dgeev` (balancing, Hessenberg form, QR iteration): about 10 n^3 operations for values alone and
/// 25 n^3 with vectors, one copy of A and a small workspace. A simple eigenvalue comes out to rounding times its
/// condition number; a defective one of multiplicity m only to rounding^(1/m), which is the mathematics and no fault.
///
/// Order: magnitude decreasing; on equal magnitudes the larger real part first; the members of a complex pair follow
/// one another, the one with the positive imaginary part first.
public struct Eigenvalues: Sendable {
  /// Number of rows n.
  public let size: Int
  /// The n eigenvalues, largest magnitude first.
  public let values: [Eigenvalue]
  /// Real parts of the right eigenvectors, `[n, n]` row-major: row k belongs to `values[k]`; empty unless asked for.
  ///
  /// Real and imaginary part together have length one. The phase is arbitrary.
  public let realParts: [Double]
  /// Imaginary parts of the right eigenvectors, `[n, n]` row-major; empty unless asked for.
  public let imaginaryParts: [Double]

  /// Decomposes a matrix.
  ///
  /// - Parameters:
  ///   - matrix: A, `[size, size]` row-major.
  ///   - size: number of rows n, zero or more.
  ///   - wantsVectors: whether to compute the right eigenvectors.
  /// - Throws: `LinearAlgebraError`: wrong shape, NaN or infinity, no convergence.
  public init(of matrix: [Double], size: Int, wantsVectors: Bool = false) throws(LinearAlgebraError) {
    let operation = "eigenvalues"
    try LAPACKArguments.check(matrix, rows: size, columns: size, operation: operation)
    self.size = size
    guard size > 0 else {
      values = []
      realParts = []
      imaginaryParts = []
      return
    }
    // In LAPACK's column order our A is its transpose, which has the same eigenvalues. Its left eigenvectors obey
    // u^H A^T = value u^H, so A conj(u) = value conj(u): conjugated they are our right ones.
    var a = matrix
    var real = [Double](repeating: 0, count: size)
    var imaginary = [Double](repeating: 0, count: size)
    var left = [Double](repeating: 0, count: wantsVectors ? size * size : 1)
    var right = 0.0
    var jobLeft = CChar(UInt8(ascii: wantsVectors ? "V" : "N"))
    var jobRight = CChar(UInt8(ascii: "N"))
    var n = Int32(size)
    var leadingRight: Int32 = 1
    var leadingLeft = wantsVectors ? n : 1
    var info: Int32 = 0
    var length: Int32 = -1
    var answer = 0.0
    dgeev_(
      &jobLeft, &jobRight, &n, &a, &n, &real, &imaginary, &left, &leadingLeft, &right, &leadingRight, &answer, &length,
      &info, 1, 1)
    try LAPACKArguments.check(info: info, operation: operation)
    length = try LAPACKArguments.workspace(answer, operation: operation)
    var work = [Double](repeating: 0, count: Int(length))
    dgeev_(
      &jobLeft, &jobRight, &n, &a, &n, &real, &imaginary, &left, &leadingLeft, &right, &leadingRight, &work, &length,
      &info, 1, 1)
    try LAPACKArguments.check(info: info, operation: operation)

    let found = (0..<size).map { Eigenvalue(real: real[$0], imaginary: imaginary[$0]) }
    // LAPACK gives the members of a pair side by side, the positive imaginary part first; their own order settles ties.
    let order = found.indices.sorted { first, second in
      let (a, b) = (found[first], found[second])
      if a.magnitude != b.magnitude { return a.magnitude > b.magnitude }
      return a.real != b.real ? a.real > b.real : first < second
    }
    values = order.map { found[$0] }
    guard wantsVectors else {
      realParts = []
      imaginaryParts = []
      return
    }
    var realParts: [Double] = []
    var imaginaryParts: [Double] = []
    realParts.reserveCapacity(size * size)
    imaginaryParts.reserveCapacity(size * size)
    for column in order {
      // A pair shares two columns: the real part, then the imaginary part of its first member's left eigenvector.
      let isSecond = found[column].imaginary < 0
      let first = isSecond ? column - 1 : column
      realParts += left[(first * size)..<((first + 1) * size)]
      guard !found[column].isReal else {
        imaginaryParts += repeatElement(0, count: size)
        continue
      }
      let part = left[((first + 1) * size)..<((first + 2) * size)]
      imaginaryParts += part.map { isSecond ? $0 : -$0 }
    }
    self.realParts = realParts
    self.imaginaryParts = imaginaryParts
  }
}
