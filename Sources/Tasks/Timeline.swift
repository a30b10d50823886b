/// The parts of a trial in order of time, on a grid of equal steps.
///
/// Example: a 30 ms cue, a 100 ms delay and a 50 ms reaction at 5 ms per step are 6 + 20 + 10 = 36 steps.
public struct Timeline: Sendable, Equatable {
  /// One part of a trial.
  public struct Phase: Sendable, Equatable {
    /// Name of the part, as in the configuration: `cue`, `delay`, `reaction`, `post-reaction`.
    public let name: String
    /// How long it lasts.
    public let duration: Duration
    /// The time steps it covers; empty for a duration of zero.
    public let steps: Range<Int>
  }

  /// Duration of one time step.
  public let step: Duration
  /// The parts in order.
  public let phases: [Phase]

  /// Lays the parts one after the other.
  ///
  /// - Parameters:
  ///   - step: duration of a time step, positive.
  ///   - parts: name and duration of every part.
  /// - Throws: `TaskError` for a step that is not positive, a negative duration, a duration that is not a whole number of
  ///   steps, or a trial without steps.
  public init(step: Duration, parts: [(name: String, duration: Duration)]) throws(TaskError) {
    guard step > .zero else {
      throw TaskError(code: .stepNotPositive, parameter: "step", message: "a time step must be longer than zero")
    }
    var phases: [Phase] = []
    var start = 0
    for part in parts {
      guard part.duration >= .zero else {
        throw TaskError(
          code: .negativeDuration, parameter: part.name, message: "\(part.name) must not be negative")
      }
      guard part.duration.attoseconds % step.attoseconds == 0,
        let count = Int(exactly: part.duration.attoseconds / step.attoseconds), count <= Timeline.stepLimit
      else {
        throw TaskError(
          code: .notAMultipleOfTheStep, parameter: part.name,
          message: "\(part.name) must be a whole number of time steps, at most \(Timeline.stepLimit) of them")
      }
      phases.append(Phase(name: part.name, duration: part.duration, steps: start..<(start + count)))
      start += count
    }
    guard start > 0 else {
      throw TaskError(code: .emptyTrial, parameter: "task", message: "a trial must last at least one time step")
    }
    self.step = step
    self.phases = phases
  }

  /// Longest part of a trial in steps: far beyond any published task, small enough that no index can overflow.
  public static let stepLimit = 1_000_000

  /// Number of time steps T.
  public var stepCount: Int { phases.last?.steps.upperBound ?? 0 }

  /// The time steps of a part; empty when there is no part of that name.
  public subscript(name: String) -> Range<Int> {
    phases.first { $0.name == name }?.steps ?? 0..<0
  }
}

extension Duration {
  /// The duration in seconds, correctly rounded for every duration that is a decimal number of microseconds.
  public var seconds: Double { Double(attoseconds) / 1e18 }
  /// The duration in milliseconds.
  public var milliseconds: Double { Double(attoseconds) / 1e15 }
}
