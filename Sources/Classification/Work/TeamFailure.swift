import HDF5
import Sweep

/// An error that one rank met and all ranks know of, so that all leave with its exit status and one of them says it.
public struct TeamFailure: ExitError, Sendable {
  /// Exit status of the program.
  public let exitStatus: Int32
  /// What is to be said; empty where another rank says it.
  public let text: String
  /// The text.
  public var description: String { text }

  init(exitStatus: Int32, text: String) {
    self.exitStatus = exitStatus
    self.text = text
  }

  /// Turns any error of the work into one that can travel.
  init(_ error: any Error) {
    let status: Int32 =
      switch error {
      case let error as TeamFailure: error.exitStatus
      case let error as any ExitError: error.exitStatus
      case is HDF5Error: 74
      default: 70
      }
    self.init(exitStatus: status, text: "\(error)")
  }
}

/// An error that says with which status the program is to end.
public protocol ExitError: Error, CustomStringConvertible {
  /// The status, not 0.
  var exitStatus: Int32 { get }
}

extension RunError: ExitError {}
