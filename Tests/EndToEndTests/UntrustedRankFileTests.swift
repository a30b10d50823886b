import Foundation
import Testing

/// Rank files that can be read but contradict the run they lie in: `train` sets them aside, the analysis refuses them.
@Suite struct UntrustedRankFileTests {
  let scratch: Scratch

  /// One network, trained.
  init() async throws {
    scratch = try Scratch()
    try scratch.write(Configurations.tiny, to: "tiny.yaml")
    let ended = try await train()
    try #require(ended.status == 0, "\(ended)")
  }

  private func train() async throws -> Ended {
    try await run(Installation.remanence, ["train", scratch("tiny.yaml"), "--output", scratch("run")])
  }

  /// Edits the file; as an earlier version of the program left it, without checksums, or with those it had.
  private func edit(_ statement: String, keepsChecksums: Bool = false) async throws {
    let program = """
      file = h5py.File(sys.argv[1], 'r+')
      if not \(keepsChecksums ? "True" : "False"):
          for name in ('record_checksum', 'content_checksum'):
              del file['networks/0000000'].attrs[name]
      \(statement)
      file.close()
      """
    _ = try await python(program, [scratch("run/rank-0000.a01.h5")])
  }

  /// What the analysis must refuse, the next `train` must set aside, so that the analysis works again.
  private func expectSetAside(_ name: String, _ pattern: String) async throws {
    let refused = try await run(Installation.analysis, ["classify", scratch("run")])
    #expect(refused.status == 65, "\(refused)")
    #expect(try refused.errors.contains(Regex("\(name): \(pattern).*move it out of the run folder")), "\(refused)")

    let spoilt = try contents(of: scratch("run"))[name]
    let ended = try await train()
    #expect(ended.status == 0, "\(ended)")
    #expect(
      try ended.errors.contains(Regex("warning: .*\(name): \(pattern).*moved to .*trained again")), "\(ended)")
    let after = try contents(of: scratch("run"))
    #expect(after[name] == nil)
    #expect(after["\(name).damaged-1"] == spoilt)
    #expect(try Table(path: scratch("run/summary.csv"))["file"] == ["rank-0000.a02.h5"])
    #expect(after["rank-0000.a02.h5"] != nil)

    let analysed = try await run(Installation.analysis, ["classify", scratch("run")])
    #expect(analysed.status == 0, "\(analysed)")
  }

  @Test(arguments: [
    ("cell", "7", "network 0 \\(cell 7, seed 0\\) is not in the table"),
    ("cell", "-1", "network 0 \\(cell -1, seed 0\\) is not in the table"),
    ("network", "5", "network 5 \\(cell 0, seed 0\\) is not in the table"),
    ("seed", "3", "network 0 \\(cell 0, seed 3\\) is not in the table"),
    ("rank", "4", "it holds networks of rank-0004\\.a01\\.h5; was it renamed\\?"),
  ])
  func aRecordThatContradictsTheTable(_ attribute: String, _ value: String, _ pattern: String) async throws {
    try await edit("file['networks/0000000'].attrs.modify('\(attribute)', \(value))")
    try await expectSetAside("rank-0000.a01.h5", pattern)
  }

  @Test(arguments: [
    "file['networks/0000000'].attrs.modify('accuracy', 0.123)", "file['networks/0000000/weights/W_rec'][0, 0] += 1",
    "file['networks/0000000'].attrs.modify('seconds', 0.5)", "file['networks/0000000'].attrs['more'] = 1",
  ])
  func aRecordThatWasChanged(_ statement: String) async throws {
    try await edit(statement, keepsChecksums: true)
    try await expectSetAside("rank-0000.a01.h5", "damaged: no network in it has the checksum stored beside it")
  }

  @Test func aRecordUnderAnotherName() async throws {
    try await edit("file.move('networks/0000000', 'networks/0000001')")
    try await expectSetAside("rank-0000.a01.h5", "the group '0000001' holds network 0 ")
  }

  @Test func aRenamedFile() async throws {
    try FileManager.default.moveItem(atPath: scratch("run/rank-0000.a01.h5"), toPath: scratch("run/rank-0007.a01.h5"))
    try await expectSetAside("rank-0007.a01.h5", "it holds networks of rank-0000\\.a01\\.h5; was it renamed\\?")
  }
}
