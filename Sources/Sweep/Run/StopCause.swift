/// Why a run stops before its last network.
///
/// Ranks may stop for different causes; they agree on the one with the largest number. A failed network has the largest
/// one, since the run then ends with another exit status.
public enum StopCause: Int32, Sendable {
  /// The run's own time limit has passed.
  case timeLimit = 1
  /// SIGINT came.
  case interrupted = 2
  /// SIGTERM came.
  case askedToEnd = 3
  /// The batch system's signal came.
  case askedToStop = 4
  /// A network failed, and the run was to end with it.
  case networkFailed = 5

  /// The cause as people read it.
  func words(_ stopSignal: StopSignal) -> String {
    switch self {
    case .timeLimit: "time limit reached"
    case .interrupted: "interrupted (SIGINT)"
    case .askedToEnd: "asked to end (SIGTERM)"
    case .askedToStop: "asked to stop (SIG\(stopSignal.rawValue))"
    case .networkFailed: "a network failed"
    }
  }
}
