import Foundation
import Testing

/// The same configuration gives the same bits whatever number of ranks computes it, and however often it is stopped.
@Suite struct EqualBitsTests {
  let scratch: Scratch

  init() throws { scratch = try Scratch() }

  /// Columns of summary.csv that say where and how fast a network was trained, not what it became.
  static let circumstances: Set<String> = ["rank", "file", "seconds"]

  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let yaml: String
    let networks: Int
  }

  @Test(arguments: [
    Case(testDescription: "delayed cue", yaml: Configurations.cue, networks: 12),
    Case(testDescription: "control without memory", yaml: Configurations.control, networks: 4),
  ])
  func anyNumberOfRanksGivesTheSame(_ item: Case) async throws {
    let configuration = try scratch.write(item.yaml, to: "sweep.yaml")
    try #require(try await train(configuration, "alone", ranks: nil).status == 0)
    let expected = try await Records.read(scratch("alone"))
    #expect(expected.networks.count == item.networks)
    #expect(expected.incomplete.isEmpty)
    for (name, network) in expected.networks {
      // Long enough, and far enough from where they began, that bits had every chance to part.
      #expect(network.epochs >= 200, "network \(name)")
      #expect(network.lastLoss <= 0.8 * network.firstLoss, "network \(name) has not learned")
      #expect(Set(network.digests.keys).isSuperset(of: ["weights/W_rec", "weights/b_out", "history/loss"]))
    }
    for ranks in [1, 2, 4] {
      let folder = "ranks-\(ranks)"
      try #require(try await train(configuration, folder, ranks: ranks).status == 0)
      try await expectSame(folder, as: "alone", expected)
      let files = try FileManager.default.contentsOfDirectory(atPath: scratch(folder))
      #expect(files.count { $0.hasPrefix("rank-") && $0.hasSuffix(".h5") } == ranks, "every rank has a file of its own")
    }
  }

  /// Stopped again and again, each time resumed by another number of ranks, until it is done.
  @Test func stoppedAndResumedGivesTheSame() async throws {
    let configuration = try scratch.write(Configurations.slowCue(), to: "sweep.yaml")
    try #require(try await train(configuration, "whole", ranks: 2).status == 0)
    let numbers: [Int?] = [2, nil, 4, 1]
    var statuses: [Int32] = []
    // The limit begins below what a fast machine needs, and grows, so that the run ends on the slowest one too.
    for attempt in 1...200 {
      let ended = try await train(
        configuration, "stopped", ranks: numbers[attempt % 4], ["--max-seconds", "\(0.1 * Double(attempt))"])
      statuses.append(ended.status)
      guard ended.status == 75 else { break }
      #expect(ended.errors.contains("time limit reached"))
      #expect(ended.errors.contains("Run the same command again"))
    }
    #expect(statuses.last == 0)
    #expect(statuses.count >= 2, "the run was to be stopped in between: \(statuses)")
    try await expectSame("stopped", as: "whole", Records.read(scratch("whole")))
  }

  @Test func aFinishedRunStaysAsItIs() async throws {
    let configuration = try scratch.write(Configurations.cue, to: "sweep.yaml")
    try #require(try await train(configuration, "run", ranks: 2).status == 0)
    let before = try contents(of: scratch("run"))
    let again = try await train(configuration, "run", ranks: nil)
    #expect(again.status == 0)
    #expect(again.errors.contains("12 of 12 networks are finished already"))
    var after = try contents(of: scratch("run"))
    #expect(after.removeValue(forKey: "attempt-02.json") != nil)
    // Written anew from the same rows; HDF5 writes the time of creation into it.
    #expect(after.removeValue(forKey: "summary.h5") != nil)
    #expect(after == before.filter { $0.key != "summary.h5" })
  }

  private func train(
    _ configuration: String, _ folder: String, ranks: Int?, _ options: [String] = []
  ) async throws -> Ended {
    try await run(
      Installation.remanence, ["train", configuration, "--output", scratch(folder)] + options, ranks: ranks)
  }

  private func expectSame(_ folder: String, as reference: String, _ expected: Records) async throws {
    let summary = try Table(path: scratch("\(folder)/summary.csv")).without(Self.circumstances)
    #expect(summary == (try Table(path: scratch("\(reference)/summary.csv")).without(Self.circumstances)), "\(folder)")
    let found = try await Records.read(scratch(folder))
    #expect(found.networks.keys.sorted() == expected.networks.keys.sorted(), "\(folder)")
    for (name, network) in expected.networks {
      #expect(found.networks[name] == network, "network \(name) of \(folder)")
    }
  }
}
