/// A short-term-memory task: what a network is shown, and what it is asked to answer.
///
/// A task is a value. It fixes the time line of a trial, the input and target of every condition, the weight of every
/// time step in the loss, and the windows over which a trial is judged. It knows nothing of networks or training.
///
/// Legend: T time steps per trial, C conditions.
public protocol MemoryTask: Sendable {
  /// The parts of a trial in order of time.
  var timeline: Timeline { get }
  /// Number of input channels.
  var inputCount: Int { get }
  /// Number of output channels.
  var outputCount: Int { get }
  /// Number of distinct conditions C; trials take them in turn.
  var conditionCount: Int { get }
  /// Input of one condition at one time step, on every channel.
  func input(condition: Int, step: Int) -> [Float]
  /// Target of one condition at one time step, on every channel.
  func target(condition: Int, step: Int) -> [Float]
  /// Weight w(t) of each time step in the loss, `[T]`.
  var lossWeights: [Float] { get }
  /// Where accuracy and reliability are read.
  var windows: MetricWindows { get }
  /// The task whose dynamics the published classifier continues: without the time after the response.
  var withoutPostReaction: any MemoryTask { get }
}

/// The time steps over which accuracy and reliability are averaged.
///
/// Both are always recorded; the configuration's `accuracy-window` chooses which one decides `learned`.
public struct MetricWindows: Sendable, Equatable {
  /// Exactly the steps that ask for a response.
  public let exact: Range<Int>
  /// The window of the published code (Kurtkaya, Dinc and others 2025, arXiv:2502.17433): one step early, edges truncated in
  /// floating point.
  public let published: Range<Int>

  /// Creates a pair of windows.
  public init(exact: Range<Int>, published: Range<Int>) {
    self.exact = exact
    self.published = published
  }
}

extension MemoryTask {
  /// Number of time steps T in a trial.
  public var stepCount: Int { timeline.stepCount }

  /// Lays out `count` trials of this task, conditions in turn: trial b has condition b mod C.
  ///
  /// - Parameter count: trials B in a batch, at least 1.
  public func makeTrials(count: Int) -> TrialSet {
    precondition(count >= 1, "a batch has at least one trial")
    let conditions = (0..<count).map { $0 % conditionCount }
    var inputs: [Float] = []
    var targets: [Float] = []
    inputs.reserveCapacity(stepCount * inputCount * count)
    targets.reserveCapacity(stepCount * outputCount * count)
    for step in 0..<stepCount {
      let inputOfCondition = (0..<conditionCount).map { input(condition: $0, step: step) }
      let targetOfCondition = (0..<conditionCount).map { target(condition: $0, step: step) }
      for channel in 0..<inputCount {
        for condition in conditions { inputs.append(inputOfCondition[condition][channel]) }
      }
      for channel in 0..<outputCount {
        for condition in conditions { targets.append(targetOfCondition[condition][channel]) }
      }
    }
    return TrialSet(
      stepCount: stepCount, inputCount: inputCount, outputCount: outputCount, conditions: conditions, inputs: inputs,
      targets: targets, lossWeights: lossWeights, windows: windows)
  }
}
