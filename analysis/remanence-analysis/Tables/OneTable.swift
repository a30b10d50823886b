import ScalingLaws
import Sweep

/// A file that is to hold the counts of one grid of learning rates and durations.
struct OneTable {
  /// The counts.
  let counts: PhaseTable
  /// The outcomes that the file tells apart.
  let outcomes: [Outcome]

  /// Reads a file.
  ///
  /// - Throws: `RunError` when it cannot be read, `ScalingError` when it is not such a table, or is several.
  init(_ path: String, labels: LabelColumn) throws {
    let file = try CountsFile(text: try TableText.read(path), name: path, labels: labels)
    guard file.slices.count == 1 else {
      let columns = file.slices[0].settings.keys.sorted()
      let values = columns.map { column in
        let texts = file.slices.compactMap { $0.settings[column] }
        var seen: Set<String> = []
        return "`\(column)` (\(texts.filter { seen.insert($0).inserted }.joined(separator: ", ")))"
      }
      throw ScalingError(
        .badTable, place: path,
        message: "\(file.slices.count) grids, for it also differs in \(values.joined(separator: " and "))",
        hint: "keep the rows of one value in a file of their own, and give that")
    }
    counts = file.slices[0].table
    outcomes = file.outcomes
  }
}
