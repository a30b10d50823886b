import ArgumentParser
import Sweep

/// `remanence-analysis classify`: the numbers alone, of a run or of networks trained elsewhere.
struct Classify: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Label every finished network and write the tables and the evidence to <dir>/analysis.",
    discussion: """
      With --weights, labels networks that were trained elsewhere, and writes networks.csv, classification.h5 and \
      report.json to the folder of --output; analysis/README.md has the format of the file.

      Examples:
        remanence-analysis classify runs/quickstart
        remanence-analysis classify runs/broad --require-complete --quiet
        mpirun -n 8 remanence-analysis classify runs/broad
        remanence-analysis classify --weights trained.h5 --output labels
      """)

  @Argument(help: ArgumentHelp("The run folder that `remanence train` wrote.", valueName: "dir"))
  var directory: String?

  @OptionGroup var imported: ImportArguments
  @OptionGroup var labelling: LabellingArguments

  @Flag(name: .shortAndLong, help: "Show warnings and errors only.")
  var quiet = false

  func validate() throws { try imported.validate(with: directory, requireComplete: labelling.requireComplete) }

  func run() throws {
    try Launch.together { team in
      let tables: String
      if let weights = imported.weights, let output = imported.output {
        tables = output
        try ImportWork(
          weights: weights, output: output, startsAgain: labelling.again, options: labelling.options, isQuiet: quiet
        ).make(team)
      } else {
        let folder = RunFolder(path: directory ?? "")
        tables = folder.file("analysis")
        try ClassificationWork(
          folder: folder, requireComplete: labelling.requireComplete, startsAgain: labelling.again,
          options: labelling.options, isQuiet: quiet
        ).make(team)
      }
      if team.rank == 0, !quiet { Console.print("\nThe tables: \(tables)") }
    }
  }
}
