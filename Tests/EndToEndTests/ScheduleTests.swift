import Foundation
import Testing

/// Networks dealt out before the start, or handed out as ranks become free: the same results, and little time lost.
@Suite struct ScheduleTests {
  let scratch: Scratch

  init() throws { scratch = try Scratch() }

  /// Networks whose cost varies twentyfold.
  private static func yaml(seeds: Int) -> String {
    """
    name: schedule
    network: { units: 16 }
    task: { kind: delayed-cue-discrimination, trials: 16, delay: 50 ms }
    record: { continuation: 1 }
    grid:
      training.epochs: [100, 200, 500, 1000, 2000]
      seed: { count: \(seeds) }

    """
  }

  private func train(_ folder: String, ranks: Int?, _ options: [String], exclusive: Bool = false) async throws -> Ended
  {
    try await run(
      Installation.remanence, ["train", scratch("sweep.yaml"), "--output", scratch(folder)] + options, ranks: ranks,
      exclusive: exclusive)
  }

  @Test func bothGiveTheSameResults() async throws {
    try scratch.write(Self.yaml(seeds: 3), to: "sweep.yaml")
    try #require(try await train("static", ranks: 2, []).status == 0)
    let expected = try await Records.read(scratch("static")).networks
    #expect(expected.count == 15)
    for ranks in [nil, 1, 2, 3, 7] {
      let folder = "dynamic-\(ranks ?? 0)"
      let ended = try await train(folder, ranks: ranks, ["--schedule", "dynamic"])
      #expect(ended.status == 0, "\(ended)")
      #expect(try await Records.read(scratch(folder)).networks == expected, "\(ranks ?? 0) ranks")
      let rows = try Table(path: scratch("\(folder)/summary.csv"))
      #expect(rows["network"] == (0..<15).map(String.init), "every network once")
      #expect(ended.errors.contains("idle: ") == ((ranks ?? 1) > 1), "\(ended)")
    }
  }

  /// Stopped and resumed, each time with another schedule and number of ranks.
  @Test func schedulesMayChangeBetweenAttempts() async throws {
    try scratch.write(Self.yaml(seeds: 3), to: "sweep.yaml")
    try #require(try await train("whole", ranks: nil, []).status == 0)
    var statuses: [Int32] = []
    for attempt in 1...200 {
      let schedule = attempt.isMultiple(of: 3) ? "static" : "dynamic"
      let options = ["--schedule", schedule, "--max-seconds", "\(0.05 * Double(attempt))"]
      let ended = try await train("stopped", ranks: [4, 2, nil, 3][attempt % 4], options)
      statuses.append(ended.status)
      guard ended.status == 75 else { break }
    }
    #expect(statuses.last == 0)
    #expect(statuses.count >= 2, "the run was to be stopped in between: \(statuses)")
    #expect(try await Records.read(scratch("stopped")).networks == Records.read(scratch("whole")).networks)
  }

  /// One free core or two, four ranks: nobody waits while there is work.
  @Test func littleTimeIsLost() async throws {
    let seeds = Installation.runsLongTests ? 200 : 24
    try scratch.write(Self.yaml(seeds: seeds), to: "sweep.yaml")
    let ended = try await train("run", ranks: 4, ["--schedule", "dynamic"], exclusive: true)
    #expect(ended.status == 0, "\(ended)")
    let match = try #require(try Regex("idle: ([0-9.]+) % of the ranks' time").firstMatch(in: ended.errors), "\(ended)")
    let share = try #require(match[1].substring.flatMap { Double($0) })
    print("Dynamic schedule, \(5 * seeds) networks, 4 ranks: \(share) % of the ranks' time without work.")
    #expect(share < 5, "\(ended)")
    let ranks = Set(try Table(path: scratch("run/summary.csv"))["rank"])
    #expect(ranks == ["0", "1", "2", "3"], "every rank, the first one too, trains")
  }

  /// Of two networks the second fails at once, the first would take hours: nobody is left waiting.
  @Test func failFastEndsAllRanks() async throws {
    try scratch.write(
      """
      name: fail
      network: { units: 8 }
      task: { kind: delayed-cue-discrimination, trials: 65536 }
      training: { epochs: 100000 }
      grid: { task.delay: [0 ms, 10 ms, 4900 s] }

      """, to: "sweep.yaml")
    let ended = try await train("run", ranks: 3, ["--schedule", "dynamic", "--fail-fast"])
    #expect(ended.status == 3, "\(ended)")
    #expect(ended.errors.contains("stopped by --fail-fast"), "\(ended)")
  }

  @Test func anUnknownScheduleIsRefused() async throws {
    try scratch.write(Self.yaml(seeds: 1), to: "sweep.yaml")
    let ended = try await train("run", ranks: nil, ["--schedule", "guided"])
    #expect(ended.status == 64 && ended.errors.contains("static"), "\(ended)")
  }
}
