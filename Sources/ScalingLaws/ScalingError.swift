/// Why a table cannot be read or a law cannot be fitted.
public struct ScalingError: Error, Sendable, Equatable, CustomStringConvertible {
  /// What went wrong.
  public enum Code: String, Sendable {
    /// A table that is not one of counts: a column is missing, or a field is no number.
    case badTable
    /// A table from which no law can be had, such as one with a single learning rate.
    case nothingToFit
    /// Two tables without a common cell.
    case nothingToCompare
  }

  /// What went wrong.
  public let code: Code
  /// The file and line, or the boundary.
  public let place: String
  /// What was found and what was expected.
  public let message: String
  /// The way out.
  public let hint: String?

  /// Creates an error.
  public init(_ code: Code, place: String, message: String, hint: String? = nil) {
    self.code = code
    self.place = place
    self.message = message
    self.hint = hint
  }

  /// One line: place, what, way out.
  public var description: String { "\(place): \(message)" + (hint.map { " (\($0))" } ?? "") }
}
