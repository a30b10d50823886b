import Foundation
import Testing

/// Equal bits are promised for equal kernels: other ones are refused, or recorded.
@Suite struct KernelSetTests {
  let scratch: Scratch

  init() throws { scratch = try Scratch() }

  @Test func otherKernelsAreRefusedOrRecorded() async throws {
    let configuration = try scratch.write(Configurations.tiny, to: "tiny.yaml")
    let arguments = ["train", configuration, "--output", scratch("run")]
    let first = try await run(
      Installation.remanence, arguments + ["--max-seconds", "1e-9"], environment: ["OPENBLAS_CORETYPE": "Haswell"])
    try #require(first.status == 75, "\(first)")

    let other = ["OPENBLAS_CORETYPE": "Nehalem"]
    let refused = try await run(Installation.remanence, arguments, environment: other)
    #expect(refused.status == 65, "\(refused)")
    let pattern = try Regex("computed with .*Haswell.*this process with .*Nehalem.*--allow-other-kernels")
    #expect(refused.errors.contains(pattern), "\(refused)")

    let allowed = try await run(Installation.remanence, arguments + ["--allow-other-kernels"], environment: other)
    #expect(allowed.status == 0, "\(allowed)")
    let script = """
      import h5py, sys
      with h5py.File(sys.argv[1]) as file:
          for network in file["networks"].values():
              print(network.attrs["kernels"], network.attrs["allow_other_kernels"])
      """
    let recorded = try await run(Installation.python, ["-c", script, scratch("run/rank-0000.a02.h5")])
    #expect(recorded.output.contains(try Regex("OpenBLAS .* Nehalem, .* 1\n")), "\(recorded)")
  }
}
