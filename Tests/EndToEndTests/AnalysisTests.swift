import Dynamics
import Foundation
import HDF5
import Testing

/// `remanence-analysis` on runs that were really trained: what it writes, what it refuses, and what it leaves alone.
@Suite struct AnalysisTests {
  /// Twelve networks trained on two ranks, once for all tests.
  private static let trained = Task { try await train(ranks: 2) }

  let scratch: Scratch
  /// A copy of the run that a test may damage.
  let folder: String

  init() async throws {
    scratch = try Scratch()
    folder = scratch("run")
    let trained = try await Self.trained.value
    try FileManager.default.copyItem(atPath: trained("run"), toPath: folder)
  }

  private static func train(ranks: Int?) async throws -> Scratch {
    let scratch = try Scratch()
    let configuration = try scratch.write(Configurations.cue, to: "cue.yaml")
    let ended = try await run(
      Installation.remanence, ["train", configuration, "--output", scratch("run"), "--quiet"], ranks: ranks)
    try #require(ended.status == 0, "\(ended)")
    return scratch
  }

  private func analyse(_ arguments: [String], environment: [String: String] = [:]) async throws -> Ended {
    try await run(Installation.analysis, arguments, environment: environment)
  }

  private func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: folder + "/" + name) }

  // MARK: What it writes

  @Test func aRunIsClassifiedAndDrawn() async throws {
    let ended = try await analyse([folder], environment: ["REMANENCE_PYTHON": Installation.python])
    #expect(ended.status == 0, "\(ended)")
    #expect(ended.output.contains("published class"))
    #expect(ended.output.contains("agree for"))
    #expect(ended.output.hasSuffix("The report: \(folder)/report/index.html\n"))
    #expect(exists("report/index.html"))
    #expect(ended.errors == "")
    let leftovers = try FileManager.default.contentsOfDirectory(atPath: folder + "/analysis").sorted()
    #expect(leftovers == ["cells.csv", "classification.h5", "networks.csv", "report.json", "scaling.json"])
  }

  /// Fits and comparisons rest on labels: new labels leave no old ones of them behind.
  @Test func newLabelsEndOldFits() async throws {
    #expect(try await analyse([folder, "--no-figures", "--quiet"]).status == 0)
    #expect(exists("analysis/scaling.json"))
    #expect(try await analyse(["classify", folder, "--quiet"]).status == 0)
    #expect(!exists("analysis/scaling.json"))
  }

  @Test func theTablesKeepTheirContract() async throws {
    let ended = try await analyse(["classify", folder, "--quiet"])
    #expect(ended.status == 0, "\(ended)")
    #expect(ended.output == "")
    let summary = try Table(path: folder + "/summary.csv")
    let networks = try Table(path: folder + "/analysis/networks.csv")
    let labels = [
      "mechanism", "margin", "published_class", "published_index", "evidence", "reason", "late_deviation", "period_ms",
      "fates", "fates_distinct", "time_constant_ms", "memory_beyond_delay_ms", "participation_ratio",
      "published_index_other_cue", "output_deviation", "paper3_landscape", "paper3_trial_ends",
    ]
    #expect(networks.columns == summary.columns + labels)
    #expect(networks.without(Set(labels)) == summary)
    let known = Set(Mechanism.allCases.map(\.rawValue))
    #expect(known.isSuperset(of: networks["mechanism"]))
    #expect(Set(networks["mechanism"]).isDisjoint(with: [""]))
    for (learned, mechanism) in zip(networks["learned"], networks["mechanism"]) {
      #expect((learned == "0") == ["notLearned", "unstable", "diverged"].contains(mechanism))
    }

    let cells = try Table(path: folder + "/analysis/cells.csv")
    let outcomes = [
      "not_learned", "unstable", "diverged", "limit_cycle", "slow_manifold", "fixed_point", "mixed", "chaotic",
      "unresolved", "failed",
    ]
    let published = ["published_0", "published_1", "published_2", "published_3"]
    #expect(
      cells.columns == ["learning_rate", "cue_ms", "delay_ms", "reaction_ms", "post_reaction_ms", "networks"]
        + outcomes + published)
    #expect(cells.rows.count == 6)
    for row in cells.rows.indices {
      func sum(_ columns: [String]) -> Int { columns.reduce(0) { $0 + (Int(cells[$1][row]) ?? -1000) } }
      #expect(sum(outcomes) == 2)
      #expect(sum(published) == 2)
      #expect(cells["networks"][row] == "2")
    }
  }

  @Test func everyDatasetSaysWhatItIs() async throws {
    let ended = try await analyse(["classify", folder, "--quiet"])
    #expect(ended.status == 0, "\(ended)")
    let output = try await python(
      """
      with h5py.File(sys.argv[1]) as file:
          assert file.attrs['schema_name'] == 'remanence-classification'
          for name in ('source', 'config', 'config_hash', 'hdf5_version', 'cpu_core_name', 'mechanism_rule', 'classifier_options'):
              assert name in file.attrs, name
          seen = []
          def check(name, item):
              if isinstance(item, h5py.Dataset):
                  seen.append(name)
                  for key in ('units', 'long_name', 'dimensions'):
                      assert item.attrs[key], (name, key)
                  assert len(item.attrs['dimensions'].split()) == item.ndim, name
          file.visititems(check)
          assert len(file['networks']) == 12
          first = file['networks/0000000']
          assert first['principal_components'].shape == (2, 9 * 20, 2)
          assert first['principal_components'].attrs['dt'] == 5
          assert first['principal_components'].attrs['dt_units'] == 'ms'
          assert sorted(first['peak_order'][...]) == list(range(32))
          for label, group in file['learning_curves'].items():
              assert group['epoch'][-1] == 249, label
              assert len(group['loss_median']) == len(group['epoch'])
          print(len(seen) > 60)
      """, [folder + "/analysis/classification.h5"])
    #expect(output == "True\n")
  }

  @Test func labelsDoNotDependOnRanks() async throws {
    let alone = try await Self.train(ranks: nil)
    for folder in [alone("run"), folder] {
      let ended = try await analyse(["classify", folder, "-q"])
      #expect(ended.status == 0, "\(ended)")
    }
    let places: Set = ["rank", "file", "seconds"]
    #expect(
      try Table(path: alone("run/analysis/networks.csv")).without(places)
        == Table(path: folder + "/analysis/networks.csv").without(places))
    #expect(
      try Table(path: alone("run/analysis/cells.csv")) == Table(path: folder + "/analysis/cells.csv"))
  }

  /// Under mpirun the ranks share the work: the same tables, said once, and nothing left over.
  @Test func mpirunGivesWhatOneProcessGives() async throws {
    let alone = try await analyse(["classify", folder])
    try #require(alone.status == 0, "\(alone)")
    let networks = try Table(path: folder + "/analysis/networks.csv")
    let cells = try Table(path: folder + "/analysis/cells.csv")
    try FileManager.default.removeItem(atPath: folder + "/analysis")

    let together = try await run(Installation.analysis, ["classify", folder], ranks: 4)
    #expect(together.status == 0, "\(together)")
    #expect(together.output == alone.output)
    #expect(try Table(path: folder + "/analysis/networks.csv") == networks)
    #expect(try Table(path: folder + "/analysis/cells.csv") == cells)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder + "/analysis").sorted()
    #expect(names == ["cells.csv", "classification.h5", "networks.csv", "report.json"])

    let refused = try await run(Installation.analysis, ["classify", scratch("none")], ranks: 2)
    #expect(refused.status == 74, "\(refused)")
    #expect(refused.errors.components(separatedBy: "no such folder").count == 2, "said once: \(refused)")
  }

  /// Analyses started by hand at the same time do not use each other's half-written files.
  @Test func twoAnalysesAtATimeDoNotMix() async throws {
    let folder = folder
    let ended = try await withThrowingTaskGroup(of: Ended.self) { group in
      for _ in 0..<4 { group.addTask { try await run(Installation.analysis, ["classify", folder, "-q"]) } }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    for one in ended { #expect(one.status == 0, "\(one)") }
    let names = try FileManager.default.contentsOfDirectory(atPath: folder + "/analysis").sorted()
    #expect(names == ["cells.csv", "classification.h5", "networks.csv", "report.json"])
  }

  /// What a killed analysis left is removed; what a running one is making is not.
  @Test func halfWrittenFilesOfTheDeadAreRemoved() async throws {
    try FileManager.default.createDirectory(atPath: folder + "/analysis", withIntermediateDirectories: true)
    let host = ProcessInfo.processInfo.hostName
    let names = ["\(host).4194305.part", "\(host).\(getpid()).part", "elsewhere.4194305.part"].map { "cells.csv.\($0)" }
    for name in names { try Data().write(to: URL(fileURLWithPath: folder + "/analysis/" + name)) }
    let ended = try await analyse(["classify", folder, "-q"])
    #expect(ended.status == 0, "\(ended)")
    #expect(names.map { exists("analysis/" + $0) } == [false, true, true])
  }

  // MARK: Parts of a run

  @Test func aPartOfARunIsAnalysedWithAWarning() async throws {
    try FileManager.default.removeItem(atPath: folder + "/rank-0001.a01.h5")
    let ended = try await analyse([folder, "--no-figures"])
    #expect(ended.status == 0, "\(ended)")
    #expect(ended.errors.contains(/warning: This is a part of the run: \d+ of 12 networks/))
    let rows = try Table(path: folder + "/analysis/networks.csv").rows.count
    #expect(rows > 0 && rows < 12)
    #expect(try Table(path: folder + "/analysis/cells.csv").rows.count == 6)
    #expect(!exists("report"))
  }

  @Test func aRunThatMustBeCompleteIsLeftAlone() async throws {
    try FileManager.default.removeItem(atPath: folder + "/rank-0001.a01.h5")
    let before = try contents(of: folder)
    let ended = try await analyse([folder, "--require-complete"])
    #expect(ended.status == 75, "\(ended)")
    #expect(ended.errors.contains(/\d+ of 12 networks are still to be trained/))
    #expect(try contents(of: folder) == before)
  }

  // MARK: Bad input

  /// A way to spoil a run, and what must be said about it.
  struct Damage: Sendable, CustomTestStringConvertible {
    let name: String
    let status: Int32
    let pattern: String
    let spoil: @Sendable (_ folder: String) throws -> Void
    var testDescription: String { name }
  }

  static let damages = [
    Damage(name: "no run.json", status: 74, pattern: "not a run folder") {
      try FileManager.default.removeItem(atPath: $0 + "/run.json")
    },
    Damage(name: "no folder", status: 74, pattern: "no such folder") { try FileManager.default.removeItem(atPath: $0) },
    Damage(name: "garbage in run.json", status: 65, pattern: "run.json: damaged") {
      try Data("garbage".utf8).write(to: URL(fileURLWithPath: $0 + "/run.json"))
    },
    Damage(name: "an edited configuration", status: 65, pattern: "run.json: .*hash") {
      let path = $0 + "/run.json"
      let text = try String(contentsOfFile: path, encoding: .utf8)
      try text.replacing("epochs: 250", with: "epochs: 251").write(toFile: path, atomically: true, encoding: .utf8)
    },
    Damage(name: "no network yet", status: 65, pattern: "no network has finished yet.*remanence train") {
      for rank in 0..<2 { try FileManager.default.removeItem(atPath: $0 + "/rank-000\(rank).a01.h5") }
    },
    Damage(name: "a truncated rank file", status: 65, pattern: "rank-0001.a01.h5: .*truncated") {
      truncate($0 + "/rank-0001.a01.h5", 100_000)
    },
    Damage(name: "an empty rank file", status: 65, pattern: "rank-0001.a01.h5: .*not an HDF5 file") {
      truncate($0 + "/rank-0001.a01.h5", 0)
    },
    Damage(name: "a text called rank file", status: 65, pattern: "rank-0002.a01.h5: .*not an HDF5 file") {
      try Data("text".utf8).write(to: URL(fileURLWithPath: $0 + "/rank-0002.a01.h5"))
    },
    Damage(name: "a foreign HDF5 file", status: 65, pattern: "rank-0002.a01.h5: .*not a rank file of this program") {
      let file = try File.create(path: $0 + "/rank-0002.a01.h5")
      try file.setAttribute("title", to: "somebody's data")
      try file.close()
    },
    Damage(name: "a copy of a rank file", status: 65, pattern: "rank-0002.a01.h5: .*was it renamed") {
      try FileManager.default.copyItem(atPath: $0 + "/rank-0001.a01.h5", toPath: $0 + "/rank-0002.a01.h5")
    },
  ]

  @Test(arguments: damages) func badInputIsNamedAndNothingIsHarmed(_ damage: Damage) async throws {
    #expect(try await analyse(["classify", folder, "-q"]).status == 0)
    try damage.spoil(folder)
    let before = try contents(of: folder)
    let ended = try await analyse([folder])
    #expect(ended.status == damage.status, "\(ended)")
    #expect(try ended.errors.contains(Regex(damage.pattern)), "\(ended.errors)")
    #expect(ended.errors.hasPrefix("remanence-analysis: "))
    #expect(ended.errors.filter { $0 == "\n" }.count == 1, "one line: \(ended.errors)")
    #expect(ended.output == "")
    #expect(try contents(of: folder) == before)
  }

  @Test(.enabled(if: SmallDisk.isPossible, "needs root, who may mount")) func aFullDiskHarmsNothing() async throws {
    let disk = try await SmallDisk(scratch.makeFolder("disk"), options: "size=4m")
    try FileManager.default.copyItem(atPath: folder, toPath: disk.path + "/run")
    #expect(try await analyse(["classify", disk.path + "/run", "-q"]).status == 0)
    let before = try contents(of: disk.path + "/run")
    let filler = FileManager.default.createFile(atPath: disk.path + "/filler", contents: nil)
    #expect(filler)
    let handle = try #require(FileHandle(forWritingAtPath: disk.path + "/filler"))
    let block = Data(repeating: 1, count: 4096)
    while (try? handle.write(contentsOf: block)) != nil {}
    try handle.close()
    let ended = try await analyse(["classify", disk.path + "/run", "-q"])
    #expect(ended.status == 74, "\(ended)")
    #expect(try contents(of: disk.path + "/run") == before)
  }

  @Test(.enabled(if: SmallDisk.isPossible, "needs root, who may mount")) func aReadOnlyDiskIsNamed() async throws {
    let disk = try await SmallDisk(scratch.makeFolder("disk"), options: "size=8m")
    try FileManager.default.copyItem(atPath: folder, toPath: disk.path + "/run")
    try FileManager.default.createDirectory(atPath: disk.path + "/run/analysis", withIntermediateDirectories: true)
    try await disk.resize(to: "8m,ro")
    let ended = try await analyse(["classify", disk.path + "/run", "-q"])
    #expect(ended.status == 74, "\(ended)")
    #expect(!ended.errors.contains("--output"), "the analysis has no such option: \(ended)")
  }

  @Test(arguments: [[], ["classify"], ["--unknown", "x"], ["report", "a", "b"], [""]])
  func usageErrorsEndWith64(_ arguments: [String]) async throws {
    #expect(try await analyse(arguments).status == 64)
  }

  // MARK: Pictures

  @Test func withoutAPythonTheNumbersStillCome() async throws {
    // A module of this name that cannot be imported hides the real one from every interpreter.
    try scratch.makeFolder("modules")
    try scratch.write("raise ImportError('hidden')\n", to: "modules/h5py.py")
    let environment = ["PYTHONPATH": scratch("modules")]
    let ended = try await analyse([folder], environment: environment)
    #expect(ended.status == 0, "\(ended)")
    #expect(ended.errors.contains(/No Python here can import h5py.*make deps.*REMANENCE_PYTHON/))
    #expect(try Table(path: folder + "/analysis/networks.csv").rows.count == 12)
    #expect(!exists("report"))
    #expect(try await analyse(["report", folder], environment: environment).status == 70)
  }

  @Test func withoutTheScriptTheNumbersStillCome() async throws {
    let ended = try await analyse([folder], environment: ["REMANENCE_FIGURES": scratch("nowhere")])
    #expect(ended.status == 0, "\(ended)")
    #expect(ended.errors.contains("REMANENCE_FIGURES="))
    #expect(exists("analysis/networks.csv"))
  }

  @Test func aScriptThatFailsIsReported() async throws {
    try scratch.makeFolder("figures")
    try scratch.write("import sys\nsys.exit('report.py: the pen is broken')\n", to: "figures/report.py")
    let ended = try await analyse([folder], environment: ["REMANENCE_FIGURES": scratch("figures")])
    #expect(ended.status == 70, "\(ended)")
    #expect(ended.errors.contains("the pen is broken"))
    #expect(exists("analysis/networks.csv"))
  }

  @Test func drawingNeedsAClassification() async throws {
    let ended = try await analyse(["report", folder])
    #expect(ended.status == 65, "\(ended)")
    #expect(ended.errors.contains("has not been analysed yet"))
  }
}
