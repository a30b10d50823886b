import Foundation

/// Whose run a folder holds, and what computed it.
struct FolderIdentity {
  /// What run.json says; nil where there is none.
  let description: RunDescription?
  private let folder: RunFolder

  /// Reads run.json, where there is one.
  ///
  /// - Throws: `RunError` where it is damaged.
  init(_ folder: RunFolder) throws(RunError) {
    self.folder = folder
    let isNew = !FileManager.default.fileExists(atPath: folder.runFile)
    description = isNew ? nil : try RunDescription.read(folder)
  }

  /// Refuses another configuration.
  func check(_ configuration: SweepConfiguration) throws(RunError) {
    guard let description, description.configHash != configuration.hash else { return }
    throw RunError(
      .otherConfiguration, place: folder.path,
      message: "the folder belongs to the run '\(description.name)' of another configuration "
        + "(hash \(description.configHash.prefix(12)), this one has \(configuration.hash.prefix(12)))",
      hint: "choose another --output folder; run.json in it holds its configuration")
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
