import ArgumentParser

/// `remanence-analysis classify DIR`: the numbers alone.
struct Classify: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Label every finished network and write the tables and the evidence to <dir>/analysis.",
    discussion: """
      Examples:
        remanence-analysis classify runs/quickstart
        remanence-analysis classify runs/broad --require-complete --quiet
        mpirun -n 8 remanence-analysis classify runs/broad
      """)

  @OptionGroup var arguments: RunArguments
  @OptionGroup var labelling: LabellingArguments

  func run() throws {
    let work = ClassificationWork(
      folder: arguments.folder, requireComplete: labelling.requireComplete, startsAgain: labelling.again,
      isQuiet: arguments.quiet)
    try Launch.together { team in
      try work.make(team)
      if team.rank == 0, !arguments.quiet { Console.print("\nThe tables: \(arguments.folder.path)/analysis") }
    }
  }
}
