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
    // What the kernel noted of the largest process below mpirun, mpirun included.
    let program = """
      import resource, subprocess
      status = subprocess.run(sys.argv[1:], stderr=subprocess.STDOUT, stdout=subprocess.DEVNULL).returncode
      print(status, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)
      """
    let arguments = ["train", configuration, "--output", scratch("run")]
    let output = try await python(
      program, ["mpirun", "--oversubscribe", "-n", "2", Installation.remanence] + arguments)
    let words = output.split(whereSeparator: \.isWhitespace)
    #expect(words.first == "0")
    let megabytes = try #require(words.last.flatMap { Double($0) })
    print("peak memory of a rank: \(Int(megabytes.rounded())) MB")
    #expect(megabytes < 120)
    #expect(megabytes > 10, "no rank is that small: the measurement went wrong")
  }
}
