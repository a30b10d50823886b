import HDF5
import MPI
import RandomStreams
import Sweep

/// What an error means to the shell, in one place.
enum ExitStatus {
  static let usage: Int32 = 64
  static let badInput: Int32 = 65
  static let internalError: Int32 = 70
  static let inputOutput: Int32 = 74

  /// Exit status for an error of any module.
  static func of(_ error: any Error) -> Int32 {
    switch error {
    case is KernelLevelError: usage
    case is ConfigurationErrors: badInput
    case is BenchError: usage
    case let error as RunError: error.exitStatus
    case let error as OtherRankFailed: error.exitStatus
    case is HDF5Error: inputOutput
    case let error as MPIError: error.code == .launcherMismatch ? usage : internalError
    default: internalError
    }
  }
}
