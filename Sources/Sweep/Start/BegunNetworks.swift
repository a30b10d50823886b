import Foundation

/// The networks that earlier attempts began, as their checkpoints tell; those that cannot be believed are set aside, those
/// of finished networks removed.
struct BegunNetworks {
  /// Epochs that each has behind it.
  private(set) var epochs: [Int: Int] = [:]
  /// The attempt that wrote the checkpoint of each.
  private(set) var attempts: [Int: Int] = [:]
  /// Things the user should know.
  private(set) var warnings: [String] = []

  /// Reads the checkpoints of a folder that are of the networks of this attempt; others may be trained at this moment.
  ///
  /// - Parameters:
  ///   - finished: networks that are not to be trained.
  ///   - failed: those of them whose checkpoint stays all the same: it is of another try that was stopped, and can go on.
  ///   - mayRepair: whether checkpoints that belong to no network are set aside.
  /// - Throws: `RunError` for a folder that cannot be read.
  init(
    _ folder: RunFolder, _ configuration: SweepConfiguration, part: NetworkPart, kernels: KernelSet,
    finished: Set<Int>, failed: Set<Int>, mayRepair: Bool
  ) throws(RunError) {
    for network in folder.checkpoints {
      let path = folder.file(RunFolder.checkpointFileName(network: network))
      guard configuration.table.indices.contains(network) else {
        guard mayRepair else { continue }
        warnings.append("\(path): the run has no such network; \(SetAside.file(path))")
        continue
      }
      guard part.contains(network) else { continue }
      guard !finished.contains(network) else {
        if !failed.contains(network) { unlink(path) }
        continue
      }
      do throws(RunError) {
        guard let training = try? configuration.training(ofNetwork: network) else { continue }
        let file = CheckpointFile(folder: folder, network: network, training: training, kernels: kernels)
        let (progress, _, attempt) = try file.readWithWriter()
        epochs[network] = progress.state.epoch
        attempts[network] = attempt
      } catch {
        guard error.code != .folderUnusable else { throw error }
        warnings.append(
          "\(error.place): \(error.message); \(SetAside.file(path)); network \(network) begins at its first epoch")
      }
    }
  }
}
