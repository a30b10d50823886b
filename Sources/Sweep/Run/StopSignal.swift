import Foundation

/// A signal with which a batch system may warn of the time limit; libraries take one or the other for themselves.
public enum StopSignal: String, Sendable, CaseIterable {
  case usr1 = "USR1"
  case usr2 = "USR2"
  case hup = "HUP"
  case xcpu = "XCPU"

  /// The system's number.
  public var number: Int32 {
    switch self {
    case .usr1: SIGUSR1
    case .usr2: SIGUSR2
    case .hup: SIGHUP
    case .xcpu: SIGXCPU
    }
  }
}
