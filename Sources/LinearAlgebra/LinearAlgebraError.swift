/// A linear-algebra operation that cannot be carried out.
public struct LinearAlgebraError: Error, Sendable, Equatable, CustomStringConvertible {
  /// What went wrong.
  public enum Code: String, Sendable {
    case wrongShape, notFinite, didNotConverge, illegalArgument, singular
  }

  /// What went wrong.
  public let code: Code
  /// The operation that failed.
  public let operation: String
  /// The cause in one sentence.
  public let message: String

  /// Creates an error.
  public init(code: Code, operation: String, message: String) {
    self.code = code
    self.operation = operation
    self.message = message
  }

  /// One line for people.
  public var description: String { "\(operation): \(message)" }
}
