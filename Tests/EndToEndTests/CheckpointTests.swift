import Foundation
import Testing

/// A network in progress goes on from its checkpoint, on any rank of any number, and becomes what it would have become.
@Suite struct CheckpointTests {
  let scratch: Scratch

  init() throws { scratch = try Scratch() }

  /// Three networks that take about a second each, and checkpoints as often as may be.
  static let yaml = """
    name: long
    network: { units: 32 }
    task: { kind: delayed-cue-discrimination, trials: 16, delay: 20 ms }
    training: { epochs: 20000, optimizer: { learning-rate: 0.05 } }
    record: { checkpoint-every: 1 ms }
    grid: { seed: { count: 3 } }

    """

  /// Stopped again and again in mid-network: every network is trained once, in parts.
  @Test(arguments: [
    ("", ""), ("learning-rate: 0.05", "learning-rate: 0.05, momentum: 0"),
    ("epochs: 20000", "early-stop-epochs: 8000, epochs: 20000"), ("checkpoint-every: 1 ms", "checkpoint-every: never"),
  ])
  func stoppedInTheMiddle(_ text: String, _ replacement: String) async throws {
    let yaml = text.isEmpty ? Self.yaml : Self.yaml.replacing(text, with: replacement)
    let configuration = try scratch.write(yaml, to: "long.yaml")
    try #require(try await train(configuration, "whole", ranks: nil).status == 0)
    let numbers: [Int?] = [2, nil, 4, 1]
    var (attempts, resumed) = (0, 0)
    while attempts < 200 {
      attempts += 1
      let limit = "\(0.1 + 0.05 * Double(attempts))"
      let ended = try await train(configuration, "run", ranks: numbers[attempts % 4], ["--max-seconds", limit])
      #expect(!ended.remarks.contains("warning"), "\(ended)")
      if ended.errors.contains("from their checkpoints") { resumed += 1 }
      guard ended.status == 75 else {
        #expect(ended.status == 0, "\(ended)")
        break
      }
    }
    #expect(attempts >= 2 && resumed >= 1, "the run was to be stopped in mid-network")
    try await expectSame()
  }

  /// What SIGKILL leaves is the last checkpoint, and perhaps the beginning of the next one.
  @Test(arguments: [nil, 2]) func killed(ranks: Int?) async throws {
    let configuration = try scratch.write(Self.yaml, to: "long.yaml")
    try #require(try await train(configuration, "whole", ranks: nil).status == 0)
    try await interrupt(configuration, SIGKILL, after: "network-*.ckpt.h5", ranks: ranks)
    let epochs = try await epochsOfCheckpoints()
    #expect(!epochs.isEmpty && epochs.values.allSatisfy { $0 >= 1 })
    try scratch.write("begun", to: "run/network-0000002.ckpt.h5.tmp")
    let again = try await train(configuration, "run", ranks: 3)
    #expect(again.status == 0, "\(again)")
    #expect(again.errors.contains(", \(epochs.count) go on from their checkpoints"), "\(again)")
    try await expectSame()
  }

  /// Open MPI's mpirun leaves its ranks about a second after SIGTERM: every one has saved its network by then.
  @Test(arguments: [SIGTERM, SIGINT]) func everyRankSavesBeforeMpirunKillsIt(_ signal: Int32) async throws {
    let yaml = Self.yaml.replacing("checkpoint-every: 1 ms", with: "checkpoint-every: never")
      .replacing("epochs: 20000", with: "epochs: 10000000")
    let configuration = try scratch.write(yaml, to: "long.yaml")
    try await interrupt(configuration, signal, after: "attempt-01.json", ranks: 2)
    #expect(try await epochsOfCheckpoints().count == 2)
  }

  /// One that is damaged, or another network's, is set aside with a word, and its network begins anew.
  @Test func notBelieved() async throws {
    let configuration = try scratch.write(Self.yaml, to: "long.yaml")
    try #require(try await train(configuration, "whole", ranks: nil).status == 0)
    try await interrupt(configuration, SIGKILL, after: "network-0000000.ckpt.h5", ranks: nil)
    let first = scratch("run/network-0000000.ckpt.h5")
    try FileManager.default.copyItem(atPath: first, toPath: scratch("run/network-0000001.ckpt.h5"))
    try FileManager.default.copyItem(atPath: first, toPath: scratch("run/network-0000007.ckpt.h5"))
    var data = try Data(contentsOf: URL(fileURLWithPath: first))
    data[data.count / 2] ^= 1
    try data.write(to: URL(fileURLWithPath: first))
    let again = try await train(configuration, "run", ranks: 2)
    #expect(again.status == 0, "\(again)")
    for pattern in [
      "network-0000000.ckpt.h5: damaged.*moved to.*network 0 begins at its first epoch",
      "network-0000001.ckpt.h5: belongs to another network.*network 1 begins at its first epoch",
      "network-0000007.ckpt.h5: the run has no such network",
    ] {
      #expect(try again.errors.contains(Regex(pattern)), "\(pattern): \(again)")
    }
    #expect(!again.errors.contains("from their checkpoints"))
    try await expectSame()
  }

  /// A disk without room for a checkpoint costs the checkpoint, not the run.
  @Test(.enabled(if: SmallDisk.isPossible, "needs the right to mount a file system"))
  func noRoomForACheckpoint() async throws {
    // Weights and velocity of 200 units are more than the disk holds; the record has the weights alone.
    let yaml = """
      name: wide
      network: { units: 200 }
      task: { kind: delayed-cue-discrimination, trials: 4, delay: 20 ms }
      training: { epochs: 1000 }
      record: { checkpoint-every: 1 ms, continuation: 1 }
      """
    let configuration = try scratch.write(yaml, to: "long.yaml")
    let disk = try await SmallDisk(try scratch.makeFolder("disk"), options: "size=340k")
    let ended = try await run(Installation.remanence, ["train", configuration, "--output", disk.path + "/run"])
    #expect(ended.errors.contains("warning: network 0 has no new checkpoint"), "\(ended)")
    #expect(ended.status == 0, "\(ended)")
    #expect(try await Records.read(disk.path + "/run").networks.count == 1)
  }

  // MARK: - Helpers

  private func train(
    _ configuration: String, _ folder: String, ranks: Int?, _ options: [String] = []
  ) async throws -> Ended {
    try await run(
      Installation.remanence, ["train", configuration, "--output", scratch(folder)] + options, ranks: ranks)
  }

  /// The run is what the uninterrupted one is, and no checkpoint is left.
  private func expectSame() async throws {
    let (found, expected) = (try await Records.read(scratch("run")), try await Records.read(scratch("whole")))
    #expect(found.incomplete.isEmpty)
    #expect(found.networks == expected.networks)
    let tables = try ["run", "whole"].map { try Table(path: scratch("\($0)/summary.csv")) }
    #expect(tables[0].without(EqualBitsTests.circumstances) == tables[1].without(EqualBitsTests.circumstances))
    #expect(tables[0]["seconds"].allSatisfy { Double($0) ?? 0 > 0 })
    let left = try contents(of: scratch("run")).keys.filter { $0.contains(".ckpt.") && !$0.contains("damaged") }
    #expect(left.isEmpty, "\(left)")
  }

  /// Epochs in the checkpoints of the run, as h5py reads them.
  private func epochsOfCheckpoints() async throws -> [String: Int] {
    let text = try await python(
      """
      found = {}
      for path in glob.glob(sys.argv[1] + '/network-*.ckpt.h5'):
          with h5py.File(path, 'r') as file:
              assert file['state/parameters'].shape == file['state/velocity'].shape
              assert len(file['metrics/accuracy_exact']) == file.attrs['epoch']
              assert file.attrs['seconds'] > 0 and file.attrs['schema_name'] == 'remanence-checkpoint'
              found[os.path.basename(path)] = int(file.attrs['epoch'])
      json.dump(found, sys.stdout)
      """, [scratch("run")])
    return try JSONDecoder().decode([String: Int].self, from: Data(text.utf8))
  }

  /// Trains, and sends a signal to what was started, and to all it started in turn, half a second after a file is there.
  ///
  /// SIGTERM and SIGINT go to mpirun alone, which passes SIGTERM on.
  private func interrupt(_ configuration: String, _ signal: Int32, after pattern: String, ranks: Int?) async throws {
    let program = """
      import glob, os, signal, subprocess, sys, time
      number, pattern, command = int(sys.argv[1]), sys.argv[2], sys.argv[3:]
      process = subprocess.Popen(command)
      while process.poll() is None and not glob.glob(pattern):
          time.sleep(0.005)
      if process.poll() is not None:
          sys.exit('the run ended before the signal')
      time.sleep(0.5)
      children = open(f'/proc/{process.pid}/task/{process.pid}/children').read().split()
      for receiver in [process.pid] + (children if number == signal.SIGKILL else []):
          os.kill(int(receiver), number)
      process.wait()
      """
    let launcher = ranks.map { ["mpirun", "--oversubscribe", "-n", "\($0)"] } ?? []
    let ended = try await run(
      Installation.python,
      ["-c", program, "\(signal)", scratch("run/") + pattern] + launcher
        + [Installation.remanence, "train", configuration, "--output", scratch("run")])
    #expect(ended.status == 0 && !ended.errors.contains("Traceback"), "\(ended)")
  }
}
