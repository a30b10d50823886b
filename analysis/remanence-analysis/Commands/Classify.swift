import ArgumentParser

/// `remanence-analysis classify DIR`: the numbers alone.
struct Classify: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Label every finished network and write the tables and the evidence to <dir>/analysis.",
    discussion: """
      Examples:
        remanence-analysis classify runs/quickstart
        remanence-analysis classify runs/broad --require-complete --quiet
      """)

  @OptionGroup var arguments: RunArguments
  @OptionGroup var completeness: CompletenessArguments

  func run() throws {
    try ClassificationWork.make(
      arguments.folder, requireComplete: completeness.requireComplete, isQuiet: arguments.quiet)
    if !arguments.quiet { Console.print("\nThe tables: \(arguments.folder.path)/analysis") }
  }
}
