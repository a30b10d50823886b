import Foundation
import Sweep
import Testing

/// What rank 0 has to do for runs of up to a million networks on thousands of ranks, with sidecars in place of the work of
/// weeks: each vouches for a rank file of a few bytes.
@Suite struct ScaleTests {
  /// Networks and ranks of a simulated run.
  struct Size: Sendable, CustomTestStringConvertible {
    let cells, seeds, ranks: Int
    /// Bytes of each rank file.
    var bytes = 4096
    /// Whether all networks are finished, not only every second one.
    var isComplete = false
    var networks: Int { cells * seeds }
    var testDescription: String {
      "\(networks) networks, \(isComplete ? "all" : "half of them") finished, \(ranks) rank files of \(bytes) bytes"
    }
  }

  /// Seconds by the clock and of the processor, and the largest memory in bytes, of a program.
  struct Cost: Decodable, CustomStringConvertible {
    let status: Int32
    let wall, processor, memory: Double
    var description: String {
      String(format: "%.2f s (%.2f s of the processor), %.0f MB", wall, processor, memory / 1e6)
    }
  }

  let scratch: Scratch

  init() throws { scratch = try Scratch() }

  static let sizes =
    [Size(cells: 100, seeds: 100, ranks: 64)]
    + (Installation.runsLongTests
      ? [
        Size(cells: 1000, seeds: 100, ranks: 512), Size(cells: 10_000, seeds: 100, ranks: 4096),
        Size(cells: 10_000, seeds: 100, ranks: 4096, isComplete: true),
        Size(cells: 2440, seeds: 100, ranks: 1000), Size(cells: 2440, seeds: 100, ranks: 1000, bytes: 2_000_000),
      ] : [])

  @Test(arguments: sizes)
  func startSummaryAndStatus(_ size: Size) async throws {
    let yaml = """
      name: scale
      network: { units: 4 }
      task: { kind: delayed-cue-discrimination, trials: 2 }
      training: { epochs: 1000 }
      grid:
        training.optimizer.learning-rate: { logspace: [0.1, 0.001, \(size.cells / 10)] }
        task.delay: { range: [0 ms, 90 ms, 10 ms] }
        seed: { count: \(size.seeds) }

      """
    let path = try scratch.write(yaml, to: "scale.yaml")
    let configuration = try SweepConfiguration.load(path: path)
    #expect(configuration.table.count == size.networks)
    let clock = ContinuousClock()
    let begin = clock.now
    let plan = try configuration.plan(rankCount: size.ranks)
    let planning = (clock.now - begin) / .seconds(1)
    #expect(plan.assignments.reduce(0) { $0 + $1.count } == size.networks)

    let folder = try scratch.makeFolder("run")
    let finished = try SimulatedRun(configuration, folder: folder, bytes: size.bytes)
      .write(plan.assignments.map { Array($0.prefix(size.isComplete ? $0.count : $0.count / 2)) })
    let train = ["train", path, "--output", folder, "--quiet", "--max-seconds", "0.001"]
    let alone = try await measure(train)
    #expect(alone.status == (size.isComplete ? 0 : 75))
    let rows = try String(contentsOfFile: folder + "/summary.csv", encoding: .utf8).utf8.count { $0 == 10 } - 1
    // A rank may finish a first network before it looks at the clock.
    #expect((finished...finished + 1).contains(rows))
    let status = try await measure(["status", folder, "--json"])
    #expect(status.status == 0)
    print(
      """
      Scale, \(size.testDescription): planning \(String(format: "%.2f", planning)) s; start, plan and summary \(alone); status \(status).
      """)
    for cost in [alone, status] {
      #expect(cost.memory < 2e9)
      if size.bytes < 1_000_000 { #expect(cost.processor < 60) }
    }
  }

  private func measure(_ arguments: [String]) async throws -> Cost {
    let text = try await python(
      """
      import resource, subprocess, time
      begin = time.monotonic()
      ended = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL)
      wall = time.monotonic() - begin
      used = resource.getrusage(resource.RUSAGE_CHILDREN)
      print(json.dumps(dict(status=ended.returncode, wall=wall, processor=used.ru_utime + used.ru_stime,
                            memory=used.ru_maxrss * 1024)))
      """, [Installation.remanence] + arguments)
    return try JSONDecoder().decode(Cost.self, from: Data(text.utf8))
  }
}

/// A run folder as thousands of ranks would leave it, but for what is in the rank files.
struct SimulatedRun {
  let configuration: SweepConfiguration
  let folder: RunFolder
  let bytes: Int
  /// Canonical text of every cell, shared by its networks.
  private let identities: [String]

  init(_ configuration: SweepConfiguration, folder: String, bytes: Int) {
    self.configuration = configuration
    self.folder = RunFolder(path: folder)
    self.bytes = bytes
    identities = (0..<configuration.grid.cellCount).map(configuration.identityText)
  }

  /// Writes run.json, and a rank file with its sidecar for every list of networks.
  ///
  /// - Returns: number of networks.
  func write(_ networksOfRank: [[Int]]) throws -> Int {
    let description = RunDescription(configuration, provenance: .current(mpiVersion: "none"))
    try description.encoded().write(to: URL(fileURLWithPath: folder.runFile))
    for (rank, networks) in networksOfRank.enumerated() {
      let path = folder.file(RunFolder.rankFileName(rank: rank, attempt: 1))
      // Not zeros: file systems may keep those without a block.
      var choices = SeededChoices("rank \(rank)")
      let block = (0..<512).map { _ in choices.next() }.withUnsafeBytes { Data($0) }
      var data = Data(capacity: bytes + block.count)
      while data.count < bytes { data += block }
      try data.prefix(bytes).write(to: URL(fileURLWithPath: path))
      var sidecar = Sidecar(ofRankFile: path, hash: configuration.hash)
      try sidecar.append(networks.map { row($0, rank: rank) }, rankFile: path)
    }
    return networksOfRank.reduce(0) { $0 + $1.count }
  }

  private func row(_ network: Int, rank: Int) -> SidecarRow {
    let place = configuration.table[network]
    let digits = String(network, radix: 16)
    let identity = NetworkIdentity(
      sweepSeed: configuration.seed, text: identities[place.cell], seedIndex: place.seedIndex)
    let checksum = String(repeating: "0", count: 64 - digits.count) + digits
    return SidecarRow(
      result: NetworkResult(
        network: network, cell: place.cell, seed: place.seedIndex, rank: rank, attempt: 1, status: .done, epochs: 1000,
        finalLoss: 1 / Double(network + 3), accuracy: 0.987654321, reliability: 0.912345678, learned: true,
        stable: true, seconds: 100 / Double(network % 97 + 1)),
      streamKey: identity.streamKey,
      checksum: RecordChecksum(content: checksum, record: checksum))
  }
}
