import Foundation
import Testing

/// Files of a run that lost their end or had a bit turned over: never a crash, never a wrong result taken for a right one,
/// and what is whole is kept.
@Suite struct DamageTests {
  let scratch: Scratch

  static let yaml = """
    name: damage
    network: { units: 6 }
    task: { kind: delayed-cue-discrimination, trials: 4, delay: 10 ms }
    training: { epochs: 5 }
    record: { continuation: 1 }
    grid: { seed: { count: 4 } }

    """

  /// One thing that happens to a file.
  private enum Damage: CustomStringConvertible {
    case cut(Int)
    case bit(Int, UInt8)

    func callAsFunction(_ data: Data) -> Data {
      switch self {
      case .cut(let length): return data.prefix(length)
      case .bit(let place, let bit):
        var data = data
        data[place] ^= 1 << bit
        return data
      }
    }

    var description: String {
      switch self {
      case .cut(let length): "cut at \(length)"
      case .bit(let place, let bit): "bit \(bit) of byte \(place) turned"
      }
    }
  }

  /// Turned bits, and ends cut off, of a file; the same ones for the same seed.
  private static func damages(to name: String, bytes: Int, bits: Int? = nil, cuts: Int? = nil) -> [Damage] {
    var random = SeededChoices("DamageTests \(name)")
    let bits = bits ?? (Installation.runsLongTests ? 1000 : 20)
    let cuts = cuts ?? (Installation.runsLongTests || (name.hasPrefix("rank-") && name.hasSuffix(".h5")) ? 20 : 5)
    return (0..<bits).map { _ in
      .bit(Int.random(in: 0..<bytes, using: &random), UInt8.random(in: 0..<8, using: &random))
    } + (0..<cuts).map { _ in .cut(Int.random(in: 0..<bytes, using: &random)) }
  }

  /// Four networks, trained.
  init() async throws {
    scratch = try Scratch()
    try scratch.write(Self.yaml, to: "damage.yaml")
    let ended = try await train("whole")
    try #require(ended.status == 0, "\(ended)")
  }

  /// Trains; alone without Open MPI's daemon, whose start would be a quarter of the thousands of rounds.
  private func train(_ folder: String, ranks: Int? = nil, configuration: String = "damage.yaml") async throws -> Ended {
    try await run(
      Installation.remanence, ["train", scratch(configuration), "--output", scratch(folder)], ranks: ranks,
      environment: ranks == nil ? ["OMPI_MCA_ess_singleton_isolated": "1"] : [:])
  }

  /// What became of the networks of a folder.
  private func table(_ folder: String) throws -> Table {
    try Table(path: scratch("\(folder)/summary.csv")).without(EqualBitsTests.circumstances)
  }

  private func copyOfTheWhole() throws { try copyOf("whole") }

  private func copyOf(_ folder: String) throws {
    try? FileManager.default.removeItem(atPath: scratch("run"))
    try FileManager.default.copyItem(atPath: scratch(folder), toPath: scratch("run"))
  }

  @Test(arguments: [
    "rank-0000.a01.h5", "rank-0000.a01.sum", "run.json", "summary.csv", "summary.h5", "attempt-01.json",
  ])
  func cutShortOrABitTurned(_ name: String) async throws {
    let whole = try Data(contentsOf: URL(fileURLWithPath: scratch("whole/\(name)")))
    let (expected, records) = (try table("whole"), try await Records.read(scratch("whole")).networks)
    var kept = 0
    for (round, damage) in Self.damages(to: name, bytes: whole.count).enumerated() {
      try copyOfTheWhole()
      let data = damage(whole)
      try data.write(to: URL(fileURLWithPath: scratch("run/\(name)")))
      let what = "\(name), \(damage), seed \(SeededChoices.seed)"
      let ended = try await train("run", ranks: round % 16 == 15 ? 2 : nil)
      if ["run.json", "attempt-01.json"].contains(name), ended.status == 65 {
        // Another configuration or other kernels, or not a description at all: refused, and nothing touched.
        #expect(try Data(contentsOf: URL(fileURLWithPath: scratch("run/\(name)"))) == data, "\(what)")
        continue
      }
      #expect(ended.status == 0, "\(what): \(ended)")
      #expect(try table("run") == expected, "\(what): \(ended)")
      let files = try Table(path: scratch("run/summary.csv"))["file"]
      let keptNow = files.count { $0 == "rank-0000.a01.h5" }
      kept += keptNow
      if name == "rank-0000.a01.h5" {
        #expect(try await Records.read(scratch("run")).networks == records, "\(what)")
        #expect(keptNow == 4 || ended.errors.contains("trained again"), "\(what): \(ended)")
      } else {
        #expect(keptNow == 4, "\(what): nothing was wrong with the rank file: \(ended)")
      }
    }
    #expect(kept > 0)
  }

  /// A rank file that says by a damaged bit that it is another configuration's, or a network that says that it is not
  /// complete: neither ends the run, and neither goes without a word.
  @Test(arguments: ["config_hash's value", "complete"]) func whatItSaysOfItself(_ what: String) async throws {
    struct Hash: Decodable { let config_hash: String }
    try copyOfTheWhole()
    let path = URL(fileURLWithPath: scratch("run/rank-0000.a01.h5"))
    var data = try Data(contentsOf: path)
    let run = try Data(contentsOf: URL(fileURLWithPath: scratch("run/run.json")))
    let text = what == "complete" ? what : try JSONDecoder().decode(Hash.self, from: run).config_hash
    let place = try #require(data.range(of: Data(text.utf8))?.lowerBound)
    data[place] ^= 1
    try data.write(to: path)
    let ended = try await train("run")
    #expect(ended.status == 0 && ended.errors.contains("trained again"), "\(ended)")
    #expect(try table("run") == table("whole"))
    #expect(try await Records.read(scratch("run")).networks == Records.read(scratch("whole")).networks)
  }

  /// A checkpoint is sealed: whichever bit is turned, its network begins anew, and becomes what it would have become.
  @Test func aCheckpoint() async throws {
    let yaml = Self.yaml.replacing("epochs: 5 ", with: "epochs: 300 ")
      .replacing("continuation: 1", with: "checkpoint-every: 1 ms, continuation: 1")
    try scratch.write(yaml, to: "longer.yaml")
    try #require(try await train("expected", configuration: "longer.yaml").status == 0)
    // Held between two epochs, and killed there.
    let killed = try await run(
      "bash",
      [
        "-c", "mark=$1; shift; \"$@\" & until [ -e \"$mark\" ]; do sleep 0.01; done; kill -KILL $!; wait", "bash",
        scratch("mark"), Installation.remanence, "train", scratch("longer.yaml"), "--output", scratch("begun"),
      ], environment: ["REMANENCE_PAUSE": "training:290:0:\(scratch("mark"))"])
    let name = "network-0000000.ckpt.h5"
    try #require(FileManager.default.fileExists(atPath: scratch("begun/\(name)")), "\(killed)")
    let whole = try Data(contentsOf: URL(fileURLWithPath: scratch("begun/\(name)")))
    for damage in Self.damages(to: name, bytes: whole.count) {
      try copyOf("begun")
      try damage(whole).write(to: URL(fileURLWithPath: scratch("run/\(name)")))
      let ended = try await train("run", configuration: "longer.yaml")
      let what = "\(name), \(damage), seed \(SeededChoices.seed)"
      #expect(ended.status == 0 && ended.errors.contains("begins at its first epoch"), "\(what): \(ended)")
      #expect(try table("run") == table("expected"), "\(what): \(ended)")
      #expect(FileManager.default.fileExists(atPath: scratch("run/\(name).damaged-1")), "\(what): \(ended)")
    }
  }

  /// The analysis labels what is whole, or says that it cannot.
  @Test func theAnalysisOfADamagedRankFile() async throws {
    let name = "rank-0000.a01.h5"
    let classify = ["classify", scratch("run"), "--quiet"]
    try copyOfTheWhole()
    try #require(try await run(Installation.analysis, classify).status == 0)
    let expected = try Table(path: scratch("run/analysis/networks.csv"))
    let whole = try Data(contentsOf: URL(fileURLWithPath: scratch("whole/\(name)")))
    let few = Installation.runsLongTests ? 200 : 3
    for damage in Self.damages(to: name, bytes: whole.count, bits: few, cuts: few) {
      try copyOfTheWhole()
      try damage(whole).write(to: URL(fileURLWithPath: scratch("run/\(name)")))
      let ended = try await run(Installation.analysis, classify)
      let what = "\(damage), seed \(SeededChoices.seed)"
      #expect([0, 65].contains(ended.status), "\(what): \(ended)")
      guard ended.status == 0 else { continue }
      let rows = try Table(path: scratch("run/analysis/networks.csv")).rows
      #expect(rows.allSatisfy { expected.rows.contains($0) }, "\(what): \(ended)")
      #expect(rows.count == expected.rows.count || ended.errors.contains("they are missing here"), "\(what): \(ended)")
    }
  }

  /// One network of four is damaged: the other three move into a new file, which is then vouched for.
  @Test func theOthersAreKept() async throws {
    try copyOfTheWhole()
    _ = try await python(
      "file = h5py.File(sys.argv[1], 'r+'); file['networks/0000002/weights/W_rec'][1, 2] += 1; file.close()",
      [scratch("run/rank-0000.a01.h5")])
    let analysed = try await run(Installation.analysis, ["classify", scratch("run")])
    #expect(analysed.status == 0 && analysed.errors.contains("1 of its networks"), "\(analysed)")
    #expect(try Table(path: scratch("run/analysis/networks.csv"))["network"] == ["0", "1", "3"])

    let ended = try await train("run", ranks: 2)
    #expect(ended.status == 0, "\(ended)")
    let pattern = "1 of its networks .*0000002.*moved to .*trained again, the other 3 are kept"
    #expect(try ended.errors.contains(Regex(pattern)), "\(ended)")
    #expect(try table("run") == table("whole"))
    #expect(try await Records.read(scratch("run")).networks == Records.read(scratch("whole")).networks)
    let again = try await train("run")
    #expect(again.status == 0 && !again.remarks.contains("warning"), "\(again)")
    let third = try await train("run")
    #expect(third.errors.contains("4 of 4 networks are finished already"), "\(third)")
  }

  /// No room for the copy of what is whole: the damaged file stays where it is, and so does all that is whole in it.
  @Test(.enabled(if: SmallDisk.isPossible, "needs root, and the right to mount"))
  func noRoomForTheOthers() async throws {
    let disk = try await SmallDisk(try scratch.makeFolder("run"), options: "size=2m")
    for name in try FileManager.default.contentsOfDirectory(atPath: scratch("whole")) {
      try FileManager.default.copyItem(atPath: scratch("whole/\(name)"), toPath: scratch("run/\(name)"))
    }
    _ = try await python(
      "file = h5py.File(sys.argv[1], 'r+'); file['networks/0000002/weights/W_rec'][1, 2] += 1; file.close()",
      [scratch("run/rank-0000.a01.h5")])
    var status = statvfs()
    try #require(statvfs(disk.path, &status) == 0)
    let room = Int(status.f_bavail) * Int(status.f_frsize) - 60_000
    try Data(count: room).write(to: URL(fileURLWithPath: scratch("run/rank-ballast")))
    let ended = try await train("run")
    #expect(
      ended.status == 74 && ended.errors.contains("it stays, for what is whole in it cannot be copied"), "\(ended)")
    try FileManager.default.removeItem(atPath: scratch("run/rank-ballast"))
    let again = try await train("run")
    #expect(again.status == 0 && again.errors.contains("the other 3 are kept"), "\(again)")
    #expect(try table("run") == table("whole"))
  }

  /// A network that was finished twice is harmless where its bits are equal, and said where they are not.
  @Test func finishedTwice() async throws {
    try copyOfTheWhole()
    let first = scratch("run/rank-0000.a01.h5")
    try FileManager.default.removeItem(atPath: first)
    try #require(try await train("run").status == 0)
    try FileManager.default.copyItem(atPath: scratch("whole/rank-0000.a01.h5"), toPath: first)
    let equal = try await train("run")
    #expect(equal.status == 0 && !equal.remarks.contains("warning"), "\(equal)")

    // Another result of network 3, and a sidecar that vouches for it.
    _ = try await python(
      """
      import hashlib
      with h5py.File(sys.argv[1], 'r+') as file:
          file['networks/0000003'].attrs['content_checksum'] = 64 * '0'
      sidecar = sys.argv[1][:-3] + '.sum'
      with open(sidecar) as lines:
          rows = [line for line in lines if not line.startswith('file')]
      with open(sys.argv[1], 'rb') as file:
          data = file.read()
      body = f'file {len(data)} {hashlib.sha256(data).hexdigest()} 4'
      with open(sidecar, 'w') as lines:
          lines.write(''.join(rows) + f'{body} {hashlib.sha256(body.encode()).hexdigest()[:16]}\\n')
      """, [first])
    let different = try await train("run")
    #expect(different.status == 0, "\(different)")
    let text = "network 3 was finished 2 times, with different results: rank-0000.a01.h5, rank-0000.a02.h5"
    #expect(different.errors.contains(text), "\(different)")
  }

  /// The number of an attempt is not given again where its file is lost: its rank files have it too.
  @Test func withoutTheFileOfAnAttempt() async throws {
    try copyOfTheWhole()
    try FileManager.default.removeItem(atPath: scratch("run/attempt-01.json"))
    let ended = try await train("run")
    #expect(ended.status == 0 && ended.errors.contains("attempt 2: 4 of 4 networks are finished already"), "\(ended)")
    #expect(try table("run") == table("whole"))
  }

  /// run.json is made again from the rank files, also beside the results of an analysis.
  @Test func withoutTheDescription() async throws {
    try copyOfTheWhole()
    try FileManager.default.removeItem(atPath: scratch("run/run.json"))
    for name in ["analysis", "report"] { try scratch.makeFolder("run/\(name)") }
    let ended = try await train("run")
    #expect(ended.status == 0 && ended.errors.contains("run.json was missing; it is made again"), "\(ended)")
    #expect(ended.errors.contains("attempt 2: 4 of 4 networks are finished already"), "\(ended)")
  }

  /// What an earlier version of the program left has no checksums and no sidecar; it counts where it can be read.
  @Test func withoutChecksums() async throws {
    try copyOfTheWhole()
    try FileManager.default.removeItem(atPath: scratch("run/rank-0000.a01.sum"))
    _ = try await python(
      """
      with h5py.File(sys.argv[1], 'r+') as file:
          for network in file['networks'].values():
              for name in ('record_checksum', 'content_checksum'):
                  del network.attrs[name]
      """, [scratch("run/rank-0000.a01.h5")])
    let ended = try await train("run")
    #expect(ended.status == 0 && !ended.remarks.contains("warning"), "\(ended)")
    #expect(ended.errors.contains("4 of 4 networks are finished already"), "\(ended)")
  }

  /// A sidecar ends with a line that vouches for the whole file, and repeats the rows, as any program can check.
  @Test func theSidecarIsTrue() async throws {
    let text = try await python(
      """
      import hashlib
      def words(line):
          body, check = line.rstrip('\\n').rsplit(' ', 1)
          assert hashlib.sha256(body.encode()).hexdigest()[:16] == check, line
          return body.split()
      lines = [words(line) for line in open(sys.argv[1] + '/rank-0000.a01.sum')]
      data = open(sys.argv[1] + '/rank-0000.a01.h5', 'rb').read()
      word, length, checksum, networks = lines[-1]
      assert word == 'file' and int(length) == len(data) and checksum == hashlib.sha256(data).hexdigest()
      rows = [line[1:] for line in lines if line[0] == 'network']
      assert int(networks) == len(rows)
      names = ['cell', 'seed', 'rank', 'attempt', None, 'epochs', 'final_loss', 'accuracy', 'reliability', 'learned',
               'stable', 'seconds']
      with h5py.File(sys.argv[1] + '/rank-0000.a01.h5') as file:
          assert lines[0] == ['run', file.attrs['config_hash']]
          for network, record, content, key, *row in rows:
              attributes = file[f'networks/{int(network):07}'].attrs
              assert attributes['record_checksum'] == record and attributes['content_checksum'] == content
              assert attributes['stream_key'] == int(key, 16)
              for name, value in zip(names, row, strict=True):
                  assert name is None or float(value) == attributes[name], (network, name, value)
      print(len(rows))
      """, [scratch("whole")])
    #expect(text == "4\n")
  }
}
