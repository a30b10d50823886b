/// Why one network cannot be trained; it fails that network and no other.
public struct TrainingError: Error, Sendable, Equatable, CustomStringConvertible {
  /// What went wrong.
  public enum Code: String, Sendable {
    case tooLarge
  }

  /// What went wrong.
  public let code: Code
  /// The cause in one sentence.
  public let message: String
  /// The way out.
  public let hint: String

  /// One line for people.
  public var description: String { "\(message) (\(hint))" }
}
