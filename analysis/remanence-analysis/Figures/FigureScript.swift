import Foundation

/// Where the Python script that draws the report is.
enum FigureScript {
  /// The variable that names its folder.
  static let variable = "REMANENCE_FIGURES"

  /// Finds it: in the folder `REMANENCE_FIGURES` names, else in `analysis/figures` of the source tree the executable was
  /// built in, else in `share/remanence/figures` beside the executable's `bin`.
  ///
  /// - Returns: the path of report.py; nil where it is in none of them, also when the variable names a folder without it.
  static func find(environment: [String: String]) -> String? {
    if let folder = environment[variable], !folder.isEmpty { return existing(folder + "/report.py") }
    let executable = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    var folder = executable.deletingLastPathComponent()
    let installed = folder.deletingLastPathComponent().appendingPathComponent("share/remanence/figures/report.py")
    while folder.path != "/" {
      if let script = existing(folder.appendingPathComponent("analysis/figures/report.py").path) { return script }
      folder = folder.deletingLastPathComponent()
    }
    return existing(installed.path)
  }

  private static func existing(_ path: String) -> String? { FileManager.default.fileExists(atPath: path) ? path : nil }
}
