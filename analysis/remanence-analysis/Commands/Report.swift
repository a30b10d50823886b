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
        remanence-analysis report runs/broad --beside runs/post-reaction runs/slow-time-constant runs/no-memory-control
        REMANENCE_PYTHON=~/venv/bin/python3 remanence-analysis report runs/quickstart
      """)

  @OptionGroup var arguments: RunArguments

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp("Other analysed runs, drawn side by side with this one on its page.", valueName: "dir"))
  var beside: [String] = []

  func validate() throws {
    if beside.contains("") { throw ValidationError("--beside must name run folders") }
  }

  func run() throws {
    // Of several processes under mpirun or srun the first one draws; the others leave at once.
    guard Launch.isFirst else { return }
    let others = beside.map(RunFolder.init(path:))
    _ = try RunDescription.read(arguments.folder)
    for folder in [arguments.folder] + others { try requireAnalysis(folder) }
    switch ReportDrawing.draw(arguments.folder, beside: others) {
    case .drawn:
      if !arguments.quiet { Console.print("The report: \(ReportDrawing.page(arguments.folder))") }
    case .impossible(let reason):
      Console.error(reason)
      throw ExitCode(ExitStatus.internalError)
    case .failed(let status, let message):
      Console.error("the report could not be drawn: \(message)")
      throw ExitCode(status)
    }
  }

  /// Throws unless the folder is there and was classified.
  private func requireAnalysis(_ folder: RunFolder) throws {
    guard FileManager.default.fileExists(atPath: folder.path) else {
      throw RunError(
        .emptyRun, place: folder.path, message: "no such folder", hint: "--beside takes run folders that were analysed")
    }
    let table = folder.file("analysis/networks.csv")
    guard FileManager.default.fileExists(atPath: table) else {
      throw RunError(
        .emptyRun, place: table, message: "no such file: the run has not been analysed yet",
        hint: "`remanence-analysis \(folder.path)` analyses it")
    }
  }
}
