import Foundation
import Sweep

/// Draws `report/index.html` by the Python script.
enum ReportDrawing {
  /// How it went.
  enum Outcome {
    /// There is a page.
    case drawn(page: String)
    /// Nothing was tried: no script or no Python; the reason says the way out.
    case impossible(reason: String)
    /// The script ended with an error.
    case failed(status: Int32, message: String)
  }

  /// Exit statuses of the script that are passed on; all others are a defect of it.
  private static let knownStatuses: Set<Int32> = [65, 74]

  /// Draws the report of a run that was classified, with other such runs side by side where some are named.
  static func draw(_ folder: RunFolder, beside others: [RunFolder] = []) throws -> Outcome {
    let environment = ProcessInfo.processInfo.environment
    guard let script = FigureScript.find(environment: environment) else {
      let reason = environment[FigureScript.variable].map { "\(FigureScript.variable)=\($0) has no report.py." }
      return .impossible(
        reason: reason ?? "analysis/figures/report.py was not found from this executable; "
          + "set \(FigureScript.variable) to its folder.")
    }
    guard let python = PythonInterpreter.find(environment: environment) else {
      return .impossible(
        reason: "No Python here can import h5py, matplotlib and numpy: run `make deps`, or install them with "
          + "`python3 -m venv ENV && ENV/bin/pip install h5py matplotlib` and set \(PythonInterpreter.variable) to "
          + "ENV/bin/python3; then `remanence-analysis report \(folder.path)` draws.")
    }
    let result: ChildProcess
    do {
      result = try ChildProcess.run(python, [script] + others.map { "--beside=\($0.path)" } + ["--", folder.path])
    } catch {
      return .failed(status: ExitStatus.internalError, message: "\(python) cannot be started: \(error)")
    }
    guard result.status == 0 else {
      let message = result.errors.split(whereSeparator: \.isNewline).last.map(String.init)
      let status = knownStatuses.contains(result.status) ? result.status : ExitStatus.internalError
      return .failed(status: status, message: message ?? "\(script) ended with status \(result.status)")
    }
    return .drawn(page: folder.file("report/index.html"))
  }
}
