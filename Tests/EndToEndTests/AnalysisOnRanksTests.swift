import Foundation
import HDF5
import Testing

/// `remanence-analysis` on several ranks, and gone on with: the same results, and no work done twice.
@Suite struct AnalysisOnRanksTests {
  /// Twelve networks on two ranks, once for all tests.
  private static let trained = Task { try await train(Configurations.cue) }

  let scratch: Scratch
  /// A copy of the run that a test may change.
  let folder: String

  init() async throws {
    scratch = try Scratch()
    folder = scratch("run")
    try FileManager.default.copyItem(atPath: try await Self.trained.value("run"), toPath: folder)
  }

  private static func train(_ configuration: String) async throws -> Scratch {
    let scratch = try Scratch()
    let ended = try await run(
      Installation.remanence,
      ["train", try scratch.write(configuration, to: "sweep.yaml"), "--output", scratch("run"), "--quiet"], ranks: 2)
    try #require(ended.status == 0, "\(ended)")
    return scratch
  }

  private func classify(ranks: Int? = nil, _ options: [String] = []) async throws -> Ended {
    let ended = try await run(Installation.analysis, ["classify", folder] + options, ranks: ranks)
    try #require(ended.status == 0, "\(ended)")
    return ended
  }

  private func results() throws -> AnalysisResults { try AnalysisResults(folder + "/analysis") }

  private func edit(_ file: String, _ program: String) async throws {
    let withoutChecksums = """
      with h5py.File(sys.argv[1], 'r+') as file:
          \(program)
          for network in file['networks'].values() if 'networks' in file else []:
              for name in ('record_checksum', 'content_checksum'):
                  if name in network.attrs:
                      del network.attrs[name]
      """
    _ = try await python(withoutChecksums, [folder + "/" + file])
  }

  // MARK: Ranks

  @Test func resultsAreEqualBytesForAnyNumberOfRanks() async throws {
    _ = try await classify(["--again"])
    let alone = try results()
    #expect(alone.names == ["cells.csv", "classification.h5", "networks.csv", "report.json"])
    for ranks in 1...4 {
      let together = try await classify(ranks: ranks, ["--again"])
      #expect(!together.errors.contains("labelled before"), "\(together)")
      #expect(try results() == alone, "\(ranks) ranks")
    }
  }

  @Test func ranksDrawOnceAndReportOnce() async throws {
    let environment = ["REMANENCE_PYTHON": Installation.python]
    for arguments in [[folder], ["report", folder]] {
      let ended = try await run(Installation.analysis, arguments, ranks: 3, environment: environment)
      #expect(ended.status == 0, "\(ended)")
      #expect(ended.output.components(separatedBy: "The report: ").count == 2, "\(ended)")
    }
  }

  /// One rank meets something that it cannot read: all end with its status, and it is said once.
  @Test(arguments: [nil, 3]) func anErrorOfOneRankEndsAll(_ ranks: Int?) async throws {
    try await edit("rank-0001.a01.h5", "del list(file['networks'].values())[2]['weights/W_rec']")
    let before = try contents(of: folder)
    let ended = try await run(Installation.analysis, ["classify", folder], ranks: ranks)
    #expect(ended.status == 65, "\(ended)")
    let said = ended.errors.components(separatedBy: "remanence-analysis: ")
    #expect(said.count == 2 && said.last?.contains("rank-0001.a01.h5") == true, "\(ended)")
    #expect(ended.output == "")
    #expect(try contents(of: folder).filter { !$0.key.hasPrefix("analysis") } == before)
  }

  @Test func aPartThatMustBeCompleteIsRefusedOnAllRanks() async throws {
    try FileManager.default.removeItem(atPath: folder + "/rank-0001.a01.h5")
    let ended = try await run(Installation.analysis, [folder, "--require-complete"], ranks: 2)
    #expect(ended.status == 75, "\(ended)")
    #expect(ended.errors.components(separatedBy: "still to be trained").count == 2, "\(ended)")
  }

  // MARK: What was labelled before

  @Test func nothingIsLabelledTwice() async throws {
    #expect(try await classify().errors == "")
    let first = try results()
    for ranks in [nil, 3] {
      let again = try await classify(ranks: ranks)
      #expect(again.errors == "12 networks of 12 labelled before, none left to label\n")
      #expect(try results() == first)
    }
  }

  @Test func aRunThatHasGrownHasItsNewNetworksLabelled() async throws {
    _ = try await classify()
    let whole = try results()
    try FileManager.default.removeItem(atPath: folder + "/analysis")
    try FileManager.default.moveItem(atPath: folder + "/rank-0001.a01.h5", toPath: scratch("aside"))
    _ = try await classify()
    let part = try Table(path: folder + "/analysis/networks.csv").rows.count
    try FileManager.default.moveItem(atPath: scratch("aside"), toPath: folder + "/rank-0001.a01.h5")
    let grown = try await classify(ranks: 2)
    #expect(grown.errors == "\(part) networks of 12 labelled before, \(12 - part) left to label\n")
    #expect(try results() == whole)
  }

  /// A network that was changed is another network, whatever its name is.
  @Test func aNetworkThatIsNotTheSameIsLabelledAgain() async throws {
    _ = try await classify()
    try await edit("rank-0000.a01.h5", "list(file['networks'].values())[1]['weights/W_rec'][0, 0] += 0.5")
    let again = try await classify()
    #expect(again.errors == "11 networks of 12 labelled before, 1 left to label\n")
  }

  @Test func labelsByAnotherRuleAreMadeAgain() async throws {
    _ = try await classify()
    let first = try results()
    try await edit(
      "analysis/classification.h5",
      "for group in file['networks'].values(): group.attrs['rule_version'] = 'late-deviation 0'")
    #expect(try await classify().errors == "")
    #expect(try results() == first)
  }

  @Test func damagedPartsAreThrownAway() async throws {
    _ = try await classify()
    let first = try results()
    let part = folder + "/analysis/.labels-elsewhere.7.1-"
    try FileManager.default.moveItem(atPath: folder + "/analysis/classification.h5", toPath: part + "0.h5")
    try FileManager.default.copyItem(atPath: part + "0.h5", toPath: part + "1.h5")
    truncate(part + "1.h5", 30_000)
    try Data("text".utf8).write(to: URL(fileURLWithPath: part + "2.h5"))
    let ended = try await classify(ranks: 2)
    #expect(ended.errors.contains("12 networks of 12 labelled before"), "\(ended)")
    for number in 1...2 { #expect(ended.errors.contains("warning: \(part)\(number).h5: damaged"), "\(ended)") }
    #expect(try results() == first)

    truncate(folder + "/analysis/classification.h5", 30_000)
    let again = try await classify()
    #expect(again.errors.contains("classification.h5: damaged, so its networks are labelled again"), "\(again)")
    #expect(!again.errors.contains("labelled before"))
    #expect(try results() == first)
  }

  /// Labels that cannot be read are no labels.
  @Test func labelsThatCannotBeReadAreMadeAgain() async throws {
    _ = try await classify()
    let first = try results()
    try await edit(
      "analysis/classification.h5",
      "group = file['networks/0000003']; group.attrs['labels'] = group.attrs['labels'][:20]")
    let again = try await classify()
    #expect(again.errors == "11 networks of 12 labelled before, 1 left to label\n")
    #expect(try results() == first)
  }
}
