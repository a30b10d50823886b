import LinearAlgebra

/// Dynamics that cannot be computed from what was given.
public struct DynamicsError: Error, Sendable, Equatable, CustomStringConvertible {
  /// What went wrong.
  public enum Code: String, Sendable {
    case missingTensor, wrongShape, notFinite, badParameter, tooLarge, linearAlgebra
  }

  /// What went wrong.
  public let code: Code
  /// The tensor, parameter or quantity at fault, such as `W_rec` or `alpha`.
  public let place: String
  /// The rule that was broken, in one sentence.
  public let message: String
  /// The error of the library below, where there was one.
  public let cause: LinearAlgebraError?

  /// Creates an error.
  public init(code: Code, place: String, message: String, cause: LinearAlgebraError? = nil) {
    self.code = code
    self.place = place
    self.message = message
    self.cause = cause
  }

  /// One line for people.
  public var description: String { "\(place): \(message)" }

  init(_ cause: LinearAlgebraError, place: String) {
    let code: Code = cause.code == .notFinite ? .notFinite : .linearAlgebra
    self.init(code: code, place: place, message: cause.description, cause: cause)
  }
}
