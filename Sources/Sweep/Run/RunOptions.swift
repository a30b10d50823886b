/// What a run is asked to do.
public struct RunOptions: Sendable {
  /// The run folder.
  public var folder: RunFolder
  /// The part of the networks to work on; nil for all.
  public var shard: Shard?
  /// What asks the run to stop in good order.
  public var stop: StopRequest
  /// How networks come to ranks.
  public var schedule = Schedule.static
  /// Stop every rank as soon as one of its networks fails.
  public var failFast = false
  /// Failed networks that are trained again; nil for none.
  public var retry: RetryRequest?
  /// Go on although an earlier attempt, or another rank, computes with other kernels.
  public var allowOtherKernels = false

  /// Options with defaults.
  public init(folder: RunFolder, stop: StopRequest) {
    self.folder = folder
    self.stop = stop
  }
}
