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

  /// Whether any trial has a non-zero input at a time step; where none has, the input product is skipped.
  public func hasInput(step: Int) -> Bool {
    let width = inputCount * trialCount
    return inputs[(step * width)..<((step + 1) * width)].contains { $0 != 0 }
  }
}
