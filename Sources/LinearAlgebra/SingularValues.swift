import COpenBLAS

/// Thin singular value decomposition: A = U diag(s) V^T with k = min(rows, columns) singular values.
///
/// Float64, by LAPACK's `dgesvd` (QR iteration, with a QR or LQ factorisation first when A is long and narrow).
/// Singular values are exact to a few units of rounding of the largest one, which eigenvalues of A^T A are not.
public struct SingularValues: Sendable {
  /// Number of rows m of A.
  public let rows: Int
  /// Number of columns n of A.
  public let columns: Int
  /// The k singular values, largest first, none negative.
  public let values: [Double]
  /// U, `[m, k]` row-major with orthonormal columns; empty unless asked for.
  public let left: [Double]
  /// V^T, `[k, n]` row-major: row j is the right singular vector of `values[j]`; empty unless asked for.
  ///
  /// The sign of each pair of vectors is arbitrary.
  public let right: [Double]

  /// Number of singular values k.
  public var count: Int { values.count }

  /// Decomposes a matrix.
  ///
  /// - Parameters:
  ///   - matrix: A, `[rows, columns]` row-major.
  ///   - rows: number of rows m, zero or more.
  ///   - columns: number of columns n, zero or more.
  ///   - wantsLeft: whether to compute U.
  ///   - wantsRight: whether to compute V^T.
  /// - Throws: `LinearAlgebraError`: wrong shape, NaN or infinity, no convergence.
  public init(
    of matrix: [Double], rows: Int, columns: Int, wantsLeft: Bool = true, wantsRight: Bool = true
  ) throws(LinearAlgebraError) {
    let operation = "singular values"
    try LAPACKArguments.check(matrix, rows: rows, columns: columns, operation: operation)
    self.rows = rows
    self.columns = columns
    let count = min(rows, columns)
    guard count > 0 else {
      values = []
      left = []
      right = []
      return
    }
    // In LAPACK's column order our A is its transpose, A^T = V diag(s) U^T: LAPACK's "U" is V, whose columns are our
    // rows of V^T, and its "VT" is U^T, which in row order is U.
    var a = matrix
    var s = [Double](repeating: 0, count: count)
    var v = [Double](repeating: 0, count: wantsRight ? count * columns : 1)
    var u = [Double](repeating: 0, count: wantsLeft ? count * rows : 1)
    var jobV = CChar(UInt8(ascii: wantsRight ? "S" : "N"))
    var jobU = CChar(UInt8(ascii: wantsLeft ? "S" : "N"))
    var m = Int32(columns)
    var n = Int32(rows)
    var leadingV = Int32(wantsRight ? columns : 1)
    var leadingU = Int32(wantsLeft ? count : 1)
    var info: Int32 = 0
    var length: Int32 = -1
    var answer = 0.0
    dgesvd_(&jobV, &jobU, &m, &n, &a, &m, &s, &v, &leadingV, &u, &leadingU, &answer, &length, &info, 1, 1)
    try LAPACKArguments.check(info: info, operation: operation)
    length = try LAPACKArguments.workspace(answer, operation: operation)
    var work = [Double](repeating: 0, count: Int(length))
    dgesvd_(&jobV, &jobU, &m, &n, &a, &m, &s, &v, &leadingV, &u, &leadingU, &work, &length, &info, 1, 1)
    try LAPACKArguments.check(info: info, operation: operation)
    values = s
    left = wantsLeft ? u : []
    right = wantsRight ? v : []
  }
}
