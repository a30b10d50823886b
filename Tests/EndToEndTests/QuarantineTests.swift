import Foundation
import Sweep
import Testing

/// A network that breaks the process down is set aside; one that is merely hit is not.
@Suite struct QuarantineTests {
  let scratch: Scratch

  init() throws { scratch = try Scratch() }

  /// Four networks of different size; the third, of 20 units, will break down.
  static let yaml = """
    name: faulty
    task: { kind: delayed-cue-discrimination, trials: 8, delay: 20 ms }
    training: { epochs: 200 }
    grid: { network.units: [28, 24, 20, 16] }

    """

  private func train(
    _ folder: String, ranks: Int? = nil, _ options: [String] = [], environment: [String: String] = [:],
    configuration: String? = nil
  ) async throws -> Ended {
    try await run(
      Installation.remanence,
      ["train", configuration ?? scratch("sweep.yaml"), "--output", scratch(folder)] + options, ranks: ranks,
      environment: environment)
  }

  private func status() async throws -> StatusTests.Status {
    let ended = try await run(Installation.remanence, ["status", scratch("run"), "--json"])
    return try JSONDecoder().decode(StatusTests.Status.self, from: Data(ended.output.utf8))
  }

  /// The lines of all logs of the run, without their times, in the order of attempts and ranks.
  private func logs(_ attempt: Int? = nil) throws -> [String] {
    let names = try contents(of: scratch("run")).keys.filter { $0.hasSuffix(".log") }
    let chosen = attempt.map { number in names.filter { $0.contains(".a0\(number).") } } ?? names
    return try chosen.sorted { ($0.suffix(7), $0) < ($1.suffix(7), $1) }.flatMap { name in
      try String(contentsOfFile: scratch("run/\(name)"), encoding: .utf8).split(separator: "\n")
        .map { String($0.drop { $0 != " " }.dropFirst()) }
    }
  }

  /// Number of parameters of a network, which decides the size of the block that is hit.
  private func parameterCount(_ yaml: String, network: Int) throws -> Int {
    try SweepConfiguration.parse(yaml: yaml, file: "sweep.yaml").training(ofNetwork: network).network.layout.count
  }

  @Test(
    arguments: [
      (Faults.Kind.segmentation, nil), (.segmentation, 2), (.trap, nil), (.abort, nil),
    ] as [(Faults.Kind, Int?)])
  func twoFaultsQuarantine(_ kind: Faults.Kind, ranks: Int?) async throws {
    try scratch.write(Self.yaml, to: "sweep.yaml")
    let faults = try await Faults(in: scratch)
    let environment = faults.whereParametersAreMade(kind, count: try parameterCount(Self.yaml, network: 2))
    for attempt in 1...2 {
      let ended = try await train("run", ranks: ranks, environment: environment)
      #expect(ended.status == kind.status, "as without the handler: \(ended)")
      if kind != .trap {
        #expect(ended.errors.contains("*** Process received signal ***"), "Open MPI's handler: \(ended)")
      }
      #expect(try logs(attempt).contains("begin 2 epoch 0"))
      #expect(try logs(attempt).filter { $0.hasPrefix("fault") } == ["fault 2 signal \(kind.signal)"])
      #expect(try await status().counts["quarantined"] == 0)
    }
    let third = try await train("run", ranks: ranks, environment: environment)
    #expect(third.status == 3, "\(third)")
    let message =
      "quarantined: it ended the process twice (signal \(kind.signal) in attempt 1, signal \(kind.signal) in attempt 2)"
    #expect(third.errors.contains("network 2 failed: \(message)"), "\(third)")
    #expect(third.errors.contains("--retry failed (or quarantined"), "\(third)")
    #expect(try Table(path: scratch("run/summary.csv"))["status"] == ["done", "done", "failed", "done"])
    let found = try await status()
    #expect(found.counts["quarantined"] == 1 && found.counts["failed"] == 0 && found.counts["done"] == 3)
    #expect(found.failures.map(\.network) == [2] && found.failures.map(\.message) == [message])
    #expect(found.failures.map(\.quarantined) == [true])
    let stored = try await python(
      """
      for path in glob.glob(sys.argv[1] + '/rank-*.a03.h5'):
          group = h5py.File(path, 'r')['networks'].get('0000002')
          if group:
              print(group.attrs['quarantined'], group.attrs['status'], group.attrs['message'])
      """, [scratch("run")])
    #expect(stored == "1 failed \(message)\n")

    // It stays so, and is none of those that merely failed.
    #expect(try await train("run", ["--retry", "failed"], environment: environment).status == 3)
    #expect(!(try logs(4).contains { $0.hasPrefix("begin") }))

    // A retry counts from the quarantine on; a third fault is the first one of a new count.
    #expect(try await train("run", ["--retry", "2"], environment: environment).status == kind.status)
    let last = try await train("run", ranks: ranks, ["--retry", "quarantined"])
    #expect(last.status == 0, "\(last)")
    try #require(try await train("whole").status == 0)
    try await expectSame()
  }

  /// Stopped in the middle, a retry goes on with the same command; until then the old row stands.
  @Test func aRetryIsResumed() async throws {
    let yaml = Self.yaml.replacing("[28, 24, 20, 16]", with: "[12, 16]").replacing("epochs: 200", with: "epochs: 20000")
    try scratch.write(yaml, to: "sweep.yaml")
    let environment = try await Faults(in: scratch).whereParametersAreMade(
      .segmentation, count: try parameterCount(yaml, network: 1))
    for _ in 1...2 {
      #expect(try await train("run", environment: environment).status == Faults.Kind.segmentation.status)
    }
    #expect(try await train("run", environment: environment).status == 3)
    let stopped = try await train("run", ["--retry", "quarantined", "--max-seconds", "0.1"])
    #expect(stopped.status == 75 && stopped.errors.contains("1 done, 0 diverged, 0 failed, 1 left"), "\(stopped)")
    #expect(try Table(path: scratch("run/summary.csv"))["status"] == ["done", "failed"])
    let between = try await status()
    #expect(between.index == "whole" && between.counts["quarantined"] == 1)
    #expect(between.next.hasSuffix("--retry quarantined --max-seconds 0.1"))
    // A start without the option leaves the network, and its checkpoint, alone.
    #expect(try await train("run").status == 3)
    let again = try await train("run", ["--retry", "1"])
    #expect(again.status == 0 && again.errors.contains("1 go on from their checkpoints"), "\(again)")
    try #require(try await train("whole").status == 0)
    try await expectSame()
    // The same command once more: it was tried again already, and that is no error.
    #expect(try await train("run", ["--retry", "1"]).status == 0)
  }

  /// A fault between the epochs, where files are written, is nobody's.
  @Test func faultsOfTheRunAreNobodys() async throws {
    let yaml = Self.yaml.replacing("epochs: 200", with: "epochs: 3000") + "record: { checkpoint-every: 1 ms }\n"
    try scratch.write(yaml, to: "sweep.yaml")
    let environment = try await Faults(in: scratch).whereAFileIsRenamed(.segmentation, ".ckpt.h5")
    for attempt in 1...2 {
      #expect(try await train("run", environment: environment).status == Faults.Kind.segmentation.status)
      #expect(try logs(attempt) == ["begin 0 epoch 0"])
    }
    #expect(try await train("run").status == 0)
  }

  /// Signals that others send quarantine nobody, however often they come; what they hit three times comes last.
  @Test func innocentNetworksAreNeverQuarantined() async throws {
    let yaml = CheckpointTests.yaml.replacing("checkpoint-every: 1 ms", with: "checkpoint-every: never")
    try scratch.write(yaml, to: "sweep.yaml")
    let signals = [SIGKILL, SIGSEGV, SIGABRT, SIGKILL, SIGILL, SIGKILL]
    for signal in signals {
      let ended = try await trainAndSend(signal)
      #expect(ended.status == 128 + signal, "\(ended)")
    }
    for attempt in 1...6 { #expect(try logs(attempt) == ["begin \(attempt <= 3 ? 0 : 1) epoch 0"]) }
    let last = try await train("run")
    #expect(last.status == 0, "\(last)")
    let order = try logs(7).filter { $0.hasPrefix("begin") }
    #expect(order == ["begin 2 epoch 0", "begin 0 epoch 0", "begin 1 epoch 0"])
    #expect(try Table(path: scratch("run/summary.csv"))["status"] == ["done", "done", "done"])
  }

  /// Trains alone, and sends a signal when the newest log says that a network was begun.
  private func trainAndSend(_ signal: Int32) async throws -> Ended {
    let program = """
      import subprocess, time
      number, folder, command = int(sys.argv[1]), sys.argv[2], sys.argv[3:]
      before = set(glob.glob(folder + '/*.log'))
      process = subprocess.Popen(command)
      while process.poll() is None and not any(os.path.getsize(path) for path in set(glob.glob(folder + '/*.log')) - before):
          time.sleep(0.005)
      os.kill(process.pid, number)
      status = process.wait()
      sys.exit(status if status >= 0 else 128 - status)
      """
    return try await run(
      Installation.python,
      [
        "-c", "import glob, os, sys\n" + program, "\(signal)", scratch("run"), Installation.remanence, "train",
        scratch("sweep.yaml"), "--output", scratch("run"),
      ])
  }

  /// The run became what a run without any fault becomes.
  private func expectSame() async throws {
    let tables = try ["run", "whole"].map { try Table(path: scratch("\($0)/summary.csv")) }
    #expect(tables[0].without(EqualBitsTests.circumstances) == tables[1].without(EqualBitsTests.circumstances))
    let weights = try await python(
      """
      def weights(folder):
          found = {}
          for path in glob.glob(folder + '/rank-*.h5'):
              with h5py.File(path, 'r') as file:
                  for name, group in file['networks'].items():
                      if group.attrs['status'] == 'done':
                          found[name] = {key: data[...].tobytes() for key, data in group['weights'].items()}
          return found
      run, whole = weights(sys.argv[1]), weights(sys.argv[2])
      print(run == whole, len(whole) > 0)
      """, [scratch("run"), scratch("whole")])
    #expect(weights == "True True\n")
  }
}
