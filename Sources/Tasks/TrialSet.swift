/// A batch of trials, laid out as the training core reads it: trials contiguous.
public struct TrialSet: Sendable, Equatable {
  /// Time steps T.
  public let stepCount: Int
  /// Input channels.
  public let inputCount: Int
  /// Output channels.
  public let outputCount: Int
  /// Condition of every trial, `[trial]`.
  public let conditions: [Int]
  /// Inputs u, `[time][input][trial]`.
  public let inputs: [Float]
  /// Targets y, `[time][output][trial]`.
  public let targets: [Float]
  /// Loss weights w, `[time]`.
  public let lossWeights: [Float]
  /// Where accuracy and reliability are read.
  public let windows: MetricWindows

  /// Trials B.
  public var trialCount: Int { conditions.count }
}
