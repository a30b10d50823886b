import Foundation
import RandomStreams
import Testing

/// Equal kernels give equal bits, whatever OpenBLAS takes the processor for; other ones are refused, or recorded.
@Suite struct KernelSetTests {
  let scratch: Scratch

  init() throws { scratch = try Scratch() }

  /// What earlier starts may have recorded: a file, its kernels, and how they are named.
  struct Earlier: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let files: [String]
    let kernels: [String: any Sendable]
    let name: String
    /// A file that is gone.
    var without: String?
  }

  private static let version1: [String: any Sendable] = ["name": "portable", "version": 1]
  private static let oldest: [String: any Sendable] = [
    "gemm": "OpenBLAS 0.3.21", "core": "SkylakeX", "elementwise": "remanence 1",
  ]

  @Test(arguments: [
    Earlier(
      testDescription: "another version", files: ["run.json", "attempt-01.json"], kernels: version1,
      name: "the run computed with the kernels 'portable 1'"),
    Earlier(
      testDescription: "another version in an attempt", files: ["attempt-01.json"], kernels: version1,
      name: "attempt 1 computed with the kernels 'portable 1'"),
    Earlier(
      testDescription: "another version, and run.json is gone", files: ["attempt-01.json"], kernels: version1,
      name: "attempt 1 computed with the kernels 'portable 1'", without: "run.json"),
    Earlier(
      testDescription: "another name", files: ["run.json"], kernels: ["name": "fast", "version": 2],
      name: "the run computed with the kernels 'fast 2'"),
    Earlier(
      testDescription: "kernels of OpenBLAS", files: ["run.json", "attempt-01.json"], kernels: oldest,
      name: "the run computed with the kernels 'OpenBLAS 0.3.21 SkylakeX, elementwise 1'"),
  ])
  func otherKernelsAreRefusedOrRecorded(_ earlier: Earlier) async throws {
    let arguments = try await begunRun()
    for file in earlier.files { try replaceKernels(in: scratch("run/\(file)"), earlier.kernels) }
    if let file = earlier.without { try FileManager.default.removeItem(atPath: scratch("run/\(file)")) }
    let before = try contents(of: scratch("run"))

    let refused = try await run(Installation.remanence, arguments)
    #expect(refused.status == 65, "\(refused)")
    #expect(
      refused.errors.contains("\(earlier.name), this program has 'portable 2': bits would differ"), "\(refused)")
    #expect(
      try refused.errors.contains(
        Regex("\\(go on with the program that began the run, remanence 0\\..*, or pass --allow-other-kernels\\)")),
      "\(refused)")
    #expect(try contents(of: scratch("run")) == before, "nothing is touched")

    let allowed = try await run(Installation.remanence, arguments + ["--allow-other-kernels"])
    #expect(allowed.status == 0, "\(allowed)")
    let recorded = try await python(
      """
      with h5py.File('rank-0000.a02.h5') as file:
          print(file.attrs['kernels'], [(n.attrs['kernels'], int(n.attrs['allow_other_kernels']))
                                        for n in file['networks'].values()])
      """, folder: scratch("run"))
    #expect(recorded == "portable 2 [('portable 2', 1)]\n")
  }

  /// Every file says which kernels there were, at which level, and what OpenBLAS made of the processor.
  @Test func kernelsAreRecorded() async throws {
    _ = try await begunRun(["OPENBLAS_CORETYPE": "Haswell", KernelLevel.variable: "baseline"], seconds: nil)
    let program = """
      for name in ('run.json', 'attempt-01.json'):
          assert json.load(open(name))['kernels'] == {'name': 'portable', 'version': 2}, name
          assert any(library.startswith('OpenBLAS 0.') for library in json.load(open(name))['libraries']), name
      start = json.load(open('attempt-01.json'))
      assert (start['kernel_level'], start['cpu_core_name']) == ('baseline', 'Haswell'), start
      for name in ('rank-0000.a01.h5', 'summary.h5'):
          with h5py.File(name) as file:
              found = [file.attrs[key] for key in ('kernels', 'tanh_level', 'cpu_core_name')]
              assert found == ['portable 2', 'baseline', 'Haswell'], found
              assert file.attrs['openblas_version'].startswith('0.')
              for network in file['networks'].values():
                  assert (network.attrs['kernels'], network.attrs['allow_other_kernels']) == ('portable 2', 0)
      print('all')
      """
    #expect(try await python(program, folder: scratch("run")) == "all\n")
  }

  /// Processor types of OpenBLAS that this machine can run, from no vectors to speak of to the widest.
  static let cores =
    ["Nehalem"] + (KernelLevel.available.contains("x86-64-v3") ? ["Haswell"] : [])
    + (KernelLevel.available.contains("x86-64-v4") ? ["SkylakeX"] : [])

  @Test func anotherProcessorTypeOfOpenBLASGivesTheSame() async throws {
    let configuration = try scratch.write(Configurations.control, to: "control.yaml")
    for core in Self.cores {
      let ended = try await run(
        Installation.remanence, ["train", configuration, "--output", scratch(core)],
        environment: ["OPENBLAS_CORETYPE": core])
      #expect(ended.status == 0, "\(ended)")
    }
    let expected = try await Records.read(scratch(Self.cores[0]))
    #expect(expected.networks.count == 4)
    for core in Self.cores.dropFirst() { #expect(try await Records.read(scratch(core)) == expected, "\(core)") }
  }

  @Test func anotherProcessorTypeOfOpenBLASMayGoOn() async throws {
    let arguments = try await begunRun(["OPENBLAS_CORETYPE": Self.cores[0]])
    let resumed = try await run(
      Installation.remanence, arguments, environment: ["OPENBLAS_CORETYPE": try #require(Self.cores.last)])
    #expect(resumed.status == 0, "\(resumed)")
  }

  /// Starts a run of one network and has it stop before the first; nil seconds let it end.
  ///
  /// - Returns: the arguments that go on with it.
  private func begunRun(_ environment: [String: String] = [:], seconds: String? = "1e-9") async throws -> [String] {
    let configuration = try scratch.write(Configurations.tiny, to: "tiny.yaml")
    let arguments = ["train", configuration, "--output", scratch("run")]
    let first = try await run(
      Installation.remanence, arguments + (seconds.map { ["--max-seconds", $0] } ?? []), environment: environment)
    try #require(first.status == (seconds == nil ? 0 : 75), "\(first)")
    return arguments
  }

  private func replaceKernels(in path: String, _ kernels: [String: any Sendable]) throws {
    let data = try #require(FileManager.default.contents(atPath: path))
    var object = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    try #require(object["kernels"] != nil)
    object["kernels"] = kernels
    try JSONSerialization.data(withJSONObject: object).write(to: URL(fileURLWithPath: path))
  }
}
