import CPlatform
import Foundation

/// Whether the run has been asked to stop: by a signal, or by its own time limit.
///
/// It is read between epochs and stays local to the rank: no rank waits for another before it stops. A program makes it before
/// anything that takes time, such as the start of MPI: until then a signal ends the process, and a batch system takes that
/// for a failure.
public struct StopRequest: Sendable {
  /// What the batch system warns with.
  public let signal: StopSignal
  private let maximalSeconds: Double?
  private let clock = ContinuousClock()
  private var deadline: ContinuousClock.Instant?

  /// Starts watching SIGINT, SIGTERM and the batch system's signal.
  ///
  /// - Parameters:
  ///   - signal: what the batch system warns with.
  ///   - maximalSeconds: stop so long after `startClock()`; nil for no limit.
  public init(signal: StopSignal, maximalSeconds: Double?) {
    self.signal = signal
    for number in [SIGINT, SIGTERM, signal.number] { _ = remanence_watch_signal(number) }
    self.maximalSeconds = maximalSeconds
  }

  /// Lets the time limit begin: when the ranks have met, so that a short one is not over before that.
  mutating func startClock() { deadline = maximalSeconds.map { clock.now + .seconds($0) } }

  /// Why the run is to stop; nil when it is not.
  public var cause: StopCause? {
    switch remanence_stop_signal() {
    case 0: deadline.map { clock.now >= $0 } == true ? .timeLimit : nil
    case SIGINT: .interrupted
    case SIGTERM: .askedToEnd
    default: .askedToStop
    }
  }
}
