import Foundation

/// What rank 0 finds in, or makes of, the run folder before any training.
struct PreparedFolder: Sendable {
  /// This start.
  var attempt: Attempt
  /// Networks that earlier attempts finished.
  let finished: [NetworkResult]
  /// Epochs that networks with a checkpoint have behind them.
  let begun: [Int: Int]
  /// Things the user should know.
  let warnings: [String]

  /// Makes or checks the folder and starts an attempt.
  ///
  /// - Throws: `RunError` when the folder is unusable, foreign, of another configuration or of other kernels. Nothing in it
  ///   has been changed then.
  init(
    _ folder: RunFolder, configuration: SweepConfiguration, ranks: Int, provenance: Provenance,
    allowOtherKernels: Bool
  ) throws(RunError) {
    try PreparedFolder.makeFolder(folder)
    let isNew = !FileManager.default.fileExists(atPath: folder.runFile)
    let description = isNew ? nil : try RunDescription.read(folder)
    if let description { try PreparedFolder.check(folder, description, configuration: configuration) }
    if !allowOtherKernels { try PreparedFolder.check(folder, description, kernels: provenance.kernels) }
    var warnings: [String] = []
    var finished: [NetworkResult] = []
    for name in folder.rankFiles {
      do {
        finished += try PreparedFolder.believe(folder.file(name), configuration, &warnings)
      } catch {
        guard error.code == .badFile else { throw error }
        let aside = PreparedFolder.moveRankFileAside(folder.file(name))
        warnings.append("\(error.place): \(error.message); \(aside); its networks are trained again")
      }
    }
    warnings += try PreparedFolder.disagreements(finished, folder)
    if isNew {
      let description = RunDescription(configuration, provenance: provenance)
      try AtomicFile.write(description.encoded(), to: folder.runFile)
    }
    attempt = try Attempt.start(folder, ranks: ranks, provenance: provenance)
    self.finished = finished
    begun = try PreparedFolder.checkpoints(
      folder, configuration, kernels: provenance.kernels, finished: Set(finished.map(\.network)), &warnings)
    self.warnings = warnings
  }

  /// The rows of a rank file; where some of its networks are damaged, the others move into a new file of the same name.
  private static func believe(
    _ path: String, _ configuration: SweepConfiguration, _ warnings: inout [String]
  ) throws(RunError) -> [NetworkResult] {
    let file = try BelievedRankFile(path: path, hash: configuration.hash, table: configuration.table)
    guard let examination = file.examination, !file.damaged.isEmpty else { return file.results }
    let salvaged = path + ".salvaged"
    try examination.copy(from: path, to: salvaged)
    let aside = moveRankFileAside(path)
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

  /// Checks the checkpoints: those of finished networks are removed, those that cannot be believed set aside.
  private static func checkpoints(
    _ folder: RunFolder, _ configuration: SweepConfiguration, kernels: KernelSet, finished: Set<Int>,
    _ warnings: inout [String]
  ) throws(RunError) -> [Int: Int] {
    for name in folder.abandonedCheckpoints { unlink(folder.file(name)) }
    var begun: [Int: Int] = [:]
    for network in folder.checkpoints {
      let path = folder.file(RunFolder.checkpointFileName(network: network))
      guard configuration.table.indices.contains(network) else {
        warnings.append("\(path): the run has no such network; \(moveAside(path))")
        continue
      }
      guard !finished.contains(network) else {
        unlink(path)
        continue
      }
      do throws(RunError) {
        guard let training = try? configuration.training(ofNetwork: network) else { continue }
        begun[network] = try CheckpointFile(folder: folder, network: network, training: training, kernels: kernels)
          .read().state.epoch
      } catch {
        guard error.code != .folderUnusable else { throw error }
        warnings.append(
          "\(error.place): \(error.message); \(moveAside(path)); network \(network) begins at its first epoch")
      }
    }
    return begun
  }

  /// Gives a damaged file another name, so that nothing takes it for a result and nothing of it is lost.
  private static func moveAside(_ path: String) -> String {
    var number = 1
    while FileManager.default.fileExists(atPath: "\(path).damaged-\(number)") { number += 1 }
    let aside = "\(path).damaged-\(number)"
    return rename(path, aside) == 0 ? "moved to \(aside)" : "\(path) could not be moved aside"
  }

  /// The same, with the file's sidecar.
  private static func moveRankFileAside(_ path: String) -> String {
    let sidecar = Sidecar.path(ofRankFile: path)
    if FileManager.default.fileExists(atPath: sidecar) { _ = moveAside(sidecar) }
    return moveAside(path)
  }

  private static func makeFolder(_ folder: RunFolder) throws(RunError) {
    var isDirectory: ObjCBool = false
    if FileManager.default.fileExists(atPath: folder.path, isDirectory: &isDirectory) {
      guard isDirectory.boolValue else {
        throw RunError(
          .folderUnusable, place: folder.path, message: "a file of that name is in the way",
          hint: "choose another --output")
      }
      // Without run.json a folder is still ours when it holds nothing but a run's files.
      let foreign = folder.names.filter { name in
        !["attempt-", "rank-", "network-", "summary.", "run.json"].contains { name.hasPrefix($0) }
      }
      guard foreign.isEmpty || folder.names.contains("run.json") else {
        throw RunError(
          .foreignFolder, place: folder.path,
          message: "the folder holds other things (\(foreign.prefix(3).joined(separator: ", "))) and no run.json",
          hint: "choose an empty or a new --output folder")
      }
      return
    }
    var path = folder.path.hasPrefix("/") ? "/" : ""
    for part in folder.path.split(separator: "/") {
      path += (path.isEmpty || path == "/" ? "" : "/") + part
      guard mkdir(path, 0o777) == 0 || errno == EEXIST || isFolder(path) else {
        throw RunError(
          .folderUnusable, place: folder.path,
          message: "the folder cannot be made: \(path): \(String(cString: strerror(errno)))",
          hint: "choose an --output folder you may write to")
      }
    }
  }

  private static func isFolder(_ path: String) -> Bool {
    let number = errno
    defer { errno = number }
    var isDirectory: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) && isDirectory.boolValue
  }

  private static func check(
    _ folder: RunFolder, _ description: RunDescription, configuration: SweepConfiguration
  ) throws(RunError) {
    guard description.configHash == configuration.hash else {
      throw RunError(
        .otherConfiguration, place: folder.path,
        message: "the folder belongs to the run '\(description.name)' of another configuration "
          + "(hash \(description.configHash.prefix(12)), this one has \(configuration.hash.prefix(12)))",
        hint: "choose another --output folder; run.json in it holds its configuration")
    }
  }

  /// Refuses to mix networks of different kernels; attempts are asked too, for run.json may have been made anew.
  private static func check(
    _ folder: RunFolder, _ description: RunDescription?, kernels: KernelSet
  ) throws(RunError) {
    var starts: [(name: String, program: String, kernels: KernelSet)] = []
    if let description, let earlier = description.kernels { starts.append(("the run", description.program, earlier)) }
    starts += folder.attempts.compactMap { Attempt.read(folder, number: $0) }
      .map { ("attempt \($0.attempt)", $0.program, $0.kernels) }
    guard let other = starts.first(where: { $0.kernels != kernels }) else { return }
    throw RunError(
      .otherKernels, place: folder.path,
      message: "\(other.name) computed with the kernels '\(other.kernels.description)', this program has "
        + "'\(kernels.description)': bits would differ",
      hint: "go on with the program that began the run, \(other.program), or pass --allow-other-kernels")
  }
}
