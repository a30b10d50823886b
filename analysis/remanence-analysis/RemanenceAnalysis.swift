import ArgumentParser
import Classification
import Foundation
import LinearAlgebra
import MPI
import RandomStreams
import Sweep

/// The analysis executable: it parses arguments, has the libraries compute, and writes tables, evidence and the page.
@main
struct RemanenceAnalysis: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "remanence-analysis",
    abstract: "Say how the networks of a sweep remember, and draw the report.",
    usage: """
      remanence-analysis <dir> [--no-figures] [--require-complete] [--again] [--quiet]
      remanence-analysis classify <dir> [--require-complete] [--again] [--quiet]
      remanence-analysis classify --weights <file> --output <dir> [--again] [--quiet]
      remanence-analysis fit <dir> [--replicates <number>] [--drop-rate <rate>] [--quiet]
      remanence-analysis fit --counts <file> --output <dir> [--quiet]
      remanence-analysis report <dir> [--beside <dir> ...] [--quiet]
      remanence-analysis theory [--json] [--output <dir>] [--quiet]
      remanence-analysis compare <dir> --published <file> [--labels published|mechanism] [--output <dir>] [--json]
      """,
    discussion: """
      <dir> is a run folder written by `remanence train`. Labels are made from its rank files; results go to \
      <dir>/analysis (networks.csv, cells.csv, scaling.json, report.json, classification.h5) and <dir>/report (index.html). The run \
      itself is not touched, and may still be going on: what is finished is analysed.

      Under mpirun or srun the networks are shared over the ranks. An analysis that was stopped, or a run that has grown, \
      is gone on with: networks labelled before keep their labels (--again labels them anew).

      `theory` needs no run: it computes the analytical models' critical learning rates and measures them.

      Pictures need a Python with matplotlib and h5py; without one the numbers still come. REMANENCE_PYTHON names the \
      interpreter, REMANENCE_FIGURES the folder of the scripts, where they are not found.

      Examples:
        remanence-analysis runs/quickstart
        remanence-analysis runs/broad --require-complete --no-figures
        mpirun -n 8 remanence-analysis classify runs/broad --quiet
        remanence-analysis fit --counts counts.csv --output fits
        REMANENCE_PYTHON=~/venv/bin/python3 remanence-analysis report runs/broad
        remanence-analysis theory --output theory
        remanence-analysis compare runs/small --published docs/reproductions/published/no-post-reaction.csv

      Exit status: 0 done, also for a part of a run (with a warning) and where there is no Python for the pictures; 64 \
      usage; 65 a damaged or foreign file, or nothing to analyse yet; 70 internal error, or the pictures could not be \
      drawn; 74 input or output; 75 the run is not complete and --require-complete was given.
      """,
    version: "remanence-analysis \(Provenance.version)",
    subcommands: [All.self, Classify.self, Fit.self, Report.self, Theory.self, Compare.self],
    defaultSubcommand: All.self)

  /// Parses and runs.
  ///
  /// Of several ranks only the first one talks about arguments.
  static func main() {
    // Reading must never stop a training run that is writing: HDF5 would lock what it reads. It asks for this once.
    setenv("HDF5_USE_FILE_LOCKING", "FALSE", 0)
    OpenBLAS.useOneThread()
    // The child in which a rank file that nobody vouches for is looked into.
    let say = { (line: String) in FileHandle.standardOutput.write(Data((line + "\n").utf8)) }
    if let examiner = RankFileExaminer(arguments: CommandLine.arguments, say: say) {
      examiner.run(provenance: .current(mpiVersion: World.libraryVersion))
      return
    }
    do {
      var command = try parseAsRoot()
      try KernelLevel.use(environment: ProcessInfo.processInfo.environment)
      try command.run()
    } catch let error as any ExitError {
      if !error.description.isEmpty { Console.error(error.description) }
      Foundation.exit(error.exitStatus)
    } catch let error as KernelLevelError {
      if Launch.isFirst || error.code == .notOnThisMachine { Console.error(error.description) }
      Foundation.exit(ExitStatus.usage)
    } catch let error as MPIError {
      Console.error(error.description)
      World.abort(status: error.code == .launcherMismatch ? ExitStatus.usage : ExitStatus.internalError)
    } catch {
      guard Launch.isFirst else { Foundation.exit(exitCode(for: error).rawValue) }
      exit(withError: error)
    }
  }
}

/// What an exit status means to the shell, beside those of `RunError`.
enum ExitStatus {
  /// A mistake in how the program was started.
  static let usage: Int32 = 64
  /// A table that is none, or from which nothing can be fitted.
  static let badInput: Int32 = 65
  /// A defect, or pictures that could not be drawn.
  static let internalError: Int32 = 70
  /// The run is not complete.
  static let tryAgain: Int32 = 75
}
