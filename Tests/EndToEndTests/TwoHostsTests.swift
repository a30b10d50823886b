import Foundation
import Testing

/// A run on two hosts, one of which is cut off in the middle.
@Suite struct TwoHostsTests {
  /// Whether this process may make network namespaces; containers may forbid it even to root.
  private static let isPossible: Bool = {
    guard Installation.runsLongTests, Installation.isRoot else { return false }
    let name = "remanence-\(getpid())"
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", "ip netns add \(name) && ip netns delete \(name)"]
    guard (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }()

  static let yaml = """
    name: hosts
    network: { units: 32 }
    task: { kind: delayed-cue-discrimination, trials: 16, delay: 20 ms }
    training: { epochs: 400000, optimizer: { learning-rate: 0.05 } }
    record: { checkpoint-every: 300 ms }
    grid: { seed: { count: 2 } }

    """

  /// Open MPI misses the other host when its keepalive packets stay unanswered: with these settings after five seconds, with
  /// its own after eight minutes.
  @Test(
    .enabled(if: Installation.runsLongTests, "long test: two network namespaces as two hosts"),
    .enabled(if: isPossible, "needs root and the right to make network namespaces"))
  func oneIsCutOff() async throws {
    let scratch = try Scratch()
    let configuration = try scratch.write(Self.yaml, to: "hosts.yaml")
    let script = """
      set -uo pipefail
      export HOSTS=remanence-$$ OMPI_MCA_oob_tcp_keepalive_time=2 OMPI_MCA_oob_tcp_keepalive_intvl=1
      export OMPI_MCA_oob_tcp_keepalive_probes=3
      hosts=$1 folder=$2
      shift 2
      trap '"$hosts" stop' EXIT
      "$hosts" start || exit 70
      "$hosts" mpirun -n 2 --map-by node "$@" &
      mpirun=$!
      until [ "$(compgen -G "$folder/network-*.ckpt.h5" | wc -l)" -eq 2 ] || ! kill -0 "$mpirun"; do sleep 0.05; done
      cat "$folder/attempt-01.json"
      "$hosts" cut
      begin=$SECONDS
      while kill -0 "$mpirun" 2>/dev/null && [ $((SECONDS - begin)) -lt 60 ]; do sleep 0.1; done
      if kill -0 "$mpirun" 2>/dev/null; then echo "mpirun hangs"; exit 1; fi
      wait "$mpirun"
      status=$?
      # The other host notices too, on its own.
      for moment in {1..600}; do
        if [ -z "$("$hosts" processes)" ]; then exit "$status"; fi
        sleep 0.1
      done
      ps -o pid,cmd -p "$("$hosts" processes | paste -sd,)"
      exit 1
      """
    let ended = try await run(
      "bash",
      [
        "-c", script, "hosts", Installation.repository.appendingPathComponent("Tests/hosts/two-hosts.sh").path,
        scratch("run"), Installation.remanence, "train", configuration, "--output", scratch("run"),
      ])
    #expect(ended.status != 0 && ended.status != 1, "\(ended)")
    #expect(ended.errors.contains("lost communication with a remote daemon"), "\(ended)")
    #expect(ended.output.contains("\"ranks\" : 2"), "\(ended)")

    // This machine has another name than the first host, and cannot know at once that nobody there goes on.
    let resume = ["train", configuration, "--output", scratch("run")]
    var again = try await run(Installation.remanence, resume, ranks: 2)
    for _ in 0..<20 where again.status == 74 {
      try await Task.sleep(for: .seconds(3))
      again = try await run(Installation.remanence, resume, ranks: 2)
    }
    #expect(again.status == 0 && again.errors.contains(" go on from their checkpoints"), "\(again)")
    let whole = try await run(Installation.remanence, ["train", configuration, "--output", scratch("whole")], ranks: 2)
    try #require(whole.status == 0, "\(whole)")
    #expect(try await Records.read(scratch("run")).networks == Records.read(scratch("whole")).networks)
  }
}
