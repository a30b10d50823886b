import ArgumentParser
import Classification
import Foundation
import ScalingLaws
import Sweep

/// How fits are made.
struct FitArguments: ParsableArguments {
  @Option(help: ArgumentHelp("Bootstrap replicates behind every interval.", valueName: "number"))
  var replicates = FitOptions().replicates

  @Option(help: ArgumentHelp("Which replicates are drawn.", valueName: "number"))
  var bootstrapSeed = FitOptions().seed

  @Option(
    name: .customLong("drop-rate"),
    help: ArgumentHelp(
      "Also fit without this learning rate; may be given several times. It is a second fit beside the one with all.",
      valueName: "rate"))
  var droppedRates: [Double] = []

  func validate() throws {
    guard (100...100_000).contains(replicates) else {
      throw ValidationError("--replicates lies between 100 and 100000: fewer have no 95 % interval")
    }
    if let rate = droppedRates.first(where: { !($0 > 0 && $0.isFinite) }) {
      throw ValidationError("--drop-rate is a learning rate above 0, not \(rate)")
    }
  }

  /// The options of the fits.
  var options: FitOptions {
    var options = FitOptions()
    options.replicates = replicates
    options.seed = bootstrapSeed
    options.droppedRates = droppedRates
    return options
  }
}

/// `remanence-analysis fit`: boundaries and scaling laws, of a run or of anybody's table of counts.
struct Fit: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Fit boundaries and scaling laws to the labels of a run, or to any table of counts.",
    discussion: """
      For a run, reads <dir>/analysis/networks.csv and writes <dir>/analysis/scaling.json: for our labels and the \
      published ones, every estimator of the boundary side by side, with intervals by resampling whole seeds.

      With --counts, reads a table with the columns learning_rate, delay_ms (or reaction_ms), networks, not_learned, \
      limit_cycle, slow_manifold, or a run's cells.csv, and writes scaling.json to the folder of --output. Such a table does \
      not say which seed did what, so intervals come from binomial resampling of every cell.

      docs/scaling-laws.md explains the estimators.

      Examples:
        remanence-analysis fit runs/phases-small
        remanence-analysis fit runs/phases-small --drop-rate 0.0248 --replicates 10000
        remanence-analysis fit --counts counts.csv --output fits
      """)

  @Argument(help: ArgumentHelp("A run folder that was analysed.", valueName: "dir"))
  var directory: String?

  @Option(help: ArgumentHelp("Fit this table instead of a run's; see --output.", valueName: "file"))
  var counts: String?

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The folder for the fits of --counts; made when it does not exist.", valueName: "dir"))
  var output: String?

  @OptionGroup var fitting: FitArguments

  @Flag(name: .shortAndLong, help: "Show warnings and errors only.")
  var quiet = false

  func validate() throws {
    guard let counts else {
      if output != nil { throw ValidationError("--output goes with --counts; a run has its fits in <dir>/analysis") }
      guard let directory, !directory.isEmpty else {
        throw ValidationError("give a run folder, or --counts FILE with --output DIR")
      }
      return
    }
    if directory != nil { throw ValidationError("give a run folder or --counts, not both") }
    if counts.isEmpty { throw ValidationError("--counts must name a file") }
    guard let output, !output.isEmpty else { throw ValidationError("--counts needs --output DIR for its fits") }
  }

  func run() throws {
    // Of several processes under mpirun or srun the first one fits; the others leave at once.
    guard Launch.isFirst else { return }
    let work = FitWork(options: fitting.options, show: quiet ? .nothing : .all)
    let file: ScalingFile
    let place: String
    if let counts, let output {
      file = try work.make(counts: counts, output: output)
      place = "\(output)/\(ScalingFile.name)"
    } else {
      let folder = RunFolder(path: directory ?? "")
      file = try work.make(folder)
      place = folder.file("analysis/\(ScalingFile.name)")
    }
    if file.fits.isEmpty {
      throw ScalingError(
        .nothingToFit, place: counts ?? directory ?? "",
        message:
          "no law can be fitted: \(file.notFitted.first.map { "\($0.boundary): \($0.reason)" } ?? "no boundary")",
        hint: "a law needs at least three learning rates with a boundary; \(place) has the reason of every estimator")
    }
    if !quiet { Console.print("\nThe fits: \(place)") }
  }
}
