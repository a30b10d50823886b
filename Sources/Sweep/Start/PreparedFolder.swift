import Foundation

/// What rank 0 finds in, or makes of, the run folder before any training.
struct PreparedFolder: Sendable {
  /// This start.
  var attempt: BegunAttempt
  /// The configuration with the ids that its networks have in this folder.
  let configuration: SweepConfiguration
  /// What its grid has that the folder's did not have before, in words; nil where nothing is new.
  let growth: String?
  /// Networks that earlier attempts finished, by file.
  let ledger: RankFileLedger
  /// Failed networks of this attempt's part that are trained again.
  let retried: Set<Int>
  /// Networks that earlier attempts did not survive.
  let precautions: Precautions
  /// Epochs that networks of this attempt with a checkpoint have behind them.
  let begun: [Int: Int]
  /// Networks that are not to be trained.
  var settled: Set<Int> { Set(ledger.results.map(\.network)).subtracting(retried) }

  /// Makes or checks the folder and starts an attempt.
  ///
  /// The attempt's file comes first, and then the look at other attempts: only who may go on examines, sets aside or removes
  /// anything.
  ///
  /// - Parameters:
  ///   - warn: hears of things the user should know.
  ///   - vouch: how many networks the sidecars of rank files vouch for; called at most once.
  /// - Throws: `RunError` when the folder is unusable, foreign, of another configuration, of other kernels, or in use.
  ///   Nothing in it has been changed then, but for damaged files set aside.
  init(
    _ options: RunOptions, configuration: SweepConfiguration, ranks: Int, provenance: Provenance,
    warn: (String) -> Void, vouch: ([String]) throws -> [Int?]
  ) throws {
    let folder = options.folder
    try folder.make()
    let identity = try FolderIdentity(folder, provenance: provenance)
    let (configuration, growth) = try identity.place(configuration)
    (self.configuration, self.growth) = (configuration, growth)
    if !options.allowOtherKernels { try identity.check(provenance.kernels) }
    let part = try NetworkPart(options.shard, of: configuration, folder)
    attempt = try BegunAttempt(
      folder, configuration, part: part, shard: options.shard, ranks: ranks, provenance: provenance)
    do {
      try identity.checkAgain(configuration)
      UnfinishedFiles.remove(folder, now: attempt.now, isAlone: attempt.mayRepair)
      let others = attempt.others
      let names = folder.rankFiles.filter { !others.contains(folder.attempt(of: $0)) }
      let networks = try FinishedNetworks(
        folder, configuration, names: names, vouched: try vouch(names), mayRepair: attempt.mayRepair)
      networks.warnings.forEach(warn)
      let failed = FailedNetworks(networks.results, folder)
      let asked =
        try options.retry.map { (retry) throws(RunError) in
          try retry.networks(in: networks.results, failures: failed, table: configuration.table, folder: folder)
        } ?? []
      retried = asked.filter(part.contains)
      if retried.count < asked.count {
        warn(
          "--retry: \(asked.count - retried.count) of the failed networks belong to other shards, and are not trained here"
        )
      }
      try identity.describe(configuration, hasGrown: growth != nil, provenance: provenance)
      if !identity.isDescribed, identity.description != nil {
        warn("\(folder.runFile) was missing; it is made again from the rank files")
      }
      let settled = Set(networks.results.map(\.network)).subtracting(retried)
      let begun = try BegunNetworks(
        folder, configuration, part: part, kernels: provenance.kernels,
        finished: settled, failed: settled.intersection(failed.failures.map(\.network)),
        mayRepair: attempt.mayRepair)
      ledger = networks.ledger
      self.begun = begun.epochs
      let brokenOff = folder.attemptsThatBrokeOff(before: attempt.attempt.attempt).subtracting(attempt.others)
      precautions = Precautions(
        EarlierLosses(folder, attempts: brokenOff), settled: settled, quarantines: failed.quarantines,
        checkpoints: begun.attempts)
      begun.warnings.forEach(warn)
    } catch {
      attempt.remove()
      throw error
    }
  }
}
