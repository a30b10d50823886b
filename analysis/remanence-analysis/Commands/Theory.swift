import ArgumentParser
import Foundation
import ScalingLaws
import Sweep

/// `remanence-analysis theory`: the analytical models and their critical learning rates.
struct Theory: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Compute the critical learning rates of the analytical models, and measure them by gradient descent.",
    discussion: """
      Two memories that one parameter governs, a slow point and a limit cycle, learn to be silent over a delay and to \
      answer after it. Above a critical rate, gradient descent jumps into a zone where the loss is 1 and has no slope. \
      The rate is known in closed form; it is measured here as the smallest one with which any of 25 starts enters the \
      zone within 3000 steps, for delays 20 to 320 and responses of 5 (short) and of the delay (equal). The exponents \
      are those of the rate over the delay.

      It takes some seconds. With --output, DIR/theory.json has the numbers and DIR/theory.png shows losses, descents \
      and laws; analysis/figures/README.md explains every key.

      Examples:
        remanence-analysis theory
        remanence-analysis theory --json > theory.json
        remanence-analysis theory --output theory --quiet
      """)

  @Flag(help: "Print JSON instead of tables.")
  var json = false

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "Also write theory.json and theory.png to this folder; made when it does not exist.", valueName: "dir"))
  var output: String?

  @Flag(name: .shortAndLong, help: "Print no tables, only warnings and errors; --json prints all the same.")
  var quiet = false

  func validate() throws {
    if let output, output.isEmpty { throw ValidationError("--output must name a folder") }
  }

  func run() throws {
    // Of several processes under mpirun or srun the first one computes; the others leave at once.
    guard Launch.isFirst else { return }
    let files = try output.map {
      try OutputFiles(folder: $0, wayOut: "choose an --output folder you may write to")
    }
    let report = try TheoryReport()
    if json {
      Console.print(try TheoryFile.text(report))
    } else if !quiet {
      Console.print(TheoryTable.text(report))
    }
    guard let output, let files else { return }
    try files.stage(TheoryFile.text(report) + "\n", as: TheoryFile.name)
    try files.commit()
    try draw(output)
  }

  private func draw(_ folder: String) throws {
    // Standard output may be JSON, so what was written is said there only beside the tables.
    let isTalking = !json && !quiet
    if isTalking { Console.print("\nThe numbers: \(folder)/\(TheoryFile.name)") }
    switch FigureDrawing.run("theory.py", [folder], again: "remanence-analysis theory --output \(folder)") {
    case .drawn:
      if isTalking { Console.print("The figure: \(folder)/theory.png") }
    case .impossible(let reason):
      Console.warning("\(reason) The numbers are in \(folder)/\(TheoryFile.name); only the picture is missing.")
    case .failed(let status, let message):
      Console.error(
        "the theory could not be drawn: \(message) (the numbers are in \(folder)/\(TheoryFile.name))")
      throw ExitCode(status)
    }
  }
}

/// theory.json.
enum TheoryFile {
  static let name = "theory.json"

  /// The report as JSON with sorted keys in snake case, without a line break at the end.
  static func text(_ report: TheoryReport) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    encoder.keyEncodingStrategy = .convertToSnakeCase
    return String(decoding: try encoder.encode(report), as: UTF8.self)
  }
}
