import Foundation
import Testing

/// `remanence-analysis compare`, on tables written by hand.
@Suite struct CompareTests {
  let scratch: Scratch

  init() throws { scratch = try Scratch() }

  /// Four seeds at two delays; a fifth one failed.
  static let networks = """
    network,cell,seed,status,learning_rate,cue_ms,delay_ms,mechanism,margin,published_class
    0,0,0,done,0.1,30.0,0.0,slowManifold,,2
    1,0,1,done,0.1,30.0,0.0,slowManifold,,2
    2,0,2,done,0.1,30.0,0.0,slowManifold,,2
    3,0,3,done,0.1,30.0,0.0,unresolved,,2
    4,1,0,done,0.1,30.0,40.0,limitCycle,0.1,1
    5,1,1,done,0.1,30.0,40.0,slowManifold,0.2,2
    6,1,2,done,0.1,30.0,40.0,slowManifold,0.2,2
    7,1,3,diverged,0.1,30.0,40.0,diverged,,3
    8,1,4,failed,0.1,30.0,40.0,,,

    """
  static let published = """
    learning_rate,delay_ms,networks,not_learned,limit_cycle,slow_manifold
    0.1,0,100,0,0,100
    0.1,40,100,0,37,63
    0.01,40,100,0,33,67

    """

  private func runFolder() throws -> String {
    try scratch.makeFolder("run/analysis")
    try scratch.write(CompareTests.networks, to: "run/analysis/networks.csv")
    return scratch("run")
  }

  private func compare(_ arguments: [String], published: String = CompareTests.published) async throws -> Ended {
    let file = try scratch.write(published, to: "published.csv")
    return try await run(Installation.analysis, ["compare"] + arguments + ["--published", file])
  }

  @Test func comparesARun() async throws {
    let folder = try runFolder()
    let ended = try await compare([folder])
    #expect(ended.status == 0, "\(ended)")
    #expect(ended.errors.isEmpty)
    let last = ended.output.split(separator: "\n").last ?? ""
    #expect(last == "agrees: none of 6 shares in 2 cells and none of 2 totals differs (p < 0.001)")
    let table = try Table(path: folder + "/analysis/comparison.csv")
    #expect(
      table["class"] == ["not_learned", "limit_cycle", "slow_manifold", "not_learned", "limit_cycle", "slow_manifold"])
    #expect(table["count"] == ["0", "0", "4", "1", "1", "2"])
    #expect(table["published_count"] == ["0", "0", "100", "0", "37", "63"])
    let report = try #require(
      try JSONSerialization.jsonObject(
        with: Data(contentsOf: URL(fileURLWithPath: folder + "/analysis/comparison.json"))) as? [String: Any])
    #expect(report["verdict"] as? String == "agrees")
    #expect(report["labels"] as? String == "published")
    let overall = try #require(report["overall"] as? [String: Any])
    #expect((overall["clustered"] as? [String: Any])?["seeds"] as? Int == 4)
  }

  @Test func saysWhatDiffers() async throws {
    let folder = try runFolder()
    let ended = try await compare(
      [folder, "--output", scratch("compared"), "--quiet"],
      published: CompareTests.published.replacing("0.1,0,100,0,0,100", with: "0.1,0,100,100,0,0"))
    #expect(ended.status == 0, "\(ended)")
    #expect(ended.output.hasPrefix("differs: 2 of 6 shares in 2 cells (p < 0.001)"), "\(ended)")
    #expect(ended.output.split(separator: "\n").count == 1)
    #expect(try Table(path: scratch("compared/comparison.csv"))["outside"] == ["1", "0", "1", "0", "0", "0"])
    #expect(!FileManager.default.fileExists(atPath: folder + "/analysis/comparison.csv"))
  }

  @Test func printsJSON() async throws {
    let table = try scratch.write(CompareTests.networks, to: "networks.csv")
    let ended = try await compare([table, "--labels", "mechanism", "--json"])
    #expect(ended.status == 0, "\(ended)")
    let report = try #require(
      try JSONSerialization.jsonObject(with: Data(ended.output.utf8)) as? [String: Any], "\(ended)")
    #expect(report["classes"] as? [String] == ["not_learned", "limit_cycle", "slow_manifold", "other_learned"])
    #expect(ended.output == (try String(contentsOfFile: scratch("comparison.json"), encoding: .utf8)))
  }

  @Test func cellsHaveNoSeeds() async throws {
    let cells = try scratch.write(
      "learning_rate,delay_ms,networks,not_learned,limit_cycle,slow_manifold,failed\n0.1,40,9,0,3,5,1\n",
      to: "cells.csv")
    let ended = try await compare([cells])
    #expect(ended.status == 0, "\(ended)")
    #expect(ended.output.contains("totals over all cells not tested: counts alone do not say"), "\(ended)")
  }

  @Test func theShippedTablesAreRead() async throws {
    let folder = try runFolder()
    for name in ["no-post-reaction", "post-reaction", "slow-time-constant"] {
      let path = Installation.repository.appendingPathComponent("docs/reproductions/published/\(name).csv").path
      let ended = try await run(
        Installation.analysis, ["compare", folder, "--published", path, "--output", scratch(name), "--quiet"])
      #expect(ended.status == 0, "\(ended)")
      #expect(ended.output.contains("in 2 cells"), "\(ended)")
    }
  }

  @Test func nothingInCommonIsBadInput() async throws {
    let folder = try runFolder()
    let ended = try await compare([folder], published: CompareTests.published.replacing("0.1,", with: "0.2,"))
    #expect(ended.status == 65, "\(ended)")
    #expect(
      ended.errors.contains(
        "the run has learning rates 0.1 and delay_ms 0.0, 40.0; the published table has learning rates 0.2"),
      "\(ended)")
    #expect(!FileManager.default.fileExists(atPath: folder + "/analysis/comparison.csv"))
  }

  @Test func severalGridsAreBadInput() async throws {
    let text = CompareTests.networks.replacing("0,0,0,done,0.1,30.0,", with: "0,0,0,done,0.1,60.0,")
    let ended = try await compare([try scratch.write(text, to: "networks.csv")])
    #expect(ended.status == 65, "\(ended)")
    #expect(ended.errors.contains("2 grids, for it also differs in `cue_ms` (60.0, 30.0)"), "\(ended)")
  }

  @Test func badTablesAreBadInput() async throws {
    let folder = try runFolder()
    let ended = try await compare(
      [folder], published: CompareTests.published.replacing("not_learned", with: "notlearned"))
    #expect(ended.status == 65, "\(ended)")
    #expect(
      ended.errors.contains("there is no column `not_learned` (did you mean `notlearned`? Rename it)"), "\(ended)")
    try Data([0x66, 0xFF, 0xFE]).write(to: URL(fileURLWithPath: scratch("published.csv")))
    let binary = try await run(Installation.analysis, ["compare", folder, "--published", scratch("published.csv")])
    #expect(binary.status == 65, "\(binary)")
    #expect(binary.errors.contains("not text in UTF-8"), "\(binary)")
  }

  @Test func whatIsNotThereIsSaid() async throws {
    try scratch.makeFolder("empty")
    let notAnalysed = try await compare([scratch("empty")])
    #expect(notAnalysed.status == 65, "\(notAnalysed)")
    #expect(notAnalysed.errors.contains("the run has not been analysed yet"), "\(notAnalysed)")
    let missing = try await compare([scratch("nowhere")])
    #expect(missing.status == 74, "\(missing)")
    let folder = try runFolder()
    let noTable = try await run(Installation.analysis, ["compare", folder, "--published", scratch("none.csv")])
    #expect(noTable.status == 74, "\(noTable)")
    #expect(noTable.errors.contains("none.csv: no such file"), "\(noTable)")
    let noOption = try await run(Installation.analysis, ["compare", folder])
    #expect(noOption.status == 64, "\(noOption)")
  }
}
