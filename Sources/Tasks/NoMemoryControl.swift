/// The control task without memory: report the cue at every step, while it is shown and long after.
///
/// Time line: cue, reaction. The target is the one-hot label at every time step, cue included; the loss is not weighted.
/// Used with a linear readout. Accuracy is read at the last step.
///
/// Source: Kurtkaya, Dinc et al. 2025, arXiv:2502.17433, and its public code (cue 30 ms, reaction 20 to 400 ms).
public struct NoMemoryControl: MemoryTask, Equatable {
  public let timeline: Timeline

  /// Lays out the trial.
  ///
  /// - Parameters:
  ///   - step: duration of a time step (published: 5 ms).
  ///   - cue: how long the cue is shown (published: 30 ms).
  ///   - reaction: how long the answer goes on after the cue (published: 20 to 400 ms); at least one step.
  /// - Throws: `TaskError` when a duration is negative or not a whole number of steps, or the reaction is empty.
  public init(step: Duration, cue: Duration, reaction: Duration) throws(TaskError) {
    guard reaction > .zero else {
      throw TaskError(
        code: .emptyResponse, parameter: "reaction", message: "reaction must last at least one time step")
    }
    timeline = try Timeline(step: step, parts: [("cue", cue), ("reaction", reaction)])
  }

  public var inputCount: Int { 2 }
  public var outputCount: Int { 2 }
  public var conditionCount: Int { 2 }

  public func input(condition: Int, step: Int) -> [Float] {
    timeline["cue"].contains(step) ? oneHot(condition) : [0, 0]
  }

  public func target(condition: Int, step: Int) -> [Float] { oneHot(condition) }

  public var lossWeights: [Float] { Array(repeating: 1, count: stepCount) }

  /// The last step; in the published code from `Int((cue + reaction)/dt) - 1` to the end, which truncation makes two
  /// steps at 300 ms.
  public var windows: MetricWindows {
    let before = timeline.phases.reduce(0.0) { $0 + $1.duration.seconds }
    let start = min(max(Int(before / timeline.step.seconds) - 1, 0), stepCount - 1)
    return MetricWindows(exact: (stepCount - 1)..<stepCount, published: start..<stepCount)
  }

  public var withoutPostReaction: any MemoryTask { self }
}
