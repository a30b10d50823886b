import ArgumentParser
import Foundation

/// `remanence-analysis DIR`: classify, fit, then report.
struct All: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "all", abstract: "Classify, fit, then draw the report; what happens when no subcommand is named.")

  @OptionGroup var arguments: RunArguments
  @OptionGroup var labelling: LabellingArguments
  @OptionGroup var fitting: FitArguments

  @Flag(help: "Write the numbers only.")
  var noFigures = false

  func run() throws {
    let work = ClassificationWork(
      folder: arguments.folder, requireComplete: labelling.requireComplete, startsAgain: labelling.again,
      options: labelling.options,
      isQuiet: arguments.quiet)
    try Launch.together { team in try work.make(team) }
    guard Launch.isFirst else { return }
    try FitWork(options: fitting.options, show: arguments.quiet ? .nothing : .brief).make(arguments.folder)
    guard !noFigures else { return }
    switch ReportDrawing.draw(arguments.folder) {
    case .drawn:
      if !arguments.quiet { Console.print("\nThe report: \(ReportDrawing.page(arguments.folder))") }
    case .impossible(let reason):
      Console.warning("\(reason) The numbers are in \(arguments.folder.path)/analysis; only the pictures are missing.")
    case .failed(let status, let message):
      Console.error("the report could not be drawn: \(message) (the numbers are in \(arguments.folder.path)/analysis)")
      throw ExitCode(status)
    }
  }
}
