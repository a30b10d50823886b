import Foundation

/// What rank 0 finds in, or makes of, the run folder before any training.
struct PreparedFolder: Sendable {
  /// This start.
  var attempt: Attempt
  /// The configuration with the ids that its networks have in this folder.
  let configuration: SweepConfiguration
  /// What its grid has that the folder's did not have before, in words; nil where nothing is new.
  let growth: String?
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
    try folder.make()
    let identity = try FolderIdentity(folder, provenance: provenance)
    let (configuration, growth) = try identity.place(configuration)
    (self.configuration, self.growth) = (configuration, growth)
    if !allowOtherKernels { try identity.check(provenance.kernels) }
    let networks = try FinishedNetworks(folder, configuration)
    if let description = identity.description(
      of: configuration, hasGrown: growth != nil, provenance: provenance)
    {
      try AtomicFile.write(description.encoded(), to: folder.runFile)
    }
    attempt = try Attempt.start(folder, ranks: ranks, provenance: provenance)
    let begun = try BegunNetworks(
      folder, configuration, kernels: provenance.kernels, finished: Set(networks.results.map(\.network)))
    finished = networks.results
    self.begun = begun.epochs
    let rebuilt =
      identity.isDescribed || identity.description == nil
      ? [] : ["\(folder.runFile) was missing; it is made again from the rank files"]
    warnings = rebuilt + networks.warnings + begun.warnings
  }
}
