/// What a run tells while it goes on; the executable decides what is shown.
///
/// Called at rank 0, but for `warned` and `failed`.
public protocol RunObserver {
  /// The run is about to train.
  func started(_ start: RunStart)
  /// Something the user should know; called at the rank that found it.
  func warned(_ text: String)
  /// About twice a second.
  func progressed(_ snapshot: ProgressSnapshot)
  /// A network failed; called at the rank that trained it.
  func failed(network: Int, message: String)
}

/// How a run starts.
public struct RunStart: Sendable, Equatable {
  /// Number of this start.
  public let attempt: Int
  /// The part of the run that it works on; nil for all.
  public let shard: Shard?
  /// Networks of that part.
  public let total: Int
  /// What the grid has that it did not have before, in words; nil where nothing is new.
  public let growth: String?
  /// Networks of that part that earlier attempts finished.
  public let finishedBefore: Int
  /// Networks of that part that earlier attempts began, and that go on from their checkpoints.
  public let begunBefore: Int
}
