import Foundation
import Testing

/// What the executables say to people, and what they do not.
@Suite struct InterfaceTests {
  let scratch: Scratch

  init() throws { scratch = try Scratch() }

  @Test(arguments: [
    (Installation.remanence, [], "remanence train configs/quickstart.yaml"),
    (Installation.remanence, ["train"], "mpirun -n 2 remanence train configs/quickstart.yaml"),
    (Installation.remanence, ["bench"], "remanence bench --json"),
    (Installation.remanence, ["bench"], "mpirun -n 2 remanence bench --ranks"),
    (Installation.analysis, [], "remanence-analysis runs/quickstart"),
  ])
  func helpHasExamples(_ executable: String, _ command: [String], _ example: String) async throws {
    let ended = try await run(executable, command + ["--help"])
    #expect(ended.status == 0)
    #expect(ended.errors.isEmpty)
    #expect(ended.output.contains("Examples:"), "\(ended)")
    #expect(ended.output.contains(example), "\(ended)")
    #expect(ended.output.contains("USAGE: "), "\(ended)")
  }

  @Test(arguments: [Installation.remanence, Installation.analysis]) func versionIsOneLine(_ executable: String)
    async throws
  {
    let ended = try await run(executable, ["--version"])
    #expect(ended.status == 0)
    let name = URL(fileURLWithPath: executable).lastPathComponent
    #expect(try ended.output.wholeMatch(of: Regex("\(name) [0-9]+\\.[0-9]+\\.[0-9]+.*\\n")) != nil, "\(ended)")
  }

  @Test func helpOfRemanenceTellsTheExitStatuses() async throws {
    let ended = try await run(Installation.remanence, ["--help"])
    for status in ["0", "3", "64", "65", "70", "74", "75"] {
      #expect(
        try ended.output.contains(Regex("(Exit status: |;\\s)\(status) ")), "\(status) is missing:\n\(ended.output)")
    }
  }

  @Test(arguments: [nil, 2]) func theDryRunTellsAndWritesNothing(ranks: Int?) async throws {
    let configuration = try scratch.write(Configurations.cue, to: "cue.yaml")
    let before = try contents(of: scratch.path)
    let ended = try await run(
      Installation.remanence, ["train", configuration, "--output", scratch("run"), "--dry-run"], ranks: ranks,
      folder: scratch.path)
    #expect(ended.status == 0, "\(ended)")
    for pattern in [
      "training\\.optimizer\\.learning-rate: 2 \\(0\\.1, 0\\.05\\)", "task\\.delay: 3 \\(20 ms, 40 ms, 60 ms\\)",
      "seed: 2",
      "6 cells, 12 networks, 3000 epochs", "rank 0: .* for \(12 / (ranks ?? 1)) networks",
      "files: \(4 + 3 * (ranks ?? 1)), about [0-9.]+ MB", "nothing written",
    ] { #expect(try ended.output.contains(Regex(pattern)), "\(pattern):\n\(ended)") }
    let lines = ended.output.matches(of: try Regex("rank [0-9]+: ")).count
    #expect(lines == ranks ?? 1, "a line for every rank:\n\(ended)")
    #expect(try contents(of: scratch.path) == before)
  }

  /// The bytes the dry run promises are enough, and not ten times too many; its number of files is exact.
  @Test func theDryRunKnowsTheFiles() async throws {
    let configuration = try scratch.write(Configurations.cue, to: "cue.yaml")
    let arguments = ["train", configuration, "--output", scratch("run")]
    let forecast = try await run(Installation.remanence, arguments + ["--dry-run"])
    let match = try #require(forecast.output.firstMatch(of: /files: ([0-9]+), about ([0-9.]+) MB/))
    let (files, bytes) = (Int(match.1), (Double(match.2) ?? 0) * 1e6)
    try #require(try await run(Installation.remanence, arguments).status == 0)
    let found = try contents(of: scratch("run"))
    #expect(found.count == files)
    let written = Double(found.values.reduce(0) { $0 + $1.count })
    #expect(written <= bytes, "promised \(bytes), written \(written)")
    #expect(written >= bytes / 10, "promised \(bytes), written \(written)")
  }

  @Test func aLogHasPlainLines() async throws {
    let configuration = try scratch.write(Configurations.cue, to: "cue.yaml")
    let ended = try await run(Installation.remanence, ["train", configuration, "--output", scratch("run")], ranks: 2)
    #expect(ended.status == 0)
    #expect(!ended.errors.contains("\r"))
    #expect(!ended.errors.contains("\u{1B}"))
    #expect(ended.errors.contains("12 networks (6 cells x 2 seeds)"), "\(ended)")
    #expect(ended.errors.contains("2 ranks of "), "which MPI, and how many ranks: \(ended)")
    #expect(ended.errors.contains("finished: 12 done, 0 diverged, 0 failed"), "\(ended)")
    #expect(ended.errors.contains("remanence-analysis \(scratch("run"))"), "the next command: \(ended)")
  }

  @Test(arguments: [nil, 2]) func quietIsQuiet(ranks: Int?) async throws {
    let configuration = try scratch.write(Configurations.tiny, to: "tiny.yaml")
    let ended = try await run(
      Installation.remanence, ["train", configuration, "--output", scratch("run"), "--quiet"], ranks: ranks)
    #expect(ended.status == 0)
    #expect(ended.output.isEmpty, "\(ended)")
    #expect(ended.remarks.isEmpty, "\(ended)")
  }

  /// Where all is written, and MPI does not end on one rank: a defect of the installation, and no success.
  @Test func anErrorAtTheEndIsNamed() async throws {
    let library = try await preload(
      """
      #include <stdlib.h>
      #include <string.h>
      int PMPI_Finalize(void);
      int MPI_Finalize(void) {
        const char *rank = getenv("OMPI_COMM_WORLD_RANK");
        return rank && strcmp(rank, "1") == 0 ? 16 : PMPI_Finalize();
      }
      """, in: scratch)
    let configuration = try scratch.write(Configurations.tiny, to: "tiny.yaml")
    let ended = try await run(
      "/usr/bin/env",
      ["LD_PRELOAD=\(library)", Installation.remanence, "train", configuration, "--output", scratch("run")], ranks: 2)
    #expect(ended.status == 70, "\(ended)")
    #expect(ended.errors.contains("remanence: MPI_Finalize failed on rank 1: MPI_ERR_OTHER"), "\(ended)")
  }

  /// A network that diverges is a result: status 0, and a row that says so.
  @Test func divergenceIsAResult() async throws {
    let yaml = Configurations.control.replacing("[0.05, 0.01]", with: "[0.05, 100000]")
    let configuration = try scratch.write(yaml, to: "wild.yaml")
    let ended = try await run(Installation.remanence, ["train", configuration, "--output", scratch("run")])
    #expect(ended.status == 0, "\(ended)")
    #expect(ended.errors.contains("2 done, 2 diverged, 0 failed"), "\(ended)")
    let table = try Table(path: scratch("run/summary.csv"))
    #expect(table["status"] == ["done", "done", "diverged", "diverged"])
    #expect(Array(table["learned"].suffix(2)) == ["0", "0"])
  }

  /// A network that no machine can hold fails alone; the dry run warns of it.
  @Test func aNetworkThatCannotBeTrainedFailsAlone() async throws {
    let configuration = try scratch.write(Configurations.tooLarge(epochs: 1), to: "large.yaml")
    let arguments = ["train", configuration, "--output", scratch("run")]
    let forecast = try await run(Installation.remanence, arguments + ["--dry-run"])
    #expect(forecast.output.contains("warning: 1 networks need more memory"), "\(forecast)")
    let ended = try await run(Installation.remanence, arguments)
    #expect(ended.status == 3, "\(ended)")
    let pattern = try Regex("network 1 failed: training needs .* GB of memory, this machine has .*use fewer")
    #expect(ended.errors.contains(pattern), "\(ended)")
    #expect(try Table(path: scratch("run/summary.csv"))["status"] == ["done", "failed"])
    #expect(try await run(Installation.remanence, arguments).status == 3, "the failure is not forgotten")
    #expect(try await run(Installation.analysis, [scratch("run"), "--no-figures"]).status == 0)
  }

  /// A network too large for any machine fails at once; the other one would take far longer than this test.
  @Test(arguments: [nil, 2]) func failFastStopsEveryRank(ranks: Int?) async throws {
    let configuration = try scratch.write(Configurations.tooLarge(epochs: 100_000), to: "fail-fast.yaml")
    let ended = try await run(
      Installation.remanence, ["train", configuration, "--output", scratch("run"), "--fail-fast"], ranks: ranks)
    #expect(ended.status == 3, "\(ended)")
    #expect(ended.errors.contains("network 1 failed: training needs"), "\(ended)")
    let text = "network 1 failed: stopped by --fail-fast; 0 done, 0 diverged, 1 failed, 1 left"
    #expect(ended.errors.contains(text), "\(ended)")
  }
}
