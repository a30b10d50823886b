import Sweep

/// A run as the analysis sees it: its description, its configuration, and the row of every finished network.
///
/// The rank files are the authority, not `summary.csv`: they are there also when the run was cut off before the summary.
public struct FinishedRun {
  /// The folder.
  public let folder: RunFolder
  /// run.json.
  public let description: RunDescription
  /// The configuration that run.json holds.
  public let configuration: SweepConfiguration
  /// Finished networks, each once, in the order of their ids.
  public let summary: Summary

  /// Rank files of which not every network can be believed, each with what is wrong with it.
  public let damage: [String]

  /// Networks that have no row yet.
  public var missing: Int { max(configuration.grid.networkCount - summary.results.count, 0) }

  /// Reads run.json and the rows of all rank files.
  ///
  /// - Throws: `RunError`: no such folder, no run.json, a damaged or foreign file, or no finished network.
  public init(_ folder: RunFolder) throws(RunError) {
    self.folder = folder
    description = try RunDescription.read(folder)
    configuration = try description.configuration(folder)
    let (results, damage) = try FinishedRun.results(folder, configuration)
    summary = Summary(results, of: configuration)
    self.damage = damage
  }

  /// Reads run.json, for a rank that got the rows from the first one: a run that is going on has others a moment later.
  ///
  /// - Throws: `RunError` for a folder that cannot be read.
  public init(_ folder: RunFolder, results: [NetworkResult]) throws(RunError) {
    self.folder = folder
    description = try RunDescription.read(folder)
    configuration = try description.configuration(folder)
    summary = Summary(results, of: configuration)
    damage = []
  }

  private static func results(
    _ folder: RunFolder, _ configuration: SweepConfiguration
  ) throws(RunError) -> ([NetworkResult], damage: [String]) {
    var known = KnownNetworks(configuration)
    var results: [NetworkResult] = []
    var damage: [String] = []
    for name in folder.rankFiles {
      let path = folder.file(name)
      let file = try LiveFile.read(path) { () throws(RunError) in
        try BelievedRankFile(path: path, known: &known)
      }
      results += file.results
      if !file.damaged.isEmpty { damage.append("\(path): \(file.damage)") }
    }
    guard !results.isEmpty else {
      throw RunError(
        .emptyRun, place: folder.path,
        message: "no network has finished yet (0 of \(configuration.grid.networkCount))",
        hint: "go on with `remanence train CONFIG --output \(folder.path)`, then analyse again")
    }
    return (results, damage)
  }
}
