import ArgumentParser
import Foundation
import Sweep

/// The MPI executable: it parses arguments and shows what the libraries tell.
@main
struct Remanence: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "remanence",
    abstract: "Train sweeps of small recurrent networks on short-term-memory tasks.",
    discussion: """
      Examples:
        remanence train configs/quickstart.yaml --output runs/quickstart
        mpirun -n 8 remanence train configs/quickstart.yaml --output runs/quickstart
        remanence train configs/quickstart.yaml --output runs/quickstart --dry-run
        remanence-analysis runs/quickstart

      Exit status: 0 all done; 3 finished, some networks failed; 64 usage; 65 bad
      configuration or input file; 70 internal error; 74 input or output; 75 stopped
      early, run the same command again.
      """,
    version: "remanence \(Provenance.version)",
    subcommands: [Train.self, Bench.self])

  /// Parses and runs.
  ///
  /// Of several ranks only the first one talks about arguments.
  static func main() {
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch {
      let isFirst =
        ["OMPI_COMM_WORLD_RANK", "PMIX_RANK", "SLURM_PROCID"]
        .compactMap { ProcessInfo.processInfo.environment[$0] }.first.map { $0 == "0" } ?? true
      guard isFirst else { Foundation.exit(exitCode(for: error).rawValue) }
      exit(withError: error)
    }
  }
}
