/// A dense row-major matrix that owns its 64-byte-aligned memory.
///
/// Rows follow one another without gaps; all elements start at zero.
public struct Matrix<Scalar: BLASScalar>: ~Copyable {
  /// Number of rows.
  public let rows: Int
  /// Number of columns, also the leading dimension.
  public let columns: Int
  private var storage: AlignedBuffer<Scalar>

  /// Creates a matrix of zeros.
  public init(rows: Int, columns: Int) {
    precondition(rows >= 0 && columns >= 0, "a matrix cannot have a negative size")
    self.rows = rows
    self.columns = columns
    storage = AlignedBuffer(count: rows * columns)
  }

  /// Creates a matrix from its elements in row order.
  ///
  /// - Throws: `LinearAlgebraError` when the number of elements is not rows x columns.
  public init(rows: Int, columns: Int, elements: [Scalar]) throws(LinearAlgebraError) {
    guard rows >= 0, columns >= 0, elements.count == rows * columns else {
      throw LinearAlgebraError(
        code: .wrongShape, operation: "Matrix",
        message: "\(elements.count) elements do not fill \(rows) x \(columns)")
    }
    self.rows = rows
    self.columns = columns
    storage = AlignedBuffer(elements)
  }

  /// Element at a row and a column, with bounds checks.
  public subscript(row: Int, column: Int) -> Scalar {
    get {
      precondition(row >= 0 && row < rows && column >= 0 && column < columns, "index out of range")
      return storage[row * columns + column]
    }
    set {
      precondition(row >= 0 && row < rows && column >= 0 && column < columns, "index out of range")
      storage[row * columns + column] = newValue
    }
  }

  /// Where the elements are; valid as long as the matrix lives.
  public var pointer: UnsafeMutablePointer<Scalar> { storage.pointer }

  /// The elements in row order.
  public var elements: [Scalar] { storage.array }

  /// The product op(self) op(other).
  ///
  /// - Throws: `LinearAlgebraError` when the inner dimensions differ.
  public func times(
    _ other: borrowing Matrix<Scalar>, transposed: Transposition = .none, otherTransposed: Transposition = .none
  ) throws(LinearAlgebraError) -> Matrix<Scalar> {
    let (outer, inner) = transposed == .none ? (rows, columns) : (columns, rows)
    let (otherInner, otherOuter) =
      otherTransposed == .none ? (other.rows, other.columns) : (other.columns, other.rows)
    guard inner == otherInner else {
      throw LinearAlgebraError(
        code: .wrongShape, operation: "matrix product",
        message: "cannot multiply \(outer) x \(inner) by \(otherInner) x \(otherOuter)")
    }
    let product = Matrix(rows: outer, columns: otherOuter)
    if outer > 0, otherOuter > 0, inner > 0 {
      Scalar.multiply(
        transposed, otherTransposed, rows: outer, columns: otherOuter, depth: inner, alpha: 1, pointer,
        leadingA: columns, other.pointer, leadingB: other.columns, beta: 0, product.pointer, leadingC: otherOuter)
    }
    return product
  }
}
