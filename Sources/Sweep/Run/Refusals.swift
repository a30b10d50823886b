/// The run cannot start, and every rank knows it; thrown at rank 0.
public struct FolderRefused: Error {
  /// Why.
  public let error: RunError
}

/// Another rank cannot go on, and has said why; this one leaves quietly with the same status.
public struct OtherRankFailed: Error {
  /// Exit status of the program.
  public let exitStatus: Int32

  /// Creates the error from the status the other rank sent.
  public init(exitStatus: Int32) { self.exitStatus = exitStatus }
}

/// The job was asked to end, this rank has saved everything, and others do not come to the end.
public struct OtherRanksMissing: Error, Sendable, CustomStringConvertible {
  /// Who waited.
  public let rank: Int

  /// One line for people.
  public var description: String {
    "asked to end (SIGTERM), everything saved, but other ranks hang or are gone; ending the job without a new summary "
      + "(run the same command again to go on)"
  }
}
