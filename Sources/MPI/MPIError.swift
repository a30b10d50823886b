/// Why an MPI call failed, on which rank, and what to do about it.
public struct MPIError: Error, CustomStringConvertible, Equatable, Sendable {
  /// What kind of failure it is; programs branch on this.
  public enum Code: String, CaseIterable, Sendable {
    /// A launcher started several ranks, but this program's MPI sees only itself.
    case launcherMismatch
    /// MPI was started twice, or used after its end.
    case lifetime
    /// A rank, tag or count that MPI cannot take.
    case invalidArgument
    /// More elements than one call can move (counts are 32-bit).
    case tooLarge
    /// The library reported a failure; `cause` has its words.
    case library
  }

  /// The kind of failure.
  public let code: Code
  /// The C function that failed, or the check of this module.
  public let call: String
  /// The library's words, or those of this module's own check.
  public let cause: String
  /// The rank it happened on; nil before ranks are known.
  public let rank: Int?

  /// Makes an error.
  public init(code: Code, call: String, cause: String, rank: Int?) {
    self.code = code
    self.call = call
    self.cause = cause
    self.rank = rank
  }

  /// One sentence: where, what, and why.
  public var description: String {
    let place = rank.map { " on rank \($0)" } ?? ""
    return switch code {
    case .launcherMismatch: "the launcher and this program use different MPIs\(place): \(cause)"
    case .lifetime: "MPI cannot be used now\(place) (\(call): \(cause))"
    case .invalidArgument: "invalid argument for \(call)\(place): \(cause)"
    case .tooLarge: "too much data for one \(call)\(place): \(cause)"
    case .library: "\(call) failed\(place): \(cause)"
    }
  }
}
