import Foundation
import Testing

/// The parts of a sweep, trained beside each other in one folder, are the sweep.
@Suite struct ShardTests {
  let scratch: Scratch
  let configuration: String

  init() throws {
    scratch = try Scratch()
    configuration = try scratch.write(Configurations.cue, to: "sweep.yaml")
  }

  private func train(_ folder: String, ranks: Int? = nil, _ options: [String] = []) async throws -> Ended {
    try await run(
      Installation.remanence, ["train", configuration, "--output", scratch(folder)] + options, ranks: ranks)
  }

  private func status(_ options: [String] = []) async throws -> StatusTests.Status {
    let ended = try await run(Installation.remanence, ["status", scratch("run"), "--json"] + options)
    return try JSONDecoder().decode(StatusTests.Status.self, from: Data(ended.output.utf8))
  }

  /// Three start at once in an empty folder, and the last to end, whichever that is, leaves a whole summary.
  @Test func allAtOnce() async throws {
    try #require(try await train("whole", ranks: 2).status == 0)
    let expected = try await Records.read(scratch("whole"))
    for _ in 0..<(Installation.runsLongTests ? 20 : 2) {
      try? FileManager.default.removeItem(atPath: scratch("run"))
      let text = try await python(
        """
        import subprocess
        program, configuration, folder = sys.argv[1:]
        runs = [subprocess.Popen([program, 'train', configuration, '--output', folder, '--shard', f'{i}/3'],
                                 stderr=subprocess.PIPE, text=True) for i in (1, 2, 3)]
        for run in runs:
            errors = run.communicate()[1]
            print(run.returncode, 'warning' in errors.replace('warning: kernels run', ''), '4 done, 0 diverged' in errors)
        """, [Installation.remanence, configuration, scratch("run")])
      #expect(text == String(repeating: "0 False True\n", count: 3))
      #expect(try await Records.read(scratch("run")) == expected)
      let tables = try ["run", "whole"].map {
        try Table(path: scratch("\($0)/summary.csv")).without(EqualBitsTests.circumstances)
      }
      #expect(tables[0] == tables[1])
      let found = try await status()
      #expect(found.index == "whole" && found.damage.isEmpty && found.counts["done"] == 12, "\(found)")
      let left = try contents(of: scratch("run")).keys.filter { $0.hasSuffix(".tmp") || $0.contains("damaged") }
      #expect(left.isEmpty, "\(left)")
    }
  }

  /// A part ends when its own networks are done, and says how far the run is.
  @Test func oneAfterTheOther() async throws {
    let first = try await train("run", ranks: 2, ["--shard", "2/2"])
    #expect(first.status == 0, "\(first)")
    #expect(first.errors.contains("attempt 1, shard 2/2: 0 of 6 networks are finished already"), "\(first)")
    #expect(first.errors.contains("shard 2/2: 6 done, 0 diverged, 0 failed. Next: remanence status"), "\(first)")
    #expect(first.errors.contains("whole run: 6 of 12 networks finished"), "\(first)")
    #expect(try Table(path: scratch("run/summary.csv")).rows.count == 6)
    let whole = try await status()
    #expect(whole.counts["done"] == 6 && whole.counts["pending"] == 6 && whole.index == "whole")
    #expect(whole.next.hasPrefix("mpirun -n 2 ") && whole.next.hasSuffix("--shard 1/2"), "\(whole)")
    let parts = try await (status(["--shard", "1/2"]), status(["--shard", "2/2"]))
    #expect(parts.0.networks == 6 && parts.0.counts["done"] == 0 && parts.0.counts["pending"] == 6)
    #expect(parts.1.networks == 6 && parts.1.counts["done"] == 6 && parts.1.counts["pending"] == 0)

    // What it says to type works.
    let words = whole.next.split(separator: " ").map(String.init)
    let second = try await run("mpirun", ["--oversubscribe"] + words.dropFirst())
    #expect(second.status == 0 && second.errors.contains("shard 1/2: 6 done"), "\(second)")
    #expect(second.errors.contains("whole run: 12 of 12 networks finished"), "\(second)")
    let done = try await status()
    #expect(done.counts["done"] == 12 && done.index == "whole" && done.next.hasPrefix("remanence-analysis "))
    _ = try await Records.read(scratch("run"))  // no network is there twice

    // Any attempt rebuilds an index that was lost, also one that finds nothing to do.
    for name in ["summary.csv", "summary.h5"] { try FileManager.default.removeItem(atPath: scratch("run/\(name)")) }
    #expect(try await train("run", ["--shard", "3/5"]).status == 0)
    #expect(try await status().index == "whole")
  }

  /// A part that is stopped is not done, whatever the others are.
  @Test func stopped() async throws {
    let slow = try scratch.write(Configurations.slowCue(epochs: 1_000_000), to: "slow.yaml")
    let ended = try await run(
      Installation.remanence,
      ["train", slow, "--output", scratch("run"), "--shard", "2/12", "--max-seconds", "0.3"])
    #expect(ended.status == 75, "\(ended)")
    #expect(ended.errors.contains("shard 2/12: 0 done, 0 diverged, 0 failed, 1 left"), "\(ended)")
    #expect(try await status().next.hasSuffix("--shard 2/12 --max-seconds 0.3"))
  }

  @Test(arguments: ["0/2", "3/2", "x", "1/0", "1/2/3", "", "/", "1/", "-1/2", "+1/2", "1/ 2", "1/2000000"])
  func notAShard(_ text: String) async throws {
    let ended = try await train("run", ["--shard", text])
    #expect(ended.status == 64 && ended.errors.contains("shard"), "\(ended)")
    #expect(!FileManager.default.fileExists(atPath: scratch("run")))
  }
}
