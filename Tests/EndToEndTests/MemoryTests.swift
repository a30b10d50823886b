import Foundation
import Testing

/// A rank at the largest published size stays small.
@Suite struct MemoryTests {
  @Test func aRankNeedsLessThan120Megabytes() async throws {
    let scratch = try Scratch()
    let yaml = """
      name: memory
      network: { units: 100 }
      task: { kind: delayed-cue-discrimination, trials: 128, delay: 400 ms }
      training: { epochs: 4 }
      grid: { seed: { count: 4 } }

      """
    let configuration = try scratch.write(yaml, to: "memory.yaml")
    // What the kernel noted of the largest process below mpirun, mpirun included. Without h5py: what is launched counts as
    // large as its launcher was.
    let program = """
      import resource, subprocess, sys
      status = subprocess.run(sys.argv[1:], stdout=sys.stderr).returncode
      print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)
      sys.exit(status)
      """
    let ended = try await run(
      Installation.python,
      ["-c", program, "mpirun", "--oversubscribe", "-n", "2", Installation.remanence]
        + ["train", configuration, "--output", scratch("run")])
    try #require(ended.status == 0, "\(ended)")
    let megabytes = try #require(Double(ended.output.trimmingCharacters(in: .whitespacesAndNewlines)))
    print("peak memory of a rank: \(Int(megabytes.rounded())) MB")
    #expect(megabytes < 120)
    #expect(megabytes > 30, "no rank is that small: the measurement went wrong")
  }
}
