import Foundation

/// Where the Python scripts that draw are.
enum FigureScript {
  /// The variable that names their folder.
  static let variable = "REMANENCE_FIGURES"

  /// Finds one by its file name: in the folder `REMANENCE_FIGURES` names, else in `analysis/figures` of the source tree
  /// the executable was built in, else in `share/remanence/figures` beside the executable's `bin`.
  ///
  /// - Returns: its path; nil where it is in none of them, also when the variable names a folder without it.
  static func find(_ name: String, environment: [String: String]) -> String? {
    if let folder = environment[variable], !folder.isEmpty { return existing("\(folder)/\(name)") }
    let executable = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    var folder = executable.deletingLastPathComponent()
    let installed = folder.deletingLastPathComponent().appendingPathComponent("share/remanence/figures/\(name)")
    while folder.path != "/" {
      if let script = existing(folder.appendingPathComponent("analysis/figures/\(name)").path) { return script }
      folder = folder.deletingLastPathComponent()
    }
    return existing(installed.path)
  }

  private static func existing(_ path: String) -> String? { FileManager.default.fileExists(atPath: path) ? path : nil }
}
