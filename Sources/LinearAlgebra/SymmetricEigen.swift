import COpenBLAS

/// Eigenvalues and eigenvectors of a real symmetric matrix: A = sum_k values[k] v_k v_k^T.
///
/// Float64, by LAPACK's `dsyev` (implicit QL); about 9 n^3 operations, one copy of A and a small workspace.
public struct SymmetricEigen: Sendable {
  /// Number of rows n.
  public let size: Int
  /// The n eigenvalues, largest first.
  public let values: [Double]
  /// The eigenvectors, `[n, n]` row-major: row k belongs to `values[k]` and has length one.
  ///
  /// Their signs are arbitrary.
  public let vectors: [Double]

  /// Eigenvector k.
  public func vector(_ k: Int) -> ArraySlice<Double> { vectors[(k * size)..<((k + 1) * size)] }

  /// Decomposes a symmetric matrix.
  ///
  /// - Parameters:
  ///   - matrix: A, `[size, size]` row-major; only the part on and above the diagonal is read.
  ///   - size: number of rows n, zero or more.
  /// - Throws: `LinearAlgebraError`: wrong shape, NaN or infinity, no convergence.
  public init(of matrix: [Double], size: Int) throws(LinearAlgebraError) {
    let operation = "symmetric eigenvalues"
    try LAPACKArguments.check(matrix, rows: size, columns: size, operation: operation)
    self.size = size
    guard size > 0 else {
      values = []
      vectors = []
      return
    }
    // Above the diagonal in row order is below the diagonal in LAPACK's column order.
    var a = matrix
    var ascending = [Double](repeating: 0, count: size)
    var jobs = CChar(UInt8(ascii: "V"))
    var part = CChar(UInt8(ascii: "L"))
    var n = Int32(size)
    var info: Int32 = 0
    var length: Int32 = -1
    var answer = 0.0
    dsyev_(&jobs, &part, &n, &a, &n, &ascending, &answer, &length, &info, 1, 1)
    try LAPACKArguments.check(info: info, operation: operation)
    length = try LAPACKArguments.workspace(answer, operation: operation)
    var work = [Double](repeating: 0, count: Int(length))
    dsyev_(&jobs, &part, &n, &a, &n, &ascending, &work, &length, &info, 1, 1)
    try LAPACKArguments.check(info: info, operation: operation)
    values = ascending.reversed()
    // LAPACK's eigenvectors are columns in column order, which are our rows, smallest first.
    var rows: [Double] = []
    rows.reserveCapacity(a.count)
    for k in stride(from: size - 1, through: 0, by: -1) { rows += a[(k * size)..<((k + 1) * size)] }
    vectors = rows
  }
}
