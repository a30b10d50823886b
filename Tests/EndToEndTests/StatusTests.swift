import Foundation
import Testing

/// What `remanence status` says of runs in every state, and that it leaves them alone.
@Suite struct StatusTests {
  let scratch: Scratch

  init() throws { scratch = try Scratch() }

  /// The keys of docs/status.md that these tests look at.
  struct Status: Decodable {
    struct Begun: Decodable { let network, rank, attempt, epoch, epochs: Int }
    struct Rank: Decodable {
      let rank, finished: Int
      let network: Int?
      let share: Double?
    }
    struct Failure: Decodable {
      let network: Int
      let message: String
      let quarantined: Bool
    }
    let schema: String
    let networks: Int
    let counts: [String: Int]
    let is_running: Bool
    let ranks: [Rank]
    let begun: [Begun]
    let failures: [Failure]
    let seconds_left: Double?
    let index: String
    let damage: [String]
    let next: String
  }

  private func train(_ configuration: String, ranks: Int? = nil, _ options: [String] = []) async throws -> Ended {
    try await run(
      Installation.remanence, ["train", configuration, "--output", scratch("run")] + options, ranks: ranks)
  }

  /// Asks in words and as JSON; the folder stays as it is.
  private func status() async throws -> (Status, text: String) {
    let before = try contents(of: scratch("run"))
    let json = try await run(Installation.remanence, ["status", scratch("run"), "--json"])
    let text = try await run(Installation.remanence, ["status", scratch("run")])
    #expect(json.status == 0 && text.status == 0, "\(json) \(text)")
    #expect(try contents(of: scratch("run")) == before)
    let status = try JSONDecoder().decode(Status.self, from: Data(json.output.utf8))
    #expect(status.schema == "remanence-status")
    #expect(status.counts.keys.sorted() == ["diverged", "done", "failed", "pending", "quarantined", "running"])
    #expect(status.counts.values.reduce(0, +) == status.networks)
    #expect(text.output.contains("\nnext: \(status.next)\n"), "\(text)")
    return (status, text.output)
  }

  @Test func aFinishedRun() async throws {
    let configuration = try scratch.write(Configurations.tiny + "grid: { seed: { count: 3 } }\n", to: "tiny.yaml")
    try #require(try await train(configuration, ranks: 2).status == 0)
    let (found, text) = try await status()
    #expect(found.networks == 3 && found.counts["done"] == 3 && !found.is_running)
    #expect(found.index == "whole" && found.damage.isEmpty && found.begun.isEmpty && found.failures.isEmpty)
    #expect(found.ranks.map(\.finished) == [2, 1])
    #expect(found.next == "remanence-analysis \(scratch("run"))")
    #expect(text.hasPrefix("tiny: 3 networks\n  3 done, 0 diverged, 0 failed, 0 quarantined, 0 running, 0 pending\n"))
  }

  @Test func aStoppedRun() async throws {
    let yaml = CheckpointTests.yaml.replacing("epochs: 20000", with: "epochs: 1000000")
    let configuration = try scratch.write(yaml, to: "long.yaml")
    try #require(try await train(configuration, ranks: 2, ["--max-seconds", "0.5"]).status == 75)
    let (found, text) = try await status()
    #expect(found.counts["pending"] == 3 && found.counts["running"] == 0 && !found.is_running)
    #expect(found.begun.count == 2 && found.begun.allSatisfy { $0.epoch >= 1 && $0.epochs == 1_000_000 })
    #expect(found.ranks.allSatisfy { $0.finished == 0 && $0.share ?? 2 < 1 && $0.network != nil })
    #expect(found.seconds_left ?? 0 > 0)
    #expect(found.next.hasPrefix("mpirun -n 2 ") && found.next.hasSuffix("--max-seconds 0.5"))
    #expect(text.contains("with status 75\n  rank 0: 0 finished, network"))
    // What it says to type works.
    let words = found.next.split(separator: " ").map(String.init)
    let again = try await run("mpirun", ["--oversubscribe"] + words.dropFirst())
    #expect(again.status == 75 && again.errors.contains("2 go on from their checkpoints"), "\(again)")
  }

  /// Seen from outside while it runs, and after it was killed.
  @Test func aRunThatGoesOn() async throws {
    let yaml = CheckpointTests.yaml.replacing("epochs: 20000", with: "epochs: 1000000")
    let configuration = try scratch.write(yaml, to: "long.yaml")
    let text = try await python(
      """
      import signal, subprocess, time
      program, configuration, folder = sys.argv[1:]
      process = subprocess.Popen([program, 'train', configuration, '--output', folder, '--quiet'])
      while process.poll() is None and not glob.glob(folder + '/network-*.h5'):
          time.sleep(0.01)
      ask = lambda: json.loads(subprocess.run([program, 'status', folder, '--json'], check=True, capture_output=True).stdout)
      first = ask()
      process.kill()
      process.wait()
      second = ask()
      print(first['is_running'], first['counts']['running'], first['counts']['pending'], first['index'], first['next'])
      print(second['is_running'], second['counts']['running'], second['counts']['pending'], len(second['begun']))
      """, [Installation.remanence, configuration, scratch("run")])
    #expect(text == "True 1 2 missing remanence status \(scratch("run"))\nFalse 0 3 1\n")
  }

  @Test func failedNetworksHaveReasons() async throws {
    let configuration = try scratch.write(Configurations.tooLarge(epochs: 1), to: "large.yaml")
    try #require(try await train(configuration).status == 3)
    let (found, text) = try await status()
    #expect(found.counts["failed"] == 1 && found.counts["done"] == 1)
    #expect(found.failures.map(\.network) == [1])
    #expect(found.failures.first?.message.contains("of memory, this machine has") == true)
    #expect(text.contains("network 1 failed: training needs"))
  }

  @Test func theIndexIsVerified() async throws {
    let configuration = try scratch.write(Configurations.tiny, to: "tiny.yaml")
    try #require(try await train(configuration).status == 0)
    let path = scratch("run/summary.h5")
    let whole = try Data(contentsOf: URL(fileURLWithPath: path))
    for place in [0, 100, whole.count / 2, whole.count - 1] {
      var data = whole
      data[place] ^= 4
      try data.write(to: URL(fileURLWithPath: path))
      #expect(try await status().0.index == "damaged")
    }
    try FileManager.default.removeItem(atPath: path)
    #expect(try await status().0.index == "missing")
    try whole.write(to: URL(fileURLWithPath: path))
    let table = try String(contentsOfFile: scratch("run/summary.csv"), encoding: .utf8)
    try scratch.write(table.split(separator: "\n")[0] + "\n", to: "run/summary.csv")
    #expect(try await status().0.index == "stale")
    try #require(try await train(configuration).status == 0)
    #expect(try await status().0.index == "whole")

    _ = try await python(
      "file = h5py.File(sys.argv[1], 'r+'); file['networks/0000000/weights/W_rec'][0, 0] += 1; file.close()",
      [scratch("run/rank-0000.a01.h5")])
    #expect(try await status().0.damage.count == 1)
  }

  @Test func foldersThatAreNoRuns() async throws {
    for (folder, status, message) in [
      ("nowhere", Int32(74), "no such folder"), ("empty", 74, "not a run folder"), ("damaged", 65, "damaged"),
    ] {
      if folder != "nowhere" { try scratch.makeFolder(folder) }
      if folder == "damaged" { try scratch.write("{", to: "damaged/run.json") }
      let ended = try await run(Installation.remanence, ["status", scratch(folder), "--json"])
      #expect(ended.status == status && ended.errors.contains(message) && ended.output.isEmpty, "\(ended)")
    }
  }
}
