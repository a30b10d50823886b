import Foundation
import RandomStreams
import Testing

/// A run gives the same bits at every instruction level; `KernelTests` compares the kernels one by one.
@Suite struct KernelLevelTests {
  let scratch: Scratch

  init() throws { scratch = try Scratch() }

  /// A few networks that learn, and two that diverge; small, for at `baseline` a fused multiply-add may be a call into
  /// the system's library.
  static let yaml = """
    name: levels
    network: { units: 13 }
    task: { kind: delayed-cue-discrimination, trials: 20, delay: 20 ms }
    training: { epochs: 60 }
    grid:
      network.readout: [sigmoid, linear]
      training.optimizer.learning-rate: [0.1, 100000]
      seed: { count: 2 }

    """

  /// Levels to force; those this machine lacks are named by `KernelTests`.
  @Test(arguments: KernelLevel.available) func aForcedLevelGivesTheSame(_ level: String) async throws {
    let configuration = try scratch.write(Self.yaml, to: "levels.yaml")
    let usual = try await train(configuration, "usual", level: nil)
    #expect(usual.status == 0, "\(usual)")
    let forced = try await train(configuration, "forced", level: level)
    #expect(forced.status == 0, "\(forced)")
    #expect(forced.errors.contains("kernels: portable 2, level \(level)"), "\(forced)")
    let expected = try await Records.read(scratch("usual"))
    let found = try await Records.read(scratch("forced"))
    #expect(expected.networks.count == 8)
    #expect(found.networks.keys.sorted() == expected.networks.keys.sorted())
    for (name, network) in expected.networks {
      #expect(found.networks[name] == network, "network \(name) at \(level)")
      #expect(network.digests["trajectories/rates"] != nil)
    }
    let summary = try Table(path: scratch("usual/summary.csv")).without(EqualBitsTests.circumstances)
    #expect(try Table(path: scratch("forced/summary.csv")).without(EqualBitsTests.circumstances) == summary)
    #expect(Set(summary["status"]) == ["done", "diverged"])
  }

  /// A run that was begun at one level is not refused at another.
  @Test func aRunMayGoOnAtAnotherLevel() async throws {
    let configuration = try scratch.write(Configurations.tiny, to: "tiny.yaml")
    #expect(try await train(configuration, "run", level: "baseline", ["--max-seconds", "1e-9"]).status == 75)
    let resumed = try await train(configuration, "run", level: KernelLevel.available[0])
    #expect(resumed.status == 0, "\(resumed)")
  }

  @Test(arguments: ["avx2", "X86-64-V3"]) func aLevelThatThereIsNotIsRefused(_ level: String) async throws {
    let configuration = try scratch.write(Configurations.tiny, to: "tiny.yaml")
    let commands = [
      (Installation.remanence, ["train", configuration, "--output", scratch("run")], nil),
      (Installation.remanence, ["train", configuration, "--output", scratch("run")], 2),
      (Installation.remanence, ["bench", "--seconds", "0.001"], nil),
      (Installation.analysis, [scratch("run")], nil),
    ]
    for (executable, arguments, ranks) in commands {
      let ended = try await run(executable, arguments, ranks: ranks, environment: [KernelLevel.variable: level])
      #expect(ended.status == 64, "\(ended)")
      let name = URL(fileURLWithPath: executable).lastPathComponent
      let message =
        "\(name): REMANENCE_KERNEL_LEVEL is '\(level)': there is no such instruction level (unset it, or write one of "
        + "those there are here: \(KernelLevel.available.joined(separator: ", ")))\n"
      #expect(ended.errors.ranges(of: message).count == 1, "\(ended)")
      #expect(ended.output.isEmpty || ranks != nil, "\(ended)")
    }
    #expect(!FileManager.default.fileExists(atPath: scratch("run")), "nothing is made")
  }

  private func train(
    _ configuration: String, _ folder: String, level: String?, _ options: [String] = []
  ) async throws -> Ended {
    try await run(
      Installation.remanence, ["train", configuration, "--output", scratch(folder)] + options,
      environment: level.map { [KernelLevel.variable: $0] } ?? [:])
  }
}
