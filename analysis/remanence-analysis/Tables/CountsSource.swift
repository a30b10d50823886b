import Foundation
import Sweep

/// Where counts come from: an analysed run folder, or a table of it.
struct CountsSource {
  /// The table: `networks.csv` of a run folder, which knows the seeds.
  let table: String
  /// The folder for what is made of it: `analysis` of the run, or the table's own.
  let results: String

  /// Looks at a path.
  ///
  /// - Throws: `RunError` when there is nothing, or a folder without an analysis.
  init(_ path: String) throws(RunError) {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw RunError(
        .folderUnusable, place: path, message: "no such folder or file",
        hint: "give the folder that train wrote, or a networks.csv or cells.csv")
    }
    guard isFolder.boolValue else {
      table = path
      results = URL(fileURLWithPath: path).deletingLastPathComponent().path
      return
    }
    let folder = RunFolder(path: path)
    results = folder.file("analysis")
    table = folder.file("analysis/networks.csv")
    guard FileManager.default.fileExists(atPath: table) else {
      throw RunError(
        .emptyRun, place: table, message: "no such file: the run has not been analysed yet",
        hint: "`remanence-analysis \(path)` does that")
    }
  }
}
