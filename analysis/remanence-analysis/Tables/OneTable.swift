import Foundation
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
    let file = try CountsFile(text: try OneTable.text(path), name: path, labels: labels)
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

  private static func text(_ path: String) throws(RunError) -> String {
    guard let data = FileManager.default.contents(atPath: path) else {
      let isThere = FileManager.default.fileExists(atPath: path)
      throw RunError(
        .folderUnusable, place: path, message: isThere ? "cannot be read" : "no such file",
        hint: isThere ? "it must be a file that you may read" : "check the path")
    }
    guard let text = String(validating: data, as: UTF8.self) else {
      throw RunError(.badFile, place: path, message: "not text in UTF-8", hint: "save it as CSV with that encoding")
    }
    return text
  }
}
