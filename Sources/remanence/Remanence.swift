import ArgumentParser
import Foundation
import MPI
import RandomStreams
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
        remanence status runs/quickstart
        remanence-analysis runs/quickstart

      Exit status: 0 all done; 3 finished, or stopped by --fail-fast, with failed
      networks; 64 usage; 65 bad configuration or input file; 70 internal error;
      74 input or output, or the folder is in use; 75 stopped early, run the same
      command again.
      """,
    version: "remanence \(Provenance.version)",
    subcommands: [Train.self, Status.self, Bench.self])

  /// Parses and runs.
  ///
  /// Of several ranks only the first one talks about arguments. A level that a machine lacks is said by every rank
  /// there, for machines may differ.
  static func main() {
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
    } catch let error as KernelLevelError {
      if isFirst || error.code == .notOnThisMachine { Console.error("\(error)") }
      Foundation.exit(ExitStatus.of(error))
    } catch let error as MPIError {
      Console.error("\(error)")
      World.abort(status: ExitStatus.of(error))
    } catch {
      guard isFirst else { Foundation.exit(exitCode(for: error).rawValue) }
      exit(withError: error)
    }
  }

  /// Whether this is the first, or only, process, as far as the launcher says.
  private static var isFirst: Bool {
    ["OMPI_COMM_WORLD_RANK", "PMIX_RANK", "SLURM_PROCID"]
      .compactMap { ProcessInfo.processInfo.environment[$0] }.first.map { $0 == "0" } ?? true
  }
}
