import Foundation
import Testing

/// A folder whose grid only grew goes on: what was there stays as it is, what is new is what it would be in a fresh folder.
@Suite struct GrownGridTests {
  let scratch: Scratch

  init() throws { scratch = try Scratch() }

  /// Eight networks, trained in no time.
  static let small = """
    name: growing
    network: { units: 16 }
    task: { kind: delayed-cue-discrimination, trials: 8 }
    training: { epochs: 40 }
    grid:
      training.optimizer.learning-rate: [0.1, 0.05]
      task.delay: [20 ms, 60 ms]
      seed: { count: 2 }

    """

  /// Four more, in the middle of the last axis; a fresh run gives the ids of all others but the first cell's to other networks.
  static let middle = small.replacing("[20 ms, 60 ms]", with: "[20 ms, 40 ms, 60 ms]")

  /// Eighteen networks.
  static let larger = middle.replacing("count: 2", with: "count: 3")

  /// Thirty-six networks, the new ones at the front and in the middle.
  static let largest = larger.replacing("[0.1, 0.05]", with: "[0.1, 0.02, 0.05]")
    .replacing("{ count: 3 }", with: "[5, 0, 1, 2]")

  @Test func twice() async throws {
    try await expectTrained(Self.small, "run", ranks: nil)
    let before = try Table(path: scratch("run/summary.csv"))
    let file = try Data(contentsOf: URL(fileURLWithPath: scratch("run/rank-0000.a01.h5")))

    let larger = try await expectTrained(Self.larger, "run", ranks: 3)
    let news = "the grid has grown: delay_ms 2 -> 3 values, seeds 2 -> 3; 10 new networks behind the 8 old ones\n"
    #expect(larger.errors.contains(news + "attempt 2: 8 of 18 networks are finished already\n"), "\(larger)")
    let between = try Table(path: scratch("run/summary.csv"))
    #expect(between.rows.count == 18 && Array(between.rows.prefix(8)) == before.rows)

    let largest = try await expectTrained(Self.largest, "run", ranks: 2)
    #expect(
      largest.errors.contains("learning_rate 2 -> 3 values, seeds 3 -> 4; 18 new networks behind the 18 old ones"))
    let after = try Table(path: scratch("run/summary.csv"))
    #expect(after.rows.count == 36 && Array(after.rows.prefix(18)) == between.rows)
    #expect(try Data(contentsOf: URL(fileURLWithPath: scratch("run/rank-0000.a01.h5"))) == file)

    try await expectTrained(Self.largest, "fresh", ranks: 2)
    try await expectSameNetworks("run", "fresh")
    let status = try await run(Installation.remanence, ["status", scratch("run")])
    #expect(status.output.contains("36 done, 0 diverged, 0 failed, 0 quarantined, 0 running, 0 pending"), "\(status)")
    #expect(status.output.contains("agree with the rank files"), "\(status)")

    // The same again has nothing new.
    let again = try await expectTrained(Self.largest, "run", ranks: nil)
    #expect(again.errors.contains("36 of 36 networks are finished already") && !again.errors.contains("grown"))
    let description = try JSONDecoder().decode(
      Description.self, from: Data(contentsOf: URL(fileURLWithPath: scratch("run/run.json"))))
    #expect(description.networks == 36 && description.grown_from.map(\.networks) == [8, 18])
    #expect(description.cells.map(\.cell) == Array(0..<9))
    #expect(description.cells.map(\.delay_ms) == [20, 60, 20, 60, 40, 40, 20, 40, 60])
    #expect(description.cells.map(\.learning_rate) == [0.1, 0.1, 0.05, 0.05, 0.1, 0.05, 0.02, 0.02, 0.02])
    #expect(description.grown_from.allSatisfy { $0.config_hash.count == 64 && $0.config.contains("task.delay") })
  }

  struct Description: Decodable {
    struct Cell: Decodable { let cell: Int, delay_ms, learning_rate: Double }
    struct Earlier: Decodable { let networks: Int, config_hash, config, grown: String }
    let networks: Int, cells: [Cell], grown_from: [Earlier]
  }

  /// A folder never shrinks, and a refusal says what differs and touches nothing.
  @Test func refused() async throws {
    try await expectTrained(Self.small, "run", ranks: nil)
    try await expectTrained(Self.larger, "run", ranks: nil)
    let before = try contents(of: scratch("run"))
    let cases: [(String, String)] = [
      (Self.small, "larger grid than this .*: delay_ms 2 -> 3 values, seeds 2 -> 3 .*grown to, `config` in run.json"),
      (
        Self.largest.replacing("20 ms, 40 ms", with: "20 ms, 50 ms"),
        "of another configuration: the axis `task.delay` has 40 ms there and not here .*choose another --output"
      ),
      (Self.largest.replacing("units: 16", with: "units: 17"), "`network.units` is 16 there and 17 here"),
      (
        Self.larger.replacing("[0.1, 0.05]", with: "[0.05, 0.1]"), "the grid has the same values in another order"
      ),
    ]
    for (yaml, pattern) in cases {
      let ended = try await train(yaml, "run", ranks: 2)
      #expect(ended.status == 65, "\(ended)")
      #expect(try ended.errors.contains(Regex(pattern)), "\(pattern): \(ended)")
      #expect(try contents(of: scratch("run")) == before)
    }
  }

  /// A network in progress goes on from its checkpoint when the grid has grown meanwhile.
  @Test func whatWasBegun() async throws {
    let yaml = CheckpointTests.yaml.replacing("count: 3", with: "count: 1")
    let more = CheckpointTests.yaml.replacing("count: 3", with: "count: 2")
    #expect(try await train(yaml, "run", ranks: nil, ["--max-seconds", "0.2"]).status == 75)
    let ended = try await expectTrained(more, "run", ranks: 2)
    #expect(ended.errors.contains("seeds 1 -> 2; 1 new network behind the 1 old one\n"), "\(ended)")
    #expect(ended.errors.contains("attempt 2: 0 of 2 networks are finished already, 1 go on from their checkpoints"))
    try await expectTrained(more, "fresh", ranks: nil)
    try await expectSameNetworks("run", "fresh")
  }

  /// A fresh run of the grown grid has the same hash, cells and seeds under the same ids, and yet other networks.
  @Test func aRankFileOfAFreshRun() async throws {
    try await expectTrained(Self.small, "run", ranks: nil)
    try await expectTrained(Self.middle, "run", ranks: nil)
    try await expectTrained(Self.middle, "fresh", ranks: 2)
    let before = try Table(path: scratch("run/summary.csv"))
    for name in ["rank-0001.a01.h5", "rank-0001.a01.sum"] {
      try FileManager.default.copyItem(atPath: scratch("fresh/\(name)"), toPath: scratch("run/\(name)"))
    }
    let refused = try await run(Installation.analysis, ["classify", scratch("run")])
    #expect(refused.status == 65 && refused.errors.contains("is another network than"), "\(refused)")
    let ended = try await expectTrained(Self.middle, "run", ranks: nil)
    let pattern = "warning: .*rank-0001.a01.h5: network .* is another network than .*moved to"
    #expect(try ended.errors.contains(Regex(pattern)), "\(ended)")
    #expect(try Table(path: scratch("run/summary.csv")) == before)
  }

  /// Without run.json the rank files say what the grid grew from, and so which network an id is.
  @Test func withoutRunJSON() async throws {
    try await expectTrained(Self.small, "run", ranks: nil)
    try await expectTrained(Self.middle, "run", ranks: nil)
    let before = try Table(path: scratch("run/summary.csv"))
    let remove = { (names: [String]) in
      for name in ["run.json"] + names { try FileManager.default.removeItem(atPath: scratch("run/\(name)")) }
    }

    try remove([])
    let small = try await train(Self.small, "run", ranks: nil)
    #expect(small.status == 65 && small.errors.contains("larger grid"), "\(small)")
    let rebuilt = try await expectTrained(Self.middle, "run", ranks: nil)
    #expect(rebuilt.errors.contains("run.json was missing; it is made again from the rank files"), "\(rebuilt)")
    #expect(rebuilt.errors.contains("12 of 12 networks are finished already"), "\(rebuilt)")
    #expect(try Table(path: scratch("run/summary.csv")) == before)

    // The files of the first grid are gone too: those of the second know it.
    try remove(["rank-0000.a01.h5", "rank-0000.a01.sum"])
    let half = try await expectTrained(Self.middle, "run", ranks: nil)
    #expect(half.errors.contains("4 of 12 networks are finished already"), "\(half)")
    #expect(try same(Table(path: scratch("run/summary.csv")), before))

    // Nothing of the second grid is left: it grows again, from the first one.
    try await expectTrained(Self.small, "again", ranks: nil)
    try FileManager.default.removeItem(atPath: scratch("again/run.json"))
    let again = try await expectTrained(Self.middle, "again", ranks: 2)
    #expect(again.errors.contains("4 new networks behind the 8 old ones"), "\(again)")
    #expect(try same(Table(path: scratch("again/summary.csv")), before))
  }

  /// Labels of networks that were there are taken over, and every cell counts all of its seeds.
  @Test func theAnalysis() async throws {
    try await expectTrained(Self.small, "run", ranks: nil)
    #expect(try await run(Installation.analysis, ["classify", scratch("run")]).status == 0)
    try await expectTrained(Self.larger, "run", ranks: 2)
    try await expectTrained(Self.larger, "fresh", ranks: 2)
    let ended = try await run(Installation.analysis, ["classify", scratch("run")])
    #expect(ended.status == 0, "\(ended)")
    #expect(ended.errors.contains("8 networks of 18 labelled before, 10 left to label"), "\(ended)")
    #expect(try await run(Installation.analysis, ["classify", scratch("fresh")]).status == 0)
    let cells = try ["run", "fresh"].map { try Table(path: scratch("\($0)/analysis/cells.csv")) }
    #expect(cells[0]["networks"] == ["3", "3", "3", "3", "3", "3"])
    #expect(Set(cells[0].rows) == Set(cells[1].rows) && cells[0].rows.count == 6)
    let ids = EqualBitsTests.circumstances.union(["network", "cell", "group"])
    let networks = try ["run", "fresh"].map { try Table(path: scratch("\($0)/analysis/networks.csv")).without(ids) }
    #expect(Set(networks[0].rows) == Set(networks[1].rows) && networks[0].rows.count == 18)
  }

  // MARK: - Helpers

  private func train(
    _ yaml: String, _ folder: String, ranks: Int?, _ options: [String] = []
  ) async throws -> Ended {
    let configuration = try scratch.write(yaml, to: "sweep.yaml")
    return try await run(
      Installation.remanence, ["train", configuration, "--output", scratch(folder)] + options, ranks: ranks)
  }

  @discardableResult
  private func expectTrained(_ yaml: String, _ folder: String, ranks: Int?) async throws -> Ended {
    let ended = try await train(yaml, folder, ranks: ranks)
    try #require(ended.status == 0, "\(ended)")
    return ended
  }

  private func same(_ left: Table, _ right: Table) -> Bool {
    left.without(EqualBitsTests.circumstances) == right.without(EqualBitsTests.circumstances)
  }

  /// Two folders hold the same networks, bit for bit, whatever their ids.
  private func expectSameNetworks(_ left: String, _ right: String) async throws {
    let (one, other) = (try await networks(left), try await networks(right))
    #expect(one == other && !one.isEmpty)
  }

  /// Stored numbers by parameters and seed.
  private func networks(_ folder: String) async throws -> [[String]: Records.Network] {
    let table = try Table(path: scratch("\(folder)/summary.csv"))
    let records = try await Records.read(scratch(folder)).networks
    var found: [[String]: Records.Network] = [:]
    for (row, group) in table["group"].enumerated() {
      let key = ["learning_rate", "delay_ms", "seed"].map { table[$0][row] }
      found[key] = records[group.replacing("/networks/", with: "")]
    }
    #expect(found.count == table.rows.count && found.count == records.count)
    return found
  }

  /// A start that is refused for another reason has not let the grid grow.
  @Test func aRefusedStartDoesNotGrow() async throws {
    try await expectTrained(Self.small, "run", ranks: nil)
    let before = try contents(of: scratch("run"))["run.json"]
    let configuration = try scratch.write(Self.larger, to: "larger.yaml")
    let ended = try await run(
      Installation.remanence, ["train", configuration, "--output", scratch("run"), "--retry", "0"])
    #expect(ended.status == 65 && ended.errors.contains("the network has not failed"), "\(ended)")
    #expect(try contents(of: scratch("run"))["run.json"] == before)
    try await expectTrained(Self.small, "run", ranks: nil)
  }
}
