/// How a run ended.
public struct RunEnd: Sendable, Equatable {
  /// Finished networks of this attempt's part of the run by status, whoever finished them; zero elsewhere than at rank 0.
  public let done, diverged, failed: Int
  /// Networks of that part that are not finished.
  public let left: Int
  /// Finished networks of the whole run.
  public let finishedOfRun: Int
  /// Why the run stopped early, where it did, whichever rank saw the cause; only rank 0 knows which network failed.
  public let stopReason: String?
  /// How much of the ranks' time passed without work; nil elsewhere than at rank 0.
  public let idle: IdleShare?
  /// Exit status of the program: 0 all done, 3 some failed, 75 run the same command again.
  public let exitStatus: Int32
}
