import Foundation
import Testing

/// Every bad input to the analysis: exit status, a pattern of the message, and nothing harmed.
@Suite struct AnalysisBadInputTests {
  let scratch: Scratch

  init() throws { scratch = try Scratch() }

  struct Row: Sendable, CustomTestStringConvertible {
    let testDescription: String
    /// Prepares the scratch folder; returns the arguments of `remanence-analysis`.
    let prepare: @Sendable (Scratch) async throws -> [String]
    let status: Int32
    /// What the message holds.
    let pattern: String
  }

  static let rows: [Row] = [
    Row(
      testDescription: "no such folder", prepare: { [$0("none")] }, status: 74,
      pattern: "none: no such folder \\(give the folder that train wrote\\)"),
    Row(
      testDescription: "a file", prepare: { [try $0.write("precious", to: "run")] }, status: 74,
      pattern: "run: a file, not a run folder"),
    Row(
      testDescription: "an empty folder", prepare: { [try $0.makeFolder("run")] }, status: 74,
      pattern: "run: not a run folder: it has no run\\.json"),
    Row(
      testDescription: "an empty run",
      prepare: { scratch in
        try await train(scratch)
        for name in try contents(of: scratch("run")).keys where name != "run.json" {
          try FileManager.default.removeItem(atPath: scratch("run/\(name)"))
        }
        return [scratch("run")]
      }, status: 65, pattern: "no network has finished yet \\(0 of 1\\) \\(go on with `remanence train"),
    Row(
      testDescription: "a truncated rank file",
      prepare: { scratch in
        try await train(scratch)
        let file = URL(fileURLWithPath: scratch("run/rank-0000.a01.h5"))
        try FileHandle(forUpdating: file).truncate(atOffset: 20_000)
        return [scratch("run")]
      }, status: 65, pattern: "rank-0000\\.a01\\.h5: .*truncated.*\\(.*\\)"),
    Row(
      testDescription: "somebody else's HDF5 file",
      prepare: { scratch in
        try await train(scratch)
        _ = try await python(
          "h5py.File(sys.argv[1], 'w')['x'] = [1.0]", [scratch("run/rank-0001.a01.h5")])
        return [scratch("run")]
      }, status: 65, pattern: "rank-0001\\.a01\\.h5: an HDF5 file, but not a rank file of this program \\(move it"),
    Row(
      testDescription: "no HDF5 file at all",
      prepare: { scratch in
        try await train(scratch)
        try scratch.write("text", to: "run/rank-0001.a01.h5")
        return [scratch("run")]
      }, status: 65, pattern: "rank-0001\\.a01\\.h5: .*not an HDF5 file"),
    Row(
      testDescription: "a damaged run.json",
      prepare: { scratch in
        try await train(scratch)
        try scratch.write("{ \"schema\": ", to: "run/run.json")
        return [scratch("run")]
      }, status: 65, pattern: "run\\.json: damaged"),
    Row(
      testDescription: "no folder named", prepare: { _ in [] }, status: 64, pattern: "Missing expected argument '<dir>'"
    ),
    Row(
      testDescription: "unknown option", prepare: { [$0("run"), "--no-figure"] }, status: 64,
      pattern: "Unknown option '--no-figure'"),
  ]

  @Test(arguments: rows) func isRefused(_ row: Row) async throws {
    let arguments = try await row.prepare(scratch)
    let before = try contents(of: scratch.path)
    let ended = try await run(Installation.analysis, arguments)
    #expect(ended.status == row.status, "\(ended)")
    #expect(try ended.errors.contains(Regex(row.pattern)), "\(ended)")
    #expect(try contents(of: scratch.path) == before, "everything is as it was")
  }

  /// Trains one network into `run`.
  private static func train(_ scratch: Scratch) async throws {
    let configuration = try scratch.write(Configurations.tiny, to: "tiny.yaml")
    let ended = try await run(
      Installation.remanence, ["train", configuration, "--output", scratch("run"), "--quiet"])
    try #require(ended.status == 0, "\(ended)")
  }
}
