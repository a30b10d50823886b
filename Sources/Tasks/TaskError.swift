/// A task that cannot be built from the given parameters.
public struct TaskError: Error, Sendable, Equatable, CustomStringConvertible {
  /// What went wrong.
  public enum Code: String, Sendable {
    case stepNotPositive, negativeDuration, notAMultipleOfTheStep, emptyTrial, emptyResponse
  }

  /// What went wrong.
  public let code: Code
  /// The parameter at fault, named as in the configuration.
  public let parameter: String
  /// The rule that was broken, in one sentence.
  public let message: String

  /// One line for people.
  public var description: String { message }
}
