import ArgumentParser
import Foundation
import Sweep

/// `remanence-analysis report DIR`: draws again what was classified before.
struct Report: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Draw <dir>/report/index.html from an earlier classification.",
    discussion: """
      Examples:
        remanence-analysis report runs/quickstart
        REMANENCE_PYTHON=~/venv/bin/python3 remanence-analysis report runs/quickstart
      """)

  @OptionGroup var arguments: RunArguments

  func run() throws {
    // Of several processes under mpirun or srun the first one draws; the others leave at once.
    guard Launch.isFirst else { return }
    _ = try RunDescription.read(arguments.folder)
    let table = arguments.folder.file("analysis/networks.csv")
    guard FileManager.default.fileExists(atPath: table) else {
      throw RunError(
        .emptyRun, place: table, message: "no such file: the run has not been analysed yet",
        hint: "`remanence-analysis \(arguments.folder.path)` does both")
    }
    switch try ReportDrawing.draw(arguments.folder) {
    case .drawn(let page):
      if !arguments.quiet { Console.print("The report: \(page)") }
    case .impossible(let reason):
      Console.error(reason)
      throw ExitCode(ExitStatus.internalError)
    case .failed(let status, let message):
      Console.error("the report could not be drawn: \(message)")
      throw ExitCode(status)
    }
  }
}
