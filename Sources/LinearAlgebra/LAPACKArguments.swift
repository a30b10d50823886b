/// What every LAPACK call here checks first, because LAPACK itself prints and stops on bad arguments.
enum LAPACKArguments {
  /// Checks that `elements` fills `rows` x `columns`, fits 32-bit LAPACK, and is finite.
  static func check(
    _ elements: [Double], rows: Int, columns: Int, operation: String
  ) throws(LinearAlgebraError) {
    guard rows >= 0, columns >= 0 else {
      throw LinearAlgebraError(
        code: .wrongShape, operation: operation, message: "a shape of \(rows) x \(columns) has a negative size")
    }
    let (count, overflow) = rows.multipliedReportingOverflow(by: columns)
    guard !overflow, rows <= Int(Int32.max), columns <= Int(Int32.max) else {
      throw LinearAlgebraError(
        code: .wrongShape, operation: operation, message: "\(rows) x \(columns) is too large for 32-bit LAPACK")
    }
    guard elements.count == count else {
      throw LinearAlgebraError(
        code: .wrongShape, operation: operation, message: "\(elements.count) elements do not fill \(rows) x \(columns)")
    }
    guard elements.allSatisfy(\.isFinite) else {
      throw LinearAlgebraError(
        code: .notFinite, operation: operation, message: "the matrix holds NaN or infinity")
    }
  }

  /// Turns LAPACK's INFO into an error.
  static func check(info: Int32, operation: String) throws(LinearAlgebraError) {
    if info < 0 {
      throw LinearAlgebraError(
        code: .illegalArgument, operation: operation, message: "LAPACK refused its argument \(-Int(info))")
    }
    if info > 0 {
      throw LinearAlgebraError(
        code: .didNotConverge, operation: operation, message: "\(info) off-diagonal elements did not converge to zero")
    }
  }

  /// Workspace length from the answer of a workspace query.
  static func workspace(_ answer: Double, operation: String) throws(LinearAlgebraError) -> Int32 {
    guard let length = Int32(exactly: answer.rounded(.up)), length >= 1 else {
      throw LinearAlgebraError(
        code: .wrongShape, operation: operation, message: "the workspace is too large for 32-bit LAPACK")
    }
    return length
  }
}
