import ScalingLaws
import Testing

/// Tables of counts: the columns of `fit --counts`, and a run's cells.csv.
@Suite struct CountsFileTests {
  static let header = "learning_rate,delay_ms,networks,not_learned,limit_cycle,slow_manifold"
  static let plain = header + "\n0.1,0,8,1,2,5\n0.1,20,8,8,0,0\n0.05,0,8,0,0,6\n"

  /// Outcomes of every cell, in the order of rates (falling), durations (rising) and `Outcome`.
  static func counts(
    _ text: String, labels: LabelColumn = .mechanism
  ) throws(ScalingError) -> [Int] {
    try CountsFile(text: text, name: "counts.csv", labels: labels).slices[0].table.counts
  }

  @Test(arguments: LabelColumn.allCases) func readsCounts(_ labels: LabelColumn) throws {
    let file = try CountsFile(text: CountsFileTests.plain, name: "counts.csv", labels: labels)
    #expect(file.slices.count == 1)
    #expect(file.slices[0].settings.isEmpty)
    #expect(file.outcomes == Outcome.allCases)
    let table = file.slices[0].table
    #expect(table.column == .delay)
    #expect(table.learningRates == [0.1, 0.05])
    #expect(table.durations == [0, 20])
    // What is missing to the number of networks learned in another way, and a cell without a row was not run.
    #expect(table.counts == [1, 2, 5, 0, 8, 0, 0, 0, 0, 0, 6, 2, 0, 0, 0, 0])
  }

  static let forms: [(String, String)] = [
    ("byte order mark", "\u{FEFF}" + plain),
    ("CRLF", plain.replacing("\n", with: "\r\n")),
    ("old line ends", plain.replacing("\n", with: "\r")),
    ("no end of the last line", String(plain.dropLast())),
    ("blank lines", "\n" + plain.replacing("\n", with: "\n\n  \n")),
    ("quotes", plain.replacing("delay_ms", with: "\"delay_ms\"").replacing("0.05,", with: "\"0.05\",")),
    ("spaces", plain.replacing(",", with: " , ")),
    ("semicolons", plain.replacing(",", with: ";")),
    ("tabs", plain.replacing(",", with: "\t")),
    ("floating counts", plain.replacing(",8,", with: ",8.0,")),
    (
      "other order of columns",
      "networks,slow_manifold,not_learned,delay_ms,limit_cycle,learning_rate\n"
        + "8,5,1,0,2,1e-1\n8,0,8,20,0,.1\n8,6,0,0,0,5e-2\n"
    ),
    ("a constant column", header + ",tau_ms\n0.1,0,8,1,2,5,10\n0.1,20,8,8,0,0,10.0\n0.05,0,8,0,0,6,10\n"),
    ("an index without a name", "," + header + "\n0,0.1,0,8,1,2,5\n1,0.1,20,8,8,0,0\n2,0.05,0,8,0,0,6\n"),
    ("a cell in two parts", header + "\n0.1,0,3,1,2,0\n0.1,20,8,8,0,0\n0.05,0,8,0,0,6\n0.1,0,5,0,0,5\n"),
  ]

  @Test(arguments: forms) func readsTheSameInManyForms(_ form: String, _ text: String) throws {
    #expect(try CountsFileTests.counts(text) == CountsFileTests.counts(CountsFileTests.plain), "\(form)")
  }

  @Test func knowsWhichOutcomesAreThere() throws {
    let text = "learning_rate,reaction_ms,networks,not_learned\n0.1,20,20,6\n"
    let file = try CountsFile(text: text, name: "control.csv", labels: .mechanism)
    #expect(file.outcomes == [.notLearned])
    #expect(file.slices[0].table.column == .reaction)
    #expect(file.slices[0].table.counts == [6, 0, 0, 14])
  }

  @Test func delayGoesBeforeReaction() throws {
    let text = "learning_rate,reaction_ms,delay_ms,networks,not_learned\n0.1,50,20,20,6\n0.1,50,40,20,7\n"
    let table = try CountsFile(text: text, name: "counts.csv", labels: .mechanism).slices[0].table
    #expect(table.column == .delay)
    #expect(table.durations == [20, 40])
  }

  @Test func splitsByFurtherParameters() throws {
    let text = """
      learning_rate,delay_ms,post_reaction_ms,cue_ms,networks,not_learned,limit_cycle,slow_manifold
      0.1,0,0.0,30,8,1,2,5
      0.1,0,30.0,30,8,8,0,0
      0.1,20,0,30,8,3,3,2
      """
    let file = try CountsFile(text: text, name: "cells.csv", labels: .mechanism)
    #expect(file.slices.map(\.settings) == [["post_reaction_ms": "0.0"], ["post_reaction_ms": "30.0"]])
    #expect(file.slices.map(\.table.counts) == [[1, 2, 5, 0, 3, 3, 2, 0], [8, 0, 0, 0]])
  }

  static let cells = """
    learning_rate,cue_ms,delay_ms,reaction_ms,post_reaction_ms,networks,not_learned,unstable,diverged,limit_cycle,\
    slow_manifold,fixed_point,mixed,chaotic,unresolved,failed,published_0,published_1,published_2,published_3
    0.1,30.0,40.0,50.0,0.0,20,1,2,3,4,5,1,1,1,1,1,5,6,7,1
    """

  /// Not learned, unstable and diverged networks did not learn, failed ones do not count, and the others learned.
  @Test func readsCellsOfARun() throws {
    #expect(try CountsFileTests.counts(CountsFileTests.cells, labels: .mechanism) == [6, 4, 5, 4])
    #expect(try CountsFileTests.counts(CountsFileTests.cells, labels: .published) == [6, 6, 7, 0])
  }

  static let mistakes: [(String, String)] = [
    ("", "t.csv: the file is empty (its first line names the columns)"),
    ("\n \n", "t.csv: the file is empty (its first line names the columns)"),
    (header, "t.csv: a header and no rows (every cell or network needs a row of its own)"),
    (
      "learning_rate,delay_ms,netwoks,not_learned\n0.1,0,8,1\n",
      "t.csv: there is no column `networks` (did you mean `netwoks`? Rename it)"
    ),
    (
      "a,b\n0.1,0\n", "t.csv: there is no column `networks` (there are: `a`, `b`)"
    ),
    (
      "LearningRate,delay_ms,networks,not_learned\n0.1,0,8,1\n",
      "t.csv: there is no column `learning_rate` (did you mean `LearningRate`? Rename it)"
    ),
    (
      "learning_rate,delay,networks,not_learned\n0.1,0,8,1\n",
      "t.csv: there is no column `delay_ms` (did you mean `delay`? Rename it)"
    ),
    (
      "learning_rate,delay_ms,networks\n0.1,0,8\n",
      "t.csv: there is no column `not_learned` (there are: `learning_rate`, `delay_ms`, `networks`)"
    ),
    (
      "learning_rate,delay_ms,networks,not_learned,limit_cycles\n0.1,0,8,1,2\n",
      "t.csv: there is no column `limit_cycle` (did you mean `limit_cycles`? Rename it)"
    ),
    (
      header + ",networks\n0.1,0,8,1,2,5,8\n",
      "t.csv:1: the column `networks` is there twice (remove or rename one of them)"
    ),
    (
      header + "\n\n0.1,0,8,1,2,5\n0.1,20,8,1,2\n",
      "t.csv:4: 5 fields, but the header has 6 columns (a field that holds the separator needs quotes)"
    ),
    (
      header + "\n0.1,0,8,1,2,5,\n",
      "t.csv:2: 7 fields, but the header has 6 columns (a field that holds the separator needs quotes)"
    ),
    (
      header + "\n0.1,0,8,,2,5\n", "t.csv:2: `not_learned`: nothing where a number is expected (mend or remove the row)"
    ),
    (header + "\nnan,0,8,1,2,5\n", "t.csv:2: `learning_rate`: 'nan' is not a finite number (mend or remove the row)"),
    (header + "\n0.1,inf,8,1,2,5\n", "t.csv:2: `delay_ms`: 'inf' is not a finite number (mend or remove the row)"),
    (
      header.replacing(",", with: ";") + "\n0,1;0;8;1;2;5\n",
      "t.csv:2: `learning_rate`: '0,1' is not a finite number (numbers have a point, not a comma)"
    ),
    (
      header + "\n0,0,8,1,2,5\n",
      "t.csv:2: `learning_rate`: a learning rate of 0 (learning rates are above zero: mend or remove the row)"
    ),
    (
      header + "\n0.1,-20,8,1,2,5\n",
      "t.csv:2: `delay_ms`: a duration of -20 ms (durations are at least zero: mend or remove the row)"
    ),
    (
      header + "\n0.1,0,8,-1,2,5\n",
      "t.csv:2: `not_learned`: '-1' is not a count (counts are whole numbers from 0 to 1000000: mend or remove the row)"
    ),
    (
      header + "\n0.1,0,8,0.5,2,5\n",
      "t.csv:2: `not_learned`: '0.5' is not a count (counts are whole numbers from 0 to 1000000: mend or remove the row)"
    ),
    (
      header + "\n0.1,0,1e300,1,2,5\n",
      "t.csv:2: `networks`: '1e300' is not a count (counts are whole numbers from 0 to 1000000: mend or remove the row)"
    ),
    (
      "learning_rate,delay_ms,networks,not_learned\n0.1,0,8,9\n",
      "t.csv:2: `not_learned` is 9, more than the 8 networks (every network has one outcome: look which number is wrong)"
    ),
    (
      header + "\n0.1,0,8,3,3,3\n",
      "t.csv:2: `not_learned` + `limit_cycle` + `slow_manifold` is 9, more than the 8 networks "
        + "(every network has one outcome: look which number is wrong)"
    ),
    (
      header + ",failed\n0.1,0,8,3,3,2,1\n",
      "t.csv:2: `not_learned` + `limit_cycle` + `slow_manifold` is 8, more than the 8 networks without the 1 failed ones "
        + "(every network has one outcome: look which number is wrong)"
    ),
    (
      header + "\n0.1,0,8,1,2,\"5\n0.1,20,8,1,2,5\n",
      "t.csv:2: a quote is opened and not closed (quotes go around a whole field, and a quote inside is written twice)"
    ),
    (
      header + "\n0.1,0,8,1,2,5\n0.1,\"2\"0,8,1,2,5\n",
      "t.csv:3: a quote is not where one can be (quotes go around a whole field, and a quote inside is written twice)"
    ),
  ]

  @Test(arguments: mistakes) func saysWhatIsWrong(_ text: String, _ message: String) {
    let error = #expect(throws: ScalingError.self) {
      try CountsFile(text: text, name: "t.csv", labels: .mechanism)
    }
    #expect(error?.code == .badTable)
    #expect(error?.description == message)
  }

  @Test func wantsAllPublishedClassesOrNone() {
    let text = CountsFileTests.cells.replacing("published_3", with: "published3")
    let error = #expect(throws: ScalingError.self) {
      try CountsFile(text: text, name: "cells.csv", labels: .published)
    }
    #expect(
      error?.description
        == "cells.csv: there is no column `published_3` (did you mean `published3`? Rename it)")
  }
}
