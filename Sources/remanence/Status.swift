import ArgumentParser
import Foundation
import Sweep

/// `remanence status`: how far a run is, and what to type next.
struct Status: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Say how far a run is, what is wrong with it, and what to type next.",
    discussion: """
      Reads the files of the run folder; it writes nothing, and a run that is going on
      is not disturbed. A network counts as running from its first checkpoint on.

      Exit status: 0; 65 where run.json is damaged; 74 where the folder is no run.

      Examples:
        remanence status runs/quickstart
        remanence status runs/quickstart --json
        remanence status runs/quickstart --shard 3/8
      """)

  @Argument(help: ArgumentHelp("The run folder.", valueName: "dir"))
  var folder: String

  @Option(help: ArgumentHelp("Count the networks of the I-th of N parts, as train takes it.", valueName: "i/n"))
  var shard: Shard?

  @Flag(help: "Write JSON; docs/status.md has the keys.")
  var json = false

  func run() throws {
    // Looking must never stop a run that is writing: HDF5 would lock what it reads. It asks for this once.
    setenv("HDF5_USE_FILE_LOCKING", "FALSE", 0)
    do throws(RunError) {
      let status = try RunStatus(RunFolder(path: folder), shard: shard)
      print(json ? try status.json() : StatusReport(status: status).text, terminator: "")
    } catch {
      Console.error("\(error)")
      throw ExitCode(ExitStatus.of(error))
    }
  }
}
