/// Why a benchmark cannot be run.
public struct BenchError: Error, Sendable, Equatable, CustomStringConvertible {
  /// What went wrong.
  public enum Code: String, Sendable {
    /// There is no such network or task.
    case invalidCase
    /// A network does not fit into this machine, or not once per rank.
    case tooLarge
  }

  /// What went wrong.
  public let code: Code
  /// The cause and the way out.
  public let description: String
}
