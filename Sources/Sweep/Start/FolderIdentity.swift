import Foundation

/// Whose run a folder holds, and what computed it.
struct FolderIdentity {
  /// What run.json says, or would say if it were there; nil where nothing was finished in the folder.
  let description: RunDescription?
  /// Whether there is a run.json.
  let isDescribed: Bool
  private let folder: RunFolder

  /// Reads run.json, or asks the rank files where it is missing.
  ///
  /// - Throws: `RunError` where it is damaged.
  init(_ folder: RunFolder, provenance: Provenance) throws(RunError) {
    self.folder = folder
    isDescribed = FileManager.default.fileExists(atPath: folder.runFile)
    description =
      isDescribed ? try RunDescription.read(folder) : RunDescription.rebuilt(folder, provenance: provenance)
  }

  /// A configuration with the ids that its networks have in this folder, and what it has in addition to the folder's own.
  ///
  /// - Returns: `growth` in words; nil where the grid is the one that the folder has.
  /// - Throws: `RunError` for another configuration than the folder's, unless its grid only grew.
  func place(
    _ configuration: SweepConfiguration
  ) throws(RunError) -> (configuration: SweepConfiguration, growth: String?) {
    guard let description else {
      try checkAttempts(configuration)
      return (configuration, nil)
    }
    if description.configHash == configuration.hash, description.grownFrom == nil { return (configuration, nil) }
    let earlier = try description.configuration(folder)
    if description.configHash == configuration.hash {
      var placed = configuration
      placed.table = earlier.table
      return (placed, nil)
    }
    do throws(GrowthRefusal) {
      let grown = try configuration.grown(from: earlier)
      let count = grown.table.count - earlier.table.count
      return (
        grown,
        "the grid has grown: \(grown.additions(to: earlier)); \(count) new network\(count == 1 ? "" : "s") behind the "
          + "\(earlier.table.count) old one\(earlier.table.count == 1 ? "" : "s")"
      )
    } catch {
      throw refusal(of: configuration, earlier, because: error)
    }
  }

  /// Refuses where another attempt has changed what run.json says since it was read here.
  func checkAgain(_ configuration: SweepConfiguration) throws(RunError) {
    guard FileManager.default.fileExists(atPath: folder.runFile) else { return }
    let hash = try RunDescription.read(folder).configHash
    guard hash != configuration.hash, !isDescribed || hash != description?.configHash else { return }
    throw RunError(
      .folderInUse, place: folder.path, message: "another start gave the run another configuration at the same time",
      hint: "run the same command again")
  }

  /// Where nothing was finished and run.json is lost, attempts with checkpoints still say whose run it is.
  private func checkAttempts(_ configuration: SweepConfiguration) throws(RunError) {
    guard !folder.checkpoints.isEmpty,
      let last = folder.attempts.last.flatMap({ Attempt.read(folder, number: $0) }),
      let hash = last.configHash, hash != configuration.hash
    else { return }
    throw RunError(
      .otherConfiguration, place: folder.path,
      message: "run.json is missing, and the folder has checkpoints of another configuration (hash \(hash.prefix(12)), "
        + "this one has \(configuration.hash.prefix(12)))",
      hint: "choose another --output folder, or go on with that configuration")
  }

  /// Writes what run.json is to say from now on, where it does not say it already.
  ///
  /// Of two shards that start in an empty folder at once one does, and the other checks what it wrote.
  ///
  /// - Parameters:
  ///   - configuration: as `place` returned it.
  ///   - hasGrown: whether it returned a growth too.
  func describe(
    _ configuration: SweepConfiguration, hasGrown: Bool, provenance: Provenance
  ) throws(RunError) {
    var new = description ?? RunDescription(configuration, provenance: provenance)
    if hasGrown { new = new.grown(to: configuration) }
    if isDescribed {
      if hasGrown { try AtomicFile.write(new.encoded(), to: folder.runFile) }
    } else if try !AtomicFile.createExclusively(new.encoded(), at: folder.runFile) {
      try checkAgain(configuration)
    }
  }

  private func refusal(
    of configuration: SweepConfiguration, _ folders: SweepConfiguration, because difference: GrowthRefusal
  ) -> RunError {
    let name = description?.name ?? ""
    let hashes = "(hash \(folders.hash.prefix(12)), this one has \(configuration.hash.prefix(12)))"
    guard (try? folders.grown(from: configuration)) != nil else {
      return RunError(
        .otherConfiguration, place: folder.path,
        message: "the folder belongs to the run '\(name)' of another configuration: \(difference) \(hashes)",
        hint: "choose another --output folder; run.json in it holds its configuration")
    }
    return RunError(
      .otherConfiguration, place: folder.path,
      message: "the run '\(name)' in the folder has a larger grid than this configuration: "
        + "\(folders.additions(to: configuration)) \(hashes)",
      hint:
        "go on with the configuration that the folder has grown to, `config` in run.json and in its rank files; a grid cannot shrink"
    )
  }

  /// Refuses to mix networks of different kernels; attempts are asked too, for run.json may have been made anew.
  func check(_ kernels: KernelSet) throws(RunError) {
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
