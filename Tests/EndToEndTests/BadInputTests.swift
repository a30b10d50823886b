import Foundation
import Testing

/// Every bad input but a malformed configuration: exit status, a pattern of the message, and nothing harmed.
@Suite struct BadInputTests {
  let scratch: Scratch

  init() throws {
    scratch = try Scratch()
    try scratch.write(Configurations.tiny, to: "tiny.yaml")
  }

  struct Row: Sendable, CustomTestStringConvertible {
    let testDescription: String
    /// Prepares the scratch folder; returns the arguments of `remanence`.
    let prepare: @Sendable (Scratch) async throws -> [String]
    var environment: [String: String] = [:]
    let status: Int32
    /// What the message holds.
    let pattern: String
  }

  static let rows: [Row] = [
    Row(
      testDescription: "no such configuration",
      prepare: { ["train", $0("none.yaml"), "--output", $0("run")] }, status: 65,
      pattern: "none\\.yaml: no such file.*configs/"),
    Row(
      testDescription: "the configuration is a folder", prepare: { ["train", $0.path, "--output", $0("run")] },
      status: 65, pattern: "this is a folder; expected a configuration file"),
    Row(
      testDescription: "no output", prepare: { ["train", $0("tiny.yaml")] }, status: 64,
      pattern: "Missing expected argument '--output <dir>'"),
    Row(
      testDescription: "the output has no name", prepare: { ["train", $0("tiny.yaml"), "--output", ""] }, status: 64,
      pattern: "--output must name a folder"),
    Row(
      testDescription: "unknown option", prepare: { ["train", $0("tiny.yaml"), "--output", $0("run"), "--quite"] },
      status: 64, pattern: "Unknown option '--quite'"),
    Row(
      testDescription: "unknown command", prepare: { _ in ["trian"] }, status: 64,
      pattern: "Unexpected argument 'trian'"),
    Row(
      testDescription: "no time at all",
      prepare: { ["train", $0("tiny.yaml"), "--output", $0("run"), "--max-seconds", "0"] }, status: 64,
      pattern: "--max-seconds must be a positive number"),
    Row(
      testDescription: "more time than a clock can hold",
      prepare: { ["train", $0("tiny.yaml"), "--output", $0("run"), "--max-seconds", "1e30"] }, status: 64,
      pattern: "--max-seconds must be a positive number of seconds, at most 1e9"),
    Row(
      testDescription: "endless time",
      prepare: { ["train", $0("tiny.yaml"), "--output", $0("run"), "--max-seconds", "inf"] }, status: 64,
      pattern: "--max-seconds must be a positive number"),
    Row(
      testDescription: "a name that cannot be printed",
      prepare: { scratch in
        let yaml = Configurations.tiny.replacing("name: tiny", with: #"name: "a\u0007b""#)
        return ["train", try scratch.write(yaml, to: "bell.yaml"), "--output", scratch("run")]
      }, status: 65, pattern: "bell\\.yaml:1:7: `name` is .*printable"),
    Row(
      testDescription: "the output is a file",
      prepare: { ["train", $0("tiny.yaml"), "--output", try $0.write("precious", to: "run")] }, status: 74,
      pattern: "run: a file of that name is in the way \\(choose another --output\\)"),
    Row(
      testDescription: "the output is below a file",
      prepare: { ["train", $0("tiny.yaml"), "--output", try $0.write("precious", to: "run") + "/deeper"] }, status: 74,
      pattern: "run/deeper: the folder cannot be made: (?!.*NSCocoaErrorDomain).*\\(choose an --output"),
    Row(
      testDescription: "a folder of somebody else",
      prepare: { scratch in
        try scratch.makeFolder("run/letters")
        try scratch.write("precious", to: "run/letters/one.txt")
        return ["train", scratch("tiny.yaml"), "--output", scratch("run")]
      }, status: 74, pattern: "run: the folder holds other things \\(letters\\) and no run\\.json \\(choose an empty"),
    Row(
      testDescription: "the folder of another configuration",
      prepare: { scratch in
        try await finish(scratch, "run")
        let other = try scratch.write(Configurations.tiny.replacing("epochs: 3", with: "epochs: 4"), to: "other.yaml")
        return ["train", other, "--output", scratch("run")]
      }, status: 65, pattern: "belongs to the run 'tiny' of another configuration.*\\(choose another --output"),
    Row(
      testDescription: "run.json is damaged",
      prepare: { scratch in
        try await finish(scratch, "run")
        try scratch.write("{ \"schema\": ", to: "run/run.json")
        return ["train", scratch("tiny.yaml"), "--output", scratch("run")]
      }, status: 65, pattern: "run\\.json: damaged.*\\(.*"),
    Row(
      testDescription: "run.json is of another program",
      prepare: { scratch in
        try scratch.makeFolder("run")
        try scratch.write("{}", to: "run/run.json")
        return ["train", scratch("tiny.yaml"), "--output", scratch("run")]
      }, status: 65, pattern: "run\\.json: "),
    Row(
      testDescription: "one MPI's launcher, another MPI's program",
      prepare: { ["train", $0("tiny.yaml"), "--output", $0("run")] }, environment: ["PMI_SIZE": "4"], status: 64,
      pattern: "PMI_SIZE=4 speaks of 4 ranks, but this process found itself alone.*srun --mpi=pmix"),
    Row(
      testDescription: "bench without time", prepare: { _ in ["bench", "--seconds", "0"] }, status: 64,
      pattern: "--seconds must be a positive number"),
  ]

  @Test(arguments: rows) func isRefused(_ row: Row) async throws {
    let arguments = try await row.prepare(scratch)
    let before = try contents(of: scratch.path)
    let ended = try await run(Installation.remanence, arguments, environment: row.environment)
    #expect(ended.status == row.status, "\(ended)")
    #expect(try ended.errors.contains(Regex(row.pattern)), "\(ended)")
    #expect(ended.output.isEmpty)
    #expect(try contents(of: scratch.path) == before, "everything is as it was")
  }

  @Test(.enabled(if: SmallDisk.isPossible || !Installation.isRoot, "needs the right to mount a file system"))
  func aReadOnlyFolderIsRefused() async throws {
    let folder = try scratch.makeFolder("folder")
    var disk: SmallDisk?
    if SmallDisk.isPossible {
      // Permission bits do not stop root.
      disk = try await SmallDisk(folder, options: "size=1m,ro")
    } else {
      try FileManager.default.setAttributes([.posixPermissions: 0o555], ofItemAtPath: folder)
    }
    for output in [folder, folder + "/run"] {
      let ended = try await run(Installation.remanence, ["train", scratch("tiny.yaml"), "--output", output])
      #expect(ended.status == 74, "\(ended)")
      let pattern = try Regex(
        "\(output).*(cannot be written|cannot be made): .*choose an --output folder you may write to")
      #expect(ended.errors.contains(pattern), "\(ended)")
      #expect(!ended.errors.contains("MPI_ABORT"), "\(ended)")
    }
    withExtendedLifetime(disk) {}
  }

  /// Somebody removes the folder of a run that is going on.
  @Test(arguments: [nil, 2]) func theFolderIsRemovedWhileRunning(ranks: Int?) async throws {
    // A network that takes about a second, so that nothing is finished when its first checkpoint is seen.
    let configuration = try scratch.write(CheckpointTests.yaml, to: "long.yaml")
    let program = """
      import glob, shutil, subprocess, sys, time
      folder, command = sys.argv[1], sys.argv[2:]
      process = subprocess.Popen(command)
      while process.poll() is None and not glob.glob(folder + '/network-*.ckpt.h5'):
          time.sleep(0.005)
      while glob.glob(folder):  # Again where a file came while it was removed.
          shutil.rmtree(folder, ignore_errors=True)
      sys.exit(process.wait())
      """
    let launcher = ranks.map { ["mpirun", "--oversubscribe", "-n", "\($0)"] } ?? []
    let ended = try await run(
      Installation.python,
      ["-c", program, scratch("run")] + launcher
        + [Installation.remanence, "train", configuration, "--output", scratch("run")])
    #expect(ended.status == 74, "\(ended)")
    let pattern = "rank [0-9]: .*rank-000[0-9]\\.a01\\.h5: cannot be written: its folder is gone \\(was it removed"
    #expect(try ended.errors.contains(Regex(pattern)), "\(ended)")
    #expect(!FileManager.default.fileExists(atPath: scratch("run")), "nothing is made anew")
  }

  /// A truncated rank file costs its networks and nothing else.
  @Test func aTruncatedRankFileIsPassedOver() async throws {
    let configuration = try scratch.write(Configurations.cue, to: "cue.yaml")
    let arguments = ["train", configuration, "--output", scratch("run")]
    try #require(try await run(Installation.remanence, arguments, ranks: 2).status == 0)
    let whole = try await Records.read(scratch("run"))
    let damaged = scratch("run/rank-0001.a01.h5")
    try FileHandle(forUpdating: URL(fileURLWithPath: damaged)).truncate(atOffset: 20_000)
    let before = try contents(of: scratch("run"))

    let ended = try await run(Installation.remanence, arguments)
    #expect(ended.status == 0, "\(ended)")
    let pattern = try Regex("warning: .*truncated.*rank-0001\\.a01\\.h5.*its networks are trained again")
    #expect(ended.errors.contains(pattern), "\(ended)")
    #expect(ended.errors.contains("6 of 12 networks are finished already"), "\(ended)")
    #expect(try await Records.read(scratch("run")) == whole)
    // The damaged file is kept under another name, where the analysis does not trip over it.
    let after = try contents(of: scratch("run"))
    #expect(after["rank-0000.a01.h5"] == before["rank-0000.a01.h5"])
    #expect(after["rank-0001.a01.h5.damaged-1"] == before["rank-0001.a01.h5"])
    let analysed = try await run(Installation.analysis, ["classify", scratch("run")])
    #expect(analysed.status == 0, "\(analysed)")
  }

  private static func finish(_ scratch: Scratch, _ folder: String) async throws {
    let ended = try await run(
      Installation.remanence, ["train", scratch("tiny.yaml"), "--output", scratch(folder), "--quiet"])
    try #require(ended.status == 0, "\(ended)")
  }
}
