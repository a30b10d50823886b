import Foundation

/// Draws figures by one of the Python scripts.
enum FigureDrawing {
  /// How it went.
  enum Outcome {
    /// The script has done its work.
    case drawn
    /// Nothing was tried: no script or no Python; the reason says the way out.
    case impossible(reason: String)
    /// The script ended with an error.
    case failed(status: Int32, message: String)
  }

  /// Exit statuses of the scripts that are passed on; all others are a defect of theirs.
  private static let knownStatuses: Set<Int32> = [65, 74]

  /// Runs a script.
  ///
  /// - Parameters:
  ///   - name: its file name in analysis/figures.
  ///   - options: its options.
  ///   - arguments: its arguments.
  ///   - again: the command that draws again, for the advice where there is no Python.
  static func run(_ name: String, options: [String] = [], _ arguments: [String], again: String) -> Outcome {
    let environment = ProcessInfo.processInfo.environment
    guard let script = FigureScript.find(name, environment: environment) else {
      let reason = environment[FigureScript.variable].map { "\(FigureScript.variable)=\($0) has no \(name)." }
      return .impossible(
        reason: reason ?? "analysis/figures/\(name) was not found from this executable; "
          + "set \(FigureScript.variable) to its folder.")
    }
    guard let python = PythonInterpreter.find(environment: environment) else {
      return .impossible(
        reason: "No Python here can import h5py, matplotlib and numpy: run `make deps`, or install them with "
          + "`python3 -m venv ENV && ENV/bin/pip install h5py matplotlib` and set \(PythonInterpreter.variable) to "
          + "ENV/bin/python3; then `\(again)` draws.")
    }
    let result: ChildProcess
    do {
      result = try ChildProcess.run(python, [script] + options + ["--"] + arguments)
    } catch {
      return .failed(status: ExitStatus.internalError, message: "\(python) cannot be started: \(error)")
    }
    guard result.status == 0 else {
      let message = result.errors.split(whereSeparator: \.isNewline).last.map(String.init)
      let status = knownStatuses.contains(result.status) ? result.status : ExitStatus.internalError
      return .failed(status: status, message: message ?? "\(script) ended with status \(result.status)")
    }
    return .drawn
  }
}
