import Foundation
import Testing

/// A full disk ends a run with a message; every network finished before stays readable and counts.
@Suite(.enabled(if: SmallDisk.isPossible, "needs the right to mount a file system"))
struct FullDiskTests {
  let scratch: Scratch

  init() throws { scratch = try Scratch() }

  @Test(arguments: [nil, 2]) func theRunGoesOnWhereThereIsRoom(ranks: Int?) async throws {
    let configuration = try scratch.write(Configurations.cue, to: "cue.yaml")
    let disk = try await SmallDisk(try scratch.makeFolder("disk"), options: "size=500k")
    let arguments = ["train", configuration, "--output", disk.path + "/run"]
    let full = try await run(Installation.remanence, arguments, ranks: ranks)
    #expect(full.status == 74, "\(full)")
    let pattern = try Regex("rank-000[01]\\.a01\\.h5: no space left.*\\(free some space and run the same command again")
    #expect(full.errors.contains(pattern), "\(full)")
    let kept = try await Records.read(disk.path + "/run").networks
    #expect(kept.count >= 2)
    #expect(kept.count < 12)

    try await disk.resize(to: "8m")
    let again = try await run(Installation.remanence, arguments, ranks: ranks)
    #expect(again.status == 0, "\(again)")
    #expect(again.errors.contains("attempt 2: \(kept.count) of 12 networks are finished already"), "\(again)")
    #expect(!again.remarks.contains("warning"), "\(again)")
    let all = try await Records.read(disk.path + "/run").networks
    #expect(all.count == 12)
    for (name, network) in kept { #expect(all[name] == network) }
  }

  /// What would be stored of a network, had it been trained, needs no room when it has failed.
  @Test func aNetworkThatFailedNeedsNoRoom() async throws {
    let configuration = try scratch.write(Configurations.tooLarge(epochs: 1), to: "large.yaml")
    let disk = try await SmallDisk(try scratch.makeFolder("disk"), options: "size=1m")
    let ended = try await run(Installation.remanence, ["train", configuration, "--output", disk.path + "/run"])
    #expect(ended.status == 3, "\(ended)")
    #expect(try Table(path: disk.path + "/run/summary.csv")["status"] == ["done", "failed"])
  }

  /// Wherever in a record the space ends, be it in the file's own index: the networks before it are untouched.
  @Test func noByteOfSpaceLosesANetwork() async throws {
    let configuration = try scratch.write(Configurations.tiny + "grid: { seed: { count: 5 } }\n", to: "tiny.yaml")
    var counts: [Int] = []
    for size in stride(from: 140, through: 188, by: 4) {
      let disk = try await SmallDisk(try scratch.makeFolder("disk-\(size)"), options: "size=\(size)k")
      let ended = try await run(Installation.remanence, ["train", configuration, "--output", disk.path + "/run"])
      #expect(ended.status == 74, "\(ended)")
      // Throws where h5py cannot read the file.
      let records = try await Records.read(disk.path + "/run")
      #expect(records.incomplete.isEmpty)
      counts.append(records.networks.count)
    }
    #expect(counts == counts.sorted(), "more space, not fewer networks: \(counts)")
    #expect((counts.first ?? 0) >= 1, "the smallest disk has room for one: \(counts)")
  }
}
