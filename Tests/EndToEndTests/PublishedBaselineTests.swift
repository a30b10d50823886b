import Foundation
import Testing

/// Options that choose among the published labels, and the tables that set all labels side by side.
@Suite struct PublishedBaselineTests {
  let scratch: Scratch
  private var folder: String { scratch("run") }

  init() async throws {
    scratch = try Scratch()
    let ended = try await run(
      Installation.remanence,
      ["train", try scratch.write(Configurations.cue, to: "cue.yaml"), "--output", scratch("run"), "--quiet"])
    try #require(ended.status == 0, "\(ended)")
  }

  private func table(_ options: [String]) async throws -> Table {
    let ended = try await run(Installation.analysis, ["classify", folder, "--quiet"] + options)
    try #require(ended.status == 0, "\(ended)")
    return try Table(path: folder + "/analysis/networks.csv")
  }

  @Test func optionsChooseTheBaseline() async throws {
    let usual = try await table([])
    let judged = usual["fates"].map { !$0.isEmpty }
    try #require(judged.contains(true), "no network learned, so nothing is compared")
    #expect(Set(usual["paper3_landscape"]) == [""])
    let tree = try await table(["--paper3"])
    #expect(tree["paper3_landscape"].map { !$0.isEmpty } == judged)
    #expect(tree["mechanism"] == usual["mechanism"])
    let otherCue = try await table(["--published-cue", "0"])
    #expect(otherCue["published_index"] == usual["published_index_other_cue"])
    #expect(otherCue["published_index_other_cue"] == usual["published_index"])
    let turned = try await table(["--published-sign", "secondAxisFlipped"])
    let flipped = try await python(
      """
      with h5py.File(sys.argv[1]) as file:
          for group in file['networks'].values():
              if 'published_index' in group.attrs:
                  print(group.attrs['published_index'], group.attrs['published_index_second_axis_flipped'])
      """, [folder + "/analysis/classification.h5"])
    #expect(flipped.split(separator: "\n").count == judged.filter { $0 }.count)
    #expect(turned.columns == usual.columns)
  }

  @Test func labelsAreComparedWithEachOther() async throws {
    let judged = try await table(["--paper3"])["fates"].count { !$0.isEmpty }
    let counts = try await python(
      """
      import json
      report = json.load(open(sys.argv[1]))
      tables = report['confusions']
      for table in tables:
          total = sum(map(sum, table['counts']))
          assert total == table['compared'], table['title']
          assert 0 <= table['agreeing'] <= total
          assert len(table['counts']) == len(table['rows'])
      print(len(tables), tables[0]['compared'], tables[1]['compared'], len(report['disagreements']) <= tables[1]['compared'])
      """, [folder + "/analysis/report.json"])
    // Six labels against each other, the published one against itself twice, and the conditions one by one.
    #expect(counts == "18 \(2 * judged) \(judged) True\n")
  }

  @Test(arguments: [
    (["--published-cue", "7"], "--published-cue 7: the task of this run has 2 cues, counted from 0"),
    (["--published-cue=-1"], "counts from 0"), (["--published-sign", "up"], "published-sign"),
  ])
  func whatTheTaskDoesNotHaveIsRefused(_ options: [String], _ words: String) async throws {
    let ended = try await run(Installation.analysis, ["classify", folder] + options)
    #expect(ended.status == 64, "\(ended)")
    #expect(ended.errors.contains(words), "\(ended)")
  }
}
