import Foundation
import Testing

/// `slurm/` on a real Slurm of one node.
@Suite(.serialized) struct SlurmTests {
  /// Whether the daemons can be started here.
  private static let isPossible =
    Installation.isRoot
    && ["munged", "slurmctld", "slurmd", "srun"].allSatisfy { program in
      let folders = (Installation.variable("PATH") ?? "").split(separator: ":")
      return folders.contains { FileManager.default.isExecutableFile(atPath: "\($0)/\(program)") }
    }

  private static let reason =
    "needs root, munge, slurmctld, slurmd and slurm-client (`make deps` as root in a container)"

  let scratch: Scratch

  init() throws { scratch = try Scratch() }

  /// Four networks, of some seconds on two ranks.
  private func yaml(epochs: Int) -> String {
    """
    name: slurm
    network: { units: 32 }
    task: { kind: delayed-cue-discrimination, trials: 16, delay: 20 ms }
    training: { epochs: \(epochs), optimizer: { learning-rate: 0.05 } }
    record: { checkpoint-every: 100 ms }
    grid: { seed: { count: 4 } }

    """
  }

  /// The warning is sent by hand, as slurm/README.md says; the requeued job is not left to wait.
  @Test(.enabled(if: isPossible, "\(reason)"))
  func warnedCancelledFailing() async throws { try await takeThreeSweeps(epochs: 12_000, warning: "hand") }

  /// The warning is Slurm's own, before the time limit; the limit is a minute, for Slurm counts in minutes.
  @Test(
    .enabled(if: Installation.runsLongTests, "long test: a time limit of Slurm's"),
    .enabled(if: isPossible, "\(reason)"))
  func warnedByTheLimit() async throws { try await takeThreeSweeps(epochs: 900_000, warning: "limit") }

  private func takeThreeSweeps(epochs: Int, warning: String) async throws {
    let configuration = try scratch.write(yaml(epochs: epochs), to: "slurm.yaml")
    let script = """
      set -euo pipefail
      export CLUSTER=$1 CLUSTER_CPUS=8 SLURM_CONF=$1/slurm.conf
      # Two ports of its own: several clusters may run on this machine.
      started=
      for attempt in 1 2 3 4 5; do
        export CLUSTER_PORT=$((20000 + RANDOM % 20000))
        if "$2/Tests/slurm/test-cluster.sh" start; then started=yes; break; fi
      done
      [ -n "$started" ]
      trap '"$2/Tests/slurm/test-cluster.sh" stop' EXIT
      "$2/Tests/slurm/three-sweeps.sh" "$3" "$4" "$5"
      """
    let ended = try await run(
      "bash",
      [
        "-c", script, "slurm", scratch("cluster"), Installation.repository.path, configuration, scratch("runs"),
        warning,
      ],
      environment: ["REMANENCE_EXECUTABLES": Installation.executables.path, "REMANENCE_PYTHON": Installation.python],
      timeout: .seconds(600))
    let logs = try contents(of: scratch("runs")).filter { $0.key.hasSuffix(".log") }
      .map { "\($0.key):\n\(String(decoding: $0.value, as: UTF8.self))" }.joined()
    #expect(ended.status == 0, "\(ended)\n\(logs)")
    let expected = [
      "warned analysis COMPLETED 0:0 restarts 0",
      "cancelled sweep CANCELLED 75:0 restarts 0", "cancelled analysis CANCELLED 0:0 restarts 0",
      "failing sweep FAILED 65:0 restarts 0", "failing analysis CANCELLED 0:0 restarts 0",
    ]
    let jobs = ended.output.split(separator: "\n").suffix(6).map(String.init)
    #expect(Array(jobs.dropFirst()) == expected, "\(ended)\n\(logs)")
    // Slurm's own limit may come more than once.
    let restarts = warning == "limit" ? "[1-9]" : "1"
    let sweep = try Regex("warned sweep COMPLETED 0:0 restarts \(restarts)")
    #expect(jobs.first?.wholeMatch(of: sweep) != nil, "\(ended)\n\(logs)")

    // Two starts in one log, the first of which ended with 75; the second goes on, and its bits are those of one start.
    #expect(logs.contains("remanence ended with status 75") && logs.contains("from their checkpoints"), "\(logs)")
    #expect(FileManager.default.fileExists(atPath: scratch("runs/warned/report/index.html")), "\(logs)")
    let whole = try await run(
      Installation.remanence, ["train", configuration, "--output", scratch("whole"), "--quiet"], ranks: 2,
      timeout: .seconds(600))
    try #require(whole.status == 0, "\(whole)")
    #expect(try await Records.read(scratch("runs/warned")).networks == Records.read(scratch("whole")).networks)
    // What scancel stopped was saved, and goes on when somebody asks for it.
    #expect(try contents(of: scratch("runs/cancelled")).keys.contains { $0.hasSuffix(".ckpt.h5") })
  }
}
