import Foundation

/// A Python that can draw the figures; scripts/find-python.sh has the same rule.
enum PythonInterpreter {
  /// The variable that names one.
  static let variable = "REMANENCE_PYTHON"

  /// The first of these that imports h5py, matplotlib and numpy: `REMANENCE_PYTHON`, python3 on PATH, /usr/bin/python3,
  /// the environment that `make deps` and `make demo` keep in the user's cache.
  static func find(environment: [String: String]) -> String? {
    candidates(environment).first(where: canDraw)
  }

  private static func candidates(_ environment: [String: String]) -> [String] {
    let cache =
      environment["XDG_CACHE_HOME"]
      ?? (environment["HOME"] ?? (environment["TMPDIR"] ?? "/tmp") + "/remanence-\(getuid())") + "/.cache"
    let named = [environment[variable] ?? "", "python3"].compactMap { resolve($0, environment["PATH"] ?? "") }
    return named + ["/usr/bin/python3", cache + "/remanence/.venv-figures/bin/python3"]
  }

  /// A command's path: as given where it has a slash, else the first of that name on PATH.
  private static func resolve(_ command: String, _ searchPath: String) -> String? {
    guard !command.isEmpty else { return nil }
    guard !command.contains("/") else { return command }
    return searchPath.split(separator: ":").map { "\($0)/\(command)" }
      .first(where: FileManager.default.isExecutableFile)
  }

  private static func canDraw(_ path: String) -> Bool {
    guard FileManager.default.isExecutableFile(atPath: path) else { return false }
    let result = try? ChildProcess.run(path, ["-c", "import h5py, matplotlib.figure, numpy"])
    return result?.status == 0
  }
}
