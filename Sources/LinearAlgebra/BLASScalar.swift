import COpenBLAS

/// Whether a matrix enters a product as it is or transposed.
public enum Transposition: Sendable {
  case none, transposed

  var cblas: CBLAS_TRANSPOSE { self == .none ? CblasNoTrans : CblasTrans }
}

/// A scalar OpenBLAS can multiply: `Float` or `Double`.
///
/// Numerical code is written once over this protocol: training runs it in Float32, gradients are checked in Float64.
public protocol BLASScalar: BinaryFloatingPoint, Sendable {
  /// General matrix product C = alpha op(A) op(B) + beta C, row-major.
  ///
  /// Shapes: op(A) `[rows, depth]`, op(B) `[depth, columns]`, C `[rows, columns]`. A leading dimension is the distance
  /// between the starts of two rows as stored.
  static func multiply(
    _ transposeA: Transposition, _ transposeB: Transposition, rows: Int, columns: Int, depth: Int, alpha: Self,
    _ a: UnsafePointer<Self>, leadingA: Int, _ b: UnsafePointer<Self>, leadingB: Int, beta: Self,
    _ c: UnsafeMutablePointer<Self>, leadingC: Int)

  /// Matrix-vector product y = alpha op(A) x + beta y, row-major; A is stored as `[rows, columns]`.
  static func multiply(
    _ transposeA: Transposition, rows: Int, columns: Int, alpha: Self, _ a: UnsafePointer<Self>, leadingA: Int,
    _ x: UnsafePointer<Self>, beta: Self, _ y: UnsafeMutablePointer<Self>)
}

extension Float: BLASScalar {
  public static func multiply(
    _ transposeA: Transposition, _ transposeB: Transposition, rows: Int, columns: Int, depth: Int, alpha: Float,
    _ a: UnsafePointer<Float>, leadingA: Int, _ b: UnsafePointer<Float>, leadingB: Int, beta: Float,
    _ c: UnsafeMutablePointer<Float>, leadingC: Int
  ) {
    cblas_sgemm(
      CblasRowMajor, transposeA.cblas, transposeB.cblas, blasint(rows), blasint(columns), blasint(depth), alpha, a,
      blasint(leadingA), b, blasint(leadingB), beta, c, blasint(leadingC))
  }

  public static func multiply(
    _ transposeA: Transposition, rows: Int, columns: Int, alpha: Float, _ a: UnsafePointer<Float>, leadingA: Int,
    _ x: UnsafePointer<Float>, beta: Float, _ y: UnsafeMutablePointer<Float>
  ) {
    cblas_sgemv(
      CblasRowMajor, transposeA.cblas, blasint(rows), blasint(columns), alpha, a, blasint(leadingA), x, 1, beta, y, 1)
  }
}

extension Double: BLASScalar {
  public static func multiply(
    _ transposeA: Transposition, _ transposeB: Transposition, rows: Int, columns: Int, depth: Int, alpha: Double,
    _ a: UnsafePointer<Double>, leadingA: Int, _ b: UnsafePointer<Double>, leadingB: Int, beta: Double,
    _ c: UnsafeMutablePointer<Double>, leadingC: Int
  ) {
    cblas_dgemm(
      CblasRowMajor, transposeA.cblas, transposeB.cblas, blasint(rows), blasint(columns), blasint(depth), alpha, a,
      blasint(leadingA), b, blasint(leadingB), beta, c, blasint(leadingC))
  }

  public static func multiply(
    _ transposeA: Transposition, rows: Int, columns: Int, alpha: Double, _ a: UnsafePointer<Double>, leadingA: Int,
    _ x: UnsafePointer<Double>, beta: Double, _ y: UnsafeMutablePointer<Double>
  ) {
    cblas_dgemv(
      CblasRowMajor, transposeA.cblas, blasint(rows), blasint(columns), alpha, a, blasint(leadingA), x, 1, beta, y, 1)
  }
}
