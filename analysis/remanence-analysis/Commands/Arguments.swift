import ArgumentParser
import Sweep

/// The run folder, and how much to say.
struct RunArguments: ParsableArguments {
  @Argument(help: ArgumentHelp("The run folder that `remanence train` wrote.", valueName: "dir"))
  var directory: String

  @Flag(name: .shortAndLong, help: "Show warnings and errors only.")
  var quiet = false

  /// The folder.
  var folder: RunFolder { RunFolder(path: directory) }

  func validate() throws {
    if directory.isEmpty { throw ValidationError("<dir> must name a run folder") }
  }
}

/// What to label.
struct LabellingArguments: ParsableArguments {
  @Flag(help: "End with status 75, before any analysis, when networks of the run are still to be trained.")
  var requireComplete = false

  @Flag(help: "Label every network anew, also those that an earlier analysis has labelled by the same rule.")
  var again = false
}
