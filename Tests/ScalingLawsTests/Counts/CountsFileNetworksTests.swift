import ScalingLaws
import Testing

/// A run's networks.csv.
@Suite struct CountsFileNetworksTests {
  /// As the analysis writes it, with fewer columns of evidence.
  static let header = """
    network,cell,seed,rank,file,group,status,epochs,final_loss,accuracy,reliability,learned,stable,seconds,\
    learning_rate,cue_ms,delay_ms,reaction_ms,post_reaction_ms,mechanism,margin,published_class,published_index
    """

  /// A row of the table.
  static func row(
    seed: String, delay: String = "40.0", post: String = "0.0", status: String = "done",
    mechanism: String = "limitCycle",
    published: String = "1"
  ) -> String {
    "\n0,0,\(seed),0,rank-0000.a01.h5,/networks/0,\(status),1000,0.01,0.9,0.9,1,1,3.4,0.1,30.0,\(delay),50.0,\(post),"
      + "\(mechanism),0.7,\(published),0.1"
  }

  static let table =
    header + row(seed: "0") + row(seed: "3", mechanism: "slowManifold", published: "2")
    + row(seed: "0", delay: "20.0", mechanism: "unresolved", published: "2")
    + row(seed: "3", delay: "20.0", mechanism: "unstable", published: "3")
    + row(seed: "5", delay: "20.0", status: "diverged", mechanism: "diverged", published: "0")
    + row(seed: "5", status: "failed", mechanism: "", published: "") + "\n"

  @Test(arguments: [
    (LabelColumn.mechanism, [2, 0, 0, 1, 0, 1, 1, 0]), (.published, [2, 0, 1, 0, 0, 1, 1, 0]),
  ]) func readsNetworks(_ labels: LabelColumn, _ counts: [Int]) throws {
    let file = try CountsFile(text: CountsFileNetworksTests.table, name: "networks.csv", labels: labels)
    #expect(file.slices.count == 1)
    #expect(file.outcomes == Outcome.allCases)
    let table = file.slices[0].table
    #expect(table.column == .delay)
    #expect(table.learningRates == [0.1])
    #expect(table.durations == [20, 40])
    #expect(table.counts == counts)
    #expect(table.seeds == [0, 3, 5])
    #expect(table.outcome(seed: 2, rate: 0, duration: 0) == .notLearned)
    #expect(table.outcome(seed: 2, rate: 0, duration: 1) == nil)
  }

  @Test func needsFewColumns() throws {
    let text = "seed,learning_rate,reaction_ms,published_class\n0,0.1,20,3\n1,0.1,20,2\n"
    let table = try CountsFile(text: text, name: "networks.csv", labels: .published).slices[0].table
    #expect(table.column == .reaction)
    #expect(table.counts == [1, 0, 1, 0])
  }

  @Test func splitsBySweptParameters() throws {
    let text =
      CountsFileNetworksTests.header + CountsFileNetworksTests.row(seed: "0")
      + CountsFileNetworksTests.row(seed: "0", post: "30.0", mechanism: "notLearned")
    let slices = try CountsFile(text: text, name: "networks.csv", labels: .mechanism).slices
    #expect(slices.map(\.settings) == [["post_reaction_ms": "0.0"], ["post_reaction_ms": "30.0"]])
    #expect(slices.map(\.table.counts) == [[0, 1, 0, 0], [1, 0, 0, 0]])
  }

  static let mistakes: [(String, LabelColumn, String)] = [
    (
      row(seed: "0") + row(seed: "0"), LabelColumn.mechanism,
      "n.csv:3: seed 0 of this cell is on line 2 already (every network has one row: look whether two runs were put "
        + "together)"
    ),
    (
      row(seed: "0", mechanism: "limitcycle"), .mechanism,
      "n.csv:2: `mechanism`: 'limitcycle' is no label (did you mean limitCycle?)"
    ),
    (
      row(seed: "0", mechanism: ""), .mechanism,
      "n.csv:2: `mechanism`: no label (one of limitCycle, slowManifold, fixedPoint, mixed, chaotic, notLearned, unstable, "
        + "diverged, unresolved)"
    ),
    (row(seed: "0", published: "4"), .published, "n.csv:2: `published_class`: '4' is no label (one of 0, 1, 2, 3)"),
    (
      row(seed: "0", published: ""), .published,
      "n.csv:2: `published_class`: nothing where a number is expected (mend or remove the row)"
    ),
    (
      row(seed: "-1"), .mechanism,
      "n.csv:2: `seed`: '-1' is not a count (counts are whole numbers from 0 to 1000000000: mend or remove the row)"
    ),
    (
      row(seed: "0", status: "running"), .mechanism,
      "n.csv:2: `status`: 'running' is no status (one of done, diverged, failed)"
    ),
  ]

  @Test(arguments: mistakes) func saysWhatIsWrong(_ rows: String, _ labels: LabelColumn, _ message: String) {
    let error = #expect(throws: ScalingError.self) {
      try CountsFile(text: CountsFileNetworksTests.header + rows, name: "n.csv", labels: labels)
    }
    #expect(error?.description == message)
  }

  @Test func namesAMissingColumn() {
    let error = #expect(throws: ScalingError.self) {
      try CountsFile(
        text: "seeds,learning_rate,delay_ms,mechanism\n0,0.1,20,limitCycle\n", name: "n.csv", labels: .mechanism)
    }
    #expect(error?.description == "n.csv: there is no column `seed` (did you mean `seeds`? Rename it)")
  }

  /// Values in the wrong columns must not ask for more memory than there is.
  @Test func refusesWhatIsNoGrid() {
    var text = "seed,learning_rate,delay_ms,mechanism\n"
    for number in 1...1000 { text += "\(number),\(number),\(number),limitCycle\n" }
    let error = #expect(throws: ScalingError.self) {
      try CountsFile(text: text, name: "n.csv", labels: .mechanism)
    }
    #expect(
      error?.description
        == "n.csv: 1000 learning rates and 1000 durations are no grid of cells (look whether the values are in their "
        + "columns)")
  }
}
