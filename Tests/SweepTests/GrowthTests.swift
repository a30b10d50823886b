import Sweep
import Testing

/// A grid that only grew appends networks; those that were there keep ids, identities and streams.
@Suite struct GrowthTests {
  private static func sweep(delays: String, units: String, seeds: String, more: String = "") throws
    -> SweepConfiguration
  {
    try parse(
      minimal("\(more)grid:\n  task.delay: [\(delays)]\n  network.units: [\(units)]\n  seed: \(seeds)\n"))
  }

  /// Ids by the words of the documentation: all that was there, then what is new, in the order of the new grid.
  private static func bruteForce(_ sweeps: [SweepConfiguration]) -> [[String]] {
    var cells: [String] = []
    var networks: [[String]] = []
    for sweep in sweeps {
      // A configuration by itself has its cells in the order of its axes.
      let texts = (0..<sweep.table.cellCount).map { sweep.identityText(ofCell: $0) }
      cells += texts.filter { !cells.contains($0) }
      let known = Set(networks)
      networks += texts.flatMap { text in sweep.grid.seedIndices.map { [text, "\($0)"] } }.filter {
        !known.contains($0)
      }
    }
    return networks.map { [$0[0], $0[1], "\(cells.firstIndex(of: $0[0]) ?? -1)"] }
  }

  private static func rows(_ sweep: SweepConfiguration) -> [[String]] {
    sweep.table.map { [sweep.identityText(ofCell: $0.cell), "\($0.seedIndex)", "\($0.cell)"] }
  }

  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    /// Delays, units and seeds of every grid, oldest first.
    let grids: [[String]]
  }

  static let first = ["0 ms, 100 ms", "8, 16, 32", "{ count: 2 }"]
  static let cases = [
    Case(
      testDescription: "the first axis, in the middle", grids: [first, ["0 ms, 50 ms, 100 ms", first[1], first[2]]]),
    Case(testDescription: "the last axis, at both ends", grids: [first, [first[0], "4, 8, 16, 32, 64", first[2]]]),
    Case(testDescription: "the seeds", grids: [first, [first[0], first[1], "{ count: 5 }"]]),
    Case(
      testDescription: "all of them, in another order",
      grids: [first, ["100 ms, 200 ms, 0 ms", "64, 32, 4, 16, 8", "[7, 1, 3, 0]"]]),
    Case(
      testDescription: "three times in a row",
      grids: [
        first, [first[0], first[1], "[1, 4, 0]"], ["0 ms, 5 ms, 100 ms", first[1], "[1, 4, 0]"],
        ["0 ms, 5 ms, 100 ms, 105 ms", "32, 9, 16, 8", "[2, 0, 1, 4, 9]"],
      ]),
    Case(
      testDescription: "one cell at first",
      grids: [["0 ms", "8", "[3]"], ["0 ms", "8", "[3, 1]"], ["10 ms, 0 ms", "8, 9", "[2, 3, 1]"]]),
  ]

  @Test(arguments: cases) func oldIdsStayAndNewOnesFollow(_ item: Case) throws {
    let sweeps = try item.grids.map { try Self.sweep(delays: $0[0], units: $0[1], seeds: $0[2]) }
    let grown = try sweeps[sweeps.count - 1].grown(through: sweeps.dropLast())
    let expected = Self.bruteForce(sweeps)
    #expect(Self.rows(grown) == expected)
    #expect(grown.table.map(\.network) == Array(0..<expected.count))
    #expect(grown.table.count == grown.grid.networkCount && grown.table.cellCount == grown.grid.cellCount)
    // Every network of every earlier grid, wherever it is: the same bits.
    for (number, sweep) in sweeps.enumerated() {
      let before = try sweep.grown(through: Array(sweeps[..<number]))
      for network in before.table.indices {
        #expect(grown.identity(ofNetwork: network) == before.identity(ofNetwork: network))
      }
      #expect(Self.rows(grown).prefix(before.table.count) == Self.rows(before)[...])
    }
    // Columns say of a cell what its identity says.
    let delay = try #require(grown.columns.firstIndex { $0.name == "delay_ms" })
    for cell in 0..<grown.table.cellCount {
      let steps = try grown.settings(ofCell: cell).task.timeline["delay"].count
      #expect(grown.columnValues(ofCell: cell)[delay] == .number(Double(5 * steps)))
    }
  }

  @Test func aGridWithoutAxesGrowsBySeeds() throws {
    let (one, more) = (try parse(minimal()), try parse(minimal("grid: { seed: [4, 0] }\n")))
    let grown = try more.grown(from: one)
    #expect(grown.table.map(\.seedIndex) == [0, 4] && grown.table.map(\.cell) == [0, 0])
  }

  /// What a network draws depends on what it is: fixed here, so that no later version can change it unnoticed.
  @Test func streamsDoNotDependOnTheGrid() throws {
    let small = try Self.sweep(delays: "0 ms, 100 ms", units: "8", seeds: "{ count: 2 }")
    let fresh = try Self.sweep(delays: "100 ms, 50 ms, 0 ms", units: "4, 8", seeds: "[1, 0, 6]")
    let grown = try fresh.grown(from: small)
    let keys = { (sweep: SweepConfiguration) in
      sweep.table.indices.map { sweep.identity(ofNetwork: $0) }.map { [$0.streamKey, $0.initialWeightsKey] }
    }
    #expect(keys(grown).prefix(4) == keys(small)[...])
    #expect(Set(keys(grown)) == Set(keys(fresh)) && keys(grown) != keys(fresh))
    let fixed: [UInt64] = [11_156_653_222_194_052_460, 17_878_545_423_049_456_117]
    #expect(keys(small)[1] == fixed)
  }

  @Test func whatIsNewInWords() throws {
    let small = try Self.sweep(delays: "0 ms, 100 ms", units: "8, 16", seeds: "{ count: 8 }")
    let large = try Self.sweep(delays: "0 ms, 50 ms, 100 ms", units: "8, 16", seeds: "{ count: 20 }")
    #expect(large.additions(to: small) == "delay_ms 2 -> 3 values, seeds 8 -> 20")
  }

  struct Refused: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let yaml: String
    let refusal: GrowthRefusal
  }

  static let grid = "grid:\n  task.delay: [0 ms, 100 ms]\n  network.units: [8, 16]\n  seed: { count: 2 }\n"
  static let larger = grid.replacing("100 ms]", with: "100 ms, 200 ms]")

  @Test(arguments: [
    Refused(
      testDescription: "a shrunk axis", yaml: minimal(larger.replacing("[8, 16]", with: "[8, 32, 64]")),
      refusal: .lostValue(path: "network.units", value: "16")),
    Refused(
      testDescription: "a seed less", yaml: minimal(larger.replacing("{ count: 2 }", with: "[0, 2, 3]")),
      refusal: .lostValue(path: "seed", value: "1")),
    Refused(
      testDescription: "another value of a key", yaml: minimal("  cue: 40 ms\n" + larger),
      refusal: .otherValue(path: "task.cue", earlier: "30 ms", now: "40 ms")),
    Refused(
      testDescription: "a key that had no value", yaml: minimal("training: { divergence-loss: 5 }\n" + larger),
      refusal: .otherValue(path: "training.divergence-loss", earlier: "absent", now: "5.0")),
    Refused(
      testDescription: "another sweep seed", yaml: minimal(larger) + "seed: 9\n",
      refusal: .otherValue(path: "seed", earlier: "1", now: "9")),
    Refused(
      testDescription: "what is recorded", yaml: minimal(larger + "record: { continuation: 3 }\n"),
      refusal: .otherValue(path: "record.continuation", earlier: "9", now: "3")),
    Refused(
      testDescription: "an axis more", yaml: minimal(larger + "  task.cue: [30 ms]\n"),
      refusal: .newAxis(path: "task.cue")),
    Refused(
      testDescription: "an axis less",
      yaml: minimal("  delay: 0 ms\ngrid:\n  network.units: [8, 16, 32]\n  seed: { count: 2 }\n"),
      refusal: .lostAxis(path: "task.delay")),
    Refused(
      testDescription: "the axes in another order",
      yaml: minimal("grid:\n  network.units: [8, 16, 32]\n  task.delay: [0 ms, 100 ms]\n  seed: { count: 2 }\n"),
      refusal: .otherOrder(earlier: ["task.delay", "network.units"], now: ["network.units", "task.delay"])),
    Refused(
      testDescription: "the values in another order", yaml: minimal(grid.replacing("[8, 16]", with: "[16, 8]")),
      refusal: .nothingNew),
    Refused(testDescription: "the same", yaml: minimal(grid), refusal: .nothingNew),
  ])
  func refused(_ item: Refused) throws {
    let earlier = try parse(minimal(Self.grid))
    #expect(throws: item.refusal) { try parse(item.yaml).grown(from: earlier) }
  }

  /// A spaced axis of another count may miss an old value by its last digit: that is another network, and said to be.
  @Test func valuesThatAreNearlyThose() throws {
    let sweep = { (rates: String) in try parse(minimal("grid: { training.optimizer.learning-rate: [\(rates)] }\n")) }
    let refusal = GrowthRefusal.roundedValue(
      path: "training.optimizer.learning-rate", earlier: "0.1", now: "0.10000000000000002")
    #expect(throws: refusal) { try sweep("0.2, 0.10000000000000002").grown(from: sweep("0.1")) }
  }

  /// Name and checkpoints have no effect on any output.
  @Test func whatMayDiffer() throws {
    let yaml = minimal(Self.larger + "record: { checkpoint-every: never }\n").replacing(
      "name: test", with: "name: more")
    let grown = try parse(yaml).grown(from: parse(minimal(Self.grid)))
    #expect(grown.table.count == 12 && grown.name == "more")
  }

  /// Costs go by the cell of an id, not by its place.
  @Test func plans() throws {
    let small = try Self.sweep(delays: "0 ms, 100 ms", units: "8", seeds: "{ count: 2 }")
    let grown = try Self.sweep(delays: "0 ms, 50 ms, 100 ms", units: "8", seeds: "{ count: 3 }").grown(from: small)
    // By id: 0 ms twice, 100 ms twice, then seed 2 of 0 ms, three of 50 ms, seed 2 of 100 ms.
    #expect(try grown.plan(rankCount: 1).assignments == [[2, 3, 8, 5, 6, 7, 0, 1, 4]])
  }

  @Test func aMillionNetworksCostLittle() throws {
    let range = { (last: Int, seeds: Int) in
      try parse(
        minimal(
          "grid:\n  task.delay: { range: [0 ms, \(last) ms, 10 ms] }\n  network.units: [8, 16]\n  seed: { count: \(seeds) }\n"
        ))
    }
    let grown = try range(4990, 1000).grown(from: range(2490, 900))
    #expect(grown.table.count == 1_000_000)
    var ofCell = [Int](repeating: 0, count: grown.table.cellCount)
    for row in grown.table { ofCell[row.cell] += 1 }
    #expect(ofCell.allSatisfy { $0 == 1000 })
  }
}
