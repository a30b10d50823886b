import ArgumentParser
import Classification
import Dynamics
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

/// Networks that were trained elsewhere, and where their labels go.
struct ImportArguments: ParsableArguments {
  @Option(
    help: ArgumentHelp("Label the networks of this HDF5 file instead of a run's; see --output.", valueName: "file"))
  var weights: String?

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The folder for the labels of --weights; made when it does not exist.", valueName: "dir"))
  var output: String?

  /// Throws unless either both options are there and nothing that is about a run, or neither.
  func validate(with directory: String?, requireComplete: Bool) throws {
    guard let weights else {
      if output != nil { throw ValidationError("--output goes with --weights; a run has its labels in <dir>/analysis") }
      guard let directory else { throw ValidationError("give a run folder, or --weights FILE with --output DIR") }
      if directory.isEmpty { throw ValidationError("<dir> must name a run folder") }
      return
    }
    if directory != nil { throw ValidationError("give a run folder or --weights, not both") }
    if weights.isEmpty { throw ValidationError("--weights must name a file") }
    guard let output, !output.isEmpty else { throw ValidationError("--weights needs --output DIR for its labels") }
    if requireComplete { throw ValidationError("--require-complete is about a run, and --weights has none") }
  }
}

/// What to label.
struct LabellingArguments: ParsableArguments {
  @Flag(help: "End with status 75, before any analysis, when networks of the run are still to be trained.")
  var requireComplete = false

  @Flag(help: "Label every network anew, also those that an earlier analysis has labelled by the same rule.")
  var again = false

  @Flag(
    name: .customLong("paper3"),
    help: "Also apply the tree of the FORCE study (arXiv:2101.03163) to every network that is judged by its dynamics.")
  var appliesFinalOutputTree = false

  @Option(help: ArgumentHelp("Cue, from 0, after which the published index looks (published: 1).", valueName: "number"))
  var publishedCue = 1

  @Option(help: "Which rates the published index projects: uncentred (published) or centred.")
  var publishedCentring = PublishedIndex.Centring.uncentred

  @Option(
    help: """
      Sign of the published index's second axis: largestLoadingPositive, or secondAxisFlipped (the published one is \
      arbitrary).
      """)
  var publishedSign = PublishedIndex.AxisSign.largestLoadingPositive

  func validate() throws {
    if publishedCue < 0 { throw ValidationError("--published-cue counts from 0, so it cannot be \(publishedCue)") }
  }

  /// The options of the classifier.
  var options: ClassifierOptions {
    var options = ClassifierOptions()
    options.appliesFinalOutputTree = appliesFinalOutputTree
    options.publishedCondition = publishedCue
    options.publishedCentring = publishedCentring
    options.publishedSign = publishedSign
    return options
  }
}

extension PublishedIndex.Centring: ExpressibleByArgument {}
extension PublishedIndex.AxisSign: ExpressibleByArgument {}
