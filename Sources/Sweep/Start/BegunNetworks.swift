import Foundation

/// The networks that earlier attempts began, as their checkpoints tell; those that cannot be believed are set aside, those
/// of finished networks removed.
struct BegunNetworks {
  /// Epochs that each has behind it.
  private(set) var epochs: [Int: Int] = [:]
  /// Things the user should know.
  private(set) var warnings: [String] = []

  /// Reads all checkpoints of a folder.
  ///
  /// - Throws: `RunError` for a folder that cannot be read.
  init(
    _ folder: RunFolder, _ configuration: SweepConfiguration, kernels: KernelSet, finished: Set<Int>
  ) throws(RunError) {
    for name in folder.abandonedCheckpoints { unlink(folder.file(name)) }
    for network in folder.checkpoints {
      let path = folder.file(RunFolder.checkpointFileName(network: network))
      guard configuration.table.indices.contains(network) else {
        warnings.append("\(path): the run has no such network; \(SetAside.file(path))")
        continue
      }
      guard !finished.contains(network) else {
        unlink(path)
        continue
      }
      do throws(RunError) {
        guard let training = try? configuration.training(ofNetwork: network) else { continue }
        epochs[network] = try CheckpointFile(folder: folder, network: network, training: training, kernels: kernels)
          .read().state.epoch
      } catch {
        guard error.code != .folderUnusable else { throw error }
        warnings.append(
          "\(error.place): \(error.message); \(SetAside.file(path)); network \(network) begins at its first epoch")
      }
    }
  }
}
