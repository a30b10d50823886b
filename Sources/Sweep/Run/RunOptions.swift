/// What a run is asked to do.
public struct RunOptions: Sendable {
  /// The run folder.
  public var folder: RunFolder
  /// Stop in good order after this many seconds; nil for no limit.
  public var maximalSeconds: Double?
  /// Stop every rank as soon as one of its networks fails.
  public var failFast = false
  /// Go on although an earlier attempt, or another rank, computes with other kernels.
  public var allowOtherKernels = false

  /// Options with defaults.
  public init(folder: RunFolder) { self.folder = folder }
}
