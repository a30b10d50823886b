import Foundation

/// Another program, run to its end.
struct ChildProcess {
  /// Its exit status; 128 and the signal's number where a signal ended it, as shells say it.
  let status: Int32
  /// What it said on standard error.
  let errors: String

  /// Runs a program with no input; what it prints on standard output is dropped.
  ///
  /// - Throws: when it cannot be started.
  static func run(_ path: String, _ arguments: [String]) throws -> ChildProcess {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(["MPLBACKEND": "Agg"]) { $1 }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    let pipe = Pipe()
    process.standardError = pipe
    try process.run()
    let errors = (try? pipe.fileHandleForReading.readToEnd()) ?? Data()
    process.waitUntilExit()
    let isKilled = process.terminationReason == .uncaughtSignal
    return ChildProcess(
      status: process.terminationStatus + (isKilled ? 128 : 0), errors: String(decoding: errors, as: UTF8.self))
  }
}
