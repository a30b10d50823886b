/// How a run ended.
public struct RunEnd: Sendable, Equatable {
  /// Rows of the summary by status; zero elsewhere than at rank 0.
  public let done, diverged, failed: Int
  /// Networks without a row.
  public let left: Int
  /// Why the run stopped early, where it did, whichever rank saw the cause; only rank 0 knows which network failed.
  public let stopReason: String?
  /// How much of the ranks' time passed without work; nil elsewhere than at rank 0.
  public let idle: IdleShare?
  /// Exit status of the program: 0 all done, 3 some failed, 75 run the same command again.
  public let exitStatus: Int32
}
