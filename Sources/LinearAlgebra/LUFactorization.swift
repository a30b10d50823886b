import COpenBLAS

/// A square matrix factored for solving linear systems: rows exchanged, then lower times upper triangle.
///
/// Float64, by LAPACK's `dgetrf` and `dgetrs`: 2/3 n^3 operations once, 2 n^2 for each system.
public struct LUFactorization: Sendable {
  /// Number of rows n.
  public let size: Int
  /// Whether a pivot is exactly zero; then no system can be solved.
  ///
  /// A matrix that is singular only up to rounding mostly has a tiny pivot instead; see `pivotRatio`.
  public let isSingular: Bool
  /// Smallest over largest magnitude of the pivots, in [0, 1]; 1 for an empty matrix.
  ///
  /// A hint, no bound: values near the unit of rounding mean that solutions are noise.
  public let pivotRatio: Double
  private let factors: [Double]
  private let exchanges: [Int32]

  /// Factors a matrix.
  ///
  /// - Parameters:
  ///   - matrix: A, `[size, size]` row-major.
  ///   - size: number of rows n, zero or more.
  /// - Throws: `LinearAlgebraError`: wrong shape, NaN or infinity. A singular matrix is a result, not an error.
  public init(of matrix: consuming [Double], size: Int) throws(LinearAlgebraError) {
    let operation = "LU factorisation"
    try LAPACKArguments.check(matrix, rows: size, columns: size, operation: operation)
    self.size = size
    guard size > 0 else {
      isSingular = false
      pivotRatio = 1
      factors = []
      exchanges = []
      return
    }
    // In LAPACK's column order our A is its transpose: A^T is what is factored, and `solve` asks for the other one.
    var factors = matrix
    var exchanges = [Int32](repeating: 0, count: size)
    var n = Int32(size)
    var info: Int32 = 0
    dgetrf_(&n, &n, &factors, &n, &exchanges, &info)
    if info < 0 { try LAPACKArguments.check(info: info, operation: operation) }
    var smallest = Double.infinity
    var largest = 0.0
    for row in 0..<size {
      let pivot = abs(factors[row * size + row])
      smallest = min(smallest, pivot)
      largest = max(largest, pivot)
    }
    isSingular = info > 0
    pivotRatio = largest > 0 ? smallest / largest : 0
    self.factors = factors
    self.exchanges = exchanges
  }

  /// Solves op(A) x = b for one or more right-hand sides.
  ///
  /// - Parameters:
  ///   - rightHandSides: vectors b, `[count, size]` row-major: every row is one of them.
  ///   - count: number of right-hand sides, zero or more.
  ///   - transposed: whether op(A) is A or its transpose.
  /// - Returns: the solutions x, `[count, size]`; not finite where a tiny pivot overflows them.
  /// - Throws: `LinearAlgebraError`: a singular matrix, wrong shape, NaN or infinity.
  public func solve(
    _ rightHandSides: [Double], count: Int = 1, transposed: Transposition = .none
  ) throws(LinearAlgebraError) -> [Double] {
    let operation = "linear system"
    try LAPACKArguments.check(rightHandSides, rows: count, columns: size, operation: operation)
    guard !isSingular else {
      throw LinearAlgebraError(code: .singular, operation: operation, message: "the matrix is singular")
    }
    guard size > 0, count > 0 else { return [] }
    var solutions = rightHandSides
    var operationCharacter = CChar(UInt8(ascii: transposed == .none ? "T" : "N"))
    var n = Int32(size)
    var columns = Int32(count)
    var info: Int32 = 0
    dgetrs_(&operationCharacter, &n, &columns, factors, &n, exchanges, &solutions, &n, &info, 1)
    try LAPACKArguments.check(info: info, operation: operation)
    return solutions
  }
}
