import Foundation

/// The networks that earlier attempts finished, as their rank files tell; what is damaged is set aside.
///
/// Files of attempts that go on are theirs: their networks are others than this attempt's, and nobody else looks at them.
struct FinishedNetworks {
  /// Their rows, by file.
  private(set) var ledger = RankFileLedger()
  /// Things the user should know.
  private(set) var warnings: [String] = []
  /// Their rows; a network that was finished twice has two.
  var results: [NetworkResult] { ledger.results }

  /// Reads rank files of a folder, to none of which anybody adds.
  ///
  /// - Parameters:
  ///   - names: the files.
  ///   - vouched: how many networks the sidecar of each vouches for; nil where it does not.
  ///   - mayRepair: whether damaged files are set aside; without, what is whole in them counts and they stay.
  /// - Throws: `RunError` for a file of another configuration or version, and for a folder that cannot be changed.
  init(
    _ folder: RunFolder, _ configuration: SweepConfiguration, names: [String], vouched: [Int?], mayRepair: Bool
  ) throws(RunError) {
    var known = KnownNetworks(configuration)
    for (name, networks) in zip(names, vouched) {
      let path = folder.file(name)
      do {
        try take(folder, name, vouched: networks, &known, mayRepair: mayRepair)
      } catch {
        guard error.code == .badFile else { throw error }
        let aside = mayRepair ? SetAside.rankFile(path) : FinishedNetworks.stays
        warnings.append("\(error.place): \(error.message); \(aside); its networks are trained again")
      }
    }
    warnings += try FinishedNetworks.disagreements(results, folder)
  }

  private static let stays = "it stays, for another attempt is going on"

  /// Takes the rows of a rank file; where some of its networks are damaged, the others move into a new file of its name.
  private mutating func take(
    _ folder: RunFolder, _ name: String, vouched: Int?, _ known: inout KnownNetworks, mayRepair: Bool
  ) throws(RunError) {
    let path = folder.file(name)
    var stamp = FileStamp(path: path)
    let file = try BelievedRankFile(path: path, vouched: vouched, known: &known)
    if let examination = file.examination, !file.damaged.isEmpty {
      let aside = mayRepair ? FinishedNetworks.repair(path, examination) : FinishedNetworks.stays
      stamp = FileStamp(path: path)
      warnings.append(
        "\(path): \(file.damage); \(aside); they are trained again, the other \(file.results.count) are kept")
    }
    if let stamp { ledger.note(file.results, of: name, stamp: stamp) }
  }

  /// Moves what is whole in a damaged rank file into a new file of the same name.
  ///
  /// At no moment is there no file of that name: a shard that starts now reads the old one or the new one.
  ///
  /// - Returns: what became of the damaged one, in words.
  private static func repair(_ path: String, _ examination: RankFileExamination) -> String {
    let salvaged = path + RunFolder.salvagedSuffix
    do throws(RunError) {
      try examination.copy(from: path, to: salvaged)
      let aside = SetAside.replacedRankFile(path)
      try AtomicFile.rename(salvaged, to: path)
      try AtomicFile.rename(Sidecar.path(ofRankFile: salvaged), to: Sidecar.path(ofRankFile: path))
      return aside
    } catch {
      // A full disk, say: nothing is lost while the file stays.
      return "it stays, for \(error.message)"
    }
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
