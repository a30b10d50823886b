/// The networks that earlier attempts finished, as their rank files tell; what is damaged is set aside.
struct FinishedNetworks {
  /// Their rows; a network that was finished twice has two.
  private(set) var results: [NetworkResult] = []
  /// Things the user should know.
  private(set) var warnings: [String] = []

  /// Reads all rank files of a folder.
  ///
  /// - Throws: `RunError` for a file of another configuration or version, and for a folder that cannot be changed.
  init(_ folder: RunFolder, _ configuration: SweepConfiguration) throws(RunError) {
    var known = KnownNetworks(configuration)
    for name in folder.rankFiles {
      do {
        results += try FinishedNetworks.believe(folder.file(name), &known, &warnings)
      } catch {
        guard error.code == .badFile else { throw error }
        let aside = SetAside.rankFile(folder.file(name))
        warnings.append("\(error.place): \(error.message); \(aside); its networks are trained again")
      }
    }
    warnings += try FinishedNetworks.disagreements(results, folder)
  }

  /// The rows of a rank file; where some of its networks are damaged, the others move into a new file of the same name.
  private static func believe(
    _ path: String, _ known: inout KnownNetworks, _ warnings: inout [String]
  ) throws(RunError) -> [NetworkResult] {
    let file = try BelievedRankFile(path: path, known: &known)
    guard let examination = file.examination, !file.damaged.isEmpty else { return file.results }
    let salvaged = path + ".salvaged"
    try examination.copy(from: path, to: salvaged)
    let aside = SetAside.rankFile(path)
    try AtomicFile.rename(salvaged, to: path)
    try AtomicFile.rename(Sidecar.path(ofRankFile: salvaged), to: Sidecar.path(ofRankFile: path))
    warnings.append(
      "\(path): \(file.damage); \(aside); they are trained again, the other \(file.results.count) are kept")
    return file.results
  }

  /// Networks that were finished more than once, and not with the same result.
  private static func disagreements(_ finished: [NetworkResult], _ folder: RunFolder) throws(RunError) -> [String] {
    var warnings: [String] = []
    for (network, results) in Dictionary(grouping: finished.filter { $0.status != .failed }, by: \.network)
    where results.count > 1 {
      var checksums = Set<String>()
      for result in results {
        let checksum = try RankFileNetworks(path: folder.file(result.file)).contentChecksum(network)
        if let checksum { checksums.insert(checksum) }
      }
      guard checksums.count > 1 else { continue }
      warnings.append(
        "network \(network) was finished \(results.count) times, with different results: "
          + results.map(\.file).joined(separator: ", ") + "; the first counts")
    }
    return warnings.sorted()
  }
}
