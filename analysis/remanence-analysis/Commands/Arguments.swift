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

/// What to do about a part of a run.
struct CompletenessArguments: ParsableArguments {
  @Flag(help: "End with status 75, before any analysis, when networks of the run are still to be trained.")
  var requireComplete = false
}
