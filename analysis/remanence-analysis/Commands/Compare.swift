import ArgumentParser
import Foundation
import ScalingLaws
import Sweep

/// `remanence-analysis compare`: a run's counts beside published ones.
struct Compare: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Compare the counts of a run with published ones, cell by cell and in total.",
    discussion: """
      <run> is an analysed run folder, or a networks.csv or cells.csv. --published has the columns of `fit --counts`; the \
      published tables are in docs/reproductions/published. Cells are matched by learning rate and duration. For every \
      cell and class there is the exact 99.9 % interval of the run's share, and the p-value of Fisher's exact test, which \
      takes the error of both sides into account; totals are tested with the seeds as units, because the same seeds recur \
      in every cell. p < 0.001 is a difference.

      Writes comparison.csv and comparison.json to <run>/analysis, beside a file, or to --output; ends with status 0 \
      whatever the verdict, and with 65 when the two have no cell in common.

      Examples:
        remanence-analysis compare runs/small --published docs/reproductions/published/no-post-reaction.csv
        remanence-analysis compare runs/small --published mine.csv --labels mechanism --output compared
        remanence-analysis compare cells.csv --published mine.csv --json | jq .verdict
      """)

  @Argument(help: ArgumentHelp("The analysed run folder, or a networks.csv or cells.csv.", valueName: "run"))
  var path: String

  @Option(help: ArgumentHelp("The table of published counts.", valueName: "file"))
  var published: String

  @Option(help: "Labels of the run to count: published (by the published classifier) or mechanism.")
  var labels = LabelColumn.published

  @Option(name: .shortAndLong, help: ArgumentHelp("The folder for the results.", valueName: "dir"))
  var output: String?

  @Flag(help: "Print comparison.json in place of the table.")
  var json = false

  @Flag(name: .shortAndLong, help: "Show the verdict, warnings and errors only.")
  var quiet = false

  func validate() throws {
    if path.isEmpty { throw ValidationError("<run> must name a run folder or a table") }
    if published.isEmpty { throw ValidationError("--published must name a file") }
    if let output, output.isEmpty { throw ValidationError("--output must name a folder") }
  }

  func run() throws {
    // Of several processes under mpirun or srun the first one compares; the others leave at once.
    guard Launch.isFirst else { return }
    let source = try CountsSource(path)
    let ours = try OneTable(source.table, labels: labels)
    let theirs = try OneTable(published, labels: labels)
    let comparison = try CountsComparison(ours: ours.counts, published: theirs.counts, outcomes: theirs.outcomes)
    let report = try encoded(
      ComparisonReport(comparison, run: source.table, published: published, labels: labels))

    let files = try OutputFiles(folder: output ?? source.results, wayOut: "--output names another folder")
    try files.stage(comparison.csv, as: "comparison.csv")
    try files.stage(report + "\n", as: "comparison.json")
    try files.commit()
    if json {
      Console.print(report)
    } else {
      if !quiet { Console.print(ComparisonTable.text(comparison) + "\n") }
      Console.print(comparison.verdict)
    }
  }

  private func encoded(_ report: ComparisonReport) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    encoder.keyEncodingStrategy = .convertToSnakeCase
    return String(decoding: try encoder.encode(report), as: UTF8.self)
  }
}

extension LabelColumn: ExpressibleByArgument {}
