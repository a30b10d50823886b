import Foundation
import HDF5
import MPI
import Training

/// One rank at work: trains its networks one after the other and puts each into the rank's file.
struct RankWorker {
  /// Time in which it had nothing to train.
  private(set) var idleTime = IdleTime()
  /// Rows of the networks this rank has finished.
  private(set) var results: [NetworkResult] = []
  /// Why the rank stopped before its last network; nil when it did not.
  private(set) var stopCause: StopCause?

  private let run: SweepRun
  private let rank: Int
  private let ranks: Int
  private let attempt: Int
  private let plan: RankPlan
  private var source: any NetworkSource
  private let log: RankLog
  private var board: ProgressBoard
  private var costDone = 0.0
  private var costOfParts = 0.0

  init(
    run: SweepRun, rank: Int, ranks: Int, attempt: Int, plan: RankPlan, total: Int, finishedBefore: Int
  ) {
    self.run = run
    self.rank = rank
    self.ranks = ranks
    self.attempt = attempt
    self.plan = plan
    source = plan.source(rank: rank, ranks: ranks)
    log = RankLog(folder: run.options.folder, rank: rank, attempt: attempt)
    board = ProgressBoard(
      ranks: ranks, costs: plan.plan.costs, total: total, finishedBefore: finishedBefore)
  }

  /// Whether this rank is to stop before its last network.
  private var isStopped: Bool { stopCause != nil }

  /// Whether SIGTERM has come: whoever sent it waits for the end, and not for long.
  var isAskedToEnd: Bool { run.options.stop.cause == .askedToEnd }

  /// Trains until nothing is left for this rank or the run is asked to stop.
  mutating func work(world: borrowing World, observer: some RunObserver) throws {
    var file = RankFile(
      folder: run.options.folder, rank: rank, ranks: ranks, attempt: attempt, provenance: run.provenance,
      configuration: run.configuration)
    try trainAll(into: &file, world: world, observer: observer)
    if let stopCause { log.note(.stop(cause: stopCause.words(run.options.stop.signal))) }
    try file.close()
  }

  private mutating func trainAll(
    into file: inout RankFile, world: borrowing World, observer: some RunObserver
  ) throws {
    defer {
      idleTime.pause()
      if isStopped { source.close() }
    }
    while let network = try nextNetwork(world: world, observer: observer) {
      guard let record = try train(network, world: world, observer: observer) else { return }
      try file.append(record)
      try checkpointFile(network).remove()
      log.note(RankLog.Event(record))
      results.append(record.result)
      costDone += plan.cost(ofNetwork: network)
      costOfParts = 0
      try tell(world: world, observer: observer, force: true)
      if let message = record.message {
        observer.failed(network: network, message: message)
        if run.options.failFast {
          try failFast(world: world)
          return
        }
      }
    }
  }

  /// The next network, waited for where need be; nil when there is none for this rank or the run is asked to stop.
  private mutating func nextNetwork(world: borrowing World, observer: some RunObserver) throws -> Int? {
    while true {
      try listen(world: world)
      if isStopped { return nil }
      switch try source.next(world: world) {
      case .network(let network):
        idleTime.resume()
        return network
      case .over: return nil
      case .wait:
        idleTime.pause()
        try tell(world: world, observer: observer, force: false)
        Thread.sleep(forTimeInterval: 0.001)
      }
    }
  }

  /// Answers other ranks that ask for networks.
  mutating func serve(world: borrowing World) throws { try source.serve(world: world) }

  /// Trains a network; nil when the run was asked to stop in the middle.
  ///
  /// An error of its training fails this network alone.
  private mutating func train(
    _ network: Int, world: borrowing World, observer: some RunObserver
  ) throws -> NetworkRecord? {
    let row = run.configuration.table[network]
    let training = try run.configuration.training(ofNetwork: network)
    let (settings, identity) = (training.settings, training.identity)
    let parameters = Array(zip(run.configuration.columns, run.configuration.columnValues(ofCell: row.cell)))
    func failure(_ message: String, isQuarantined: Bool = false) -> NetworkRecord {
      NetworkRecord(
        result: NetworkResult(
          network: network, cell: row.cell, seed: row.seedIndex, rank: rank, attempt: attempt, status: .failed),
        identity: identity, settings: settings, parameters: parameters, outcome: nil, weights: [], trajectory: nil,
        message: message, isQuarantined: isQuarantined, kernels: run.provenance.kernels,
        allowsOtherKernels: run.options.allowOtherKernels)
    }
    if let reason = plan.precautions.quarantine(ofNetwork: network) { return failure(reason, isQuarantined: true) }
    let outcome: TrainingOutcome
    switch try trainFromCheckpoint(network, training, world: world, observer: observer) {
    case .trained(let trained): outcome = trained
    case .stopped: return nil
    case .failed(let error): return failure("\(error)")
    }
    let verdict = settings.accuracyWindow == .exact ? outcome.exact : outcome.published
    let result = NetworkResult(
      network: network, cell: row.cell, seed: row.seedIndex, rank: rank, attempt: attempt,
      status: outcome.status == .done ? .done : .diverged, epochs: outcome.epochs, finalLoss: outcome.finalLoss,
      accuracy: verdict.accuracy, reliability: verdict.reliability,
      learned: verdict.learned && outcome.status == .done, stable: verdict.stable, seconds: outcome.seconds)
    return NetworkRecord(
      result: result, identity: identity, settings: settings,
      parameters: parameters,
      outcome: outcome, weights: training.network.layout.named(outcome.parameters),
      trajectory: FaultWatch.blame(network) {
        training.network.trajectory(
          parameters: outcome.parameters, task: settings.task, lengths: settings.record.continuation)
      },
      message: nil, isQuarantined: false, kernels: run.provenance.kernels,
      allowsOtherKernels: run.options.allowOtherKernels)
  }

  /// Trains on from the network's checkpoint, where there is one, and writes the next ones.
  private mutating func trainFromCheckpoint(
    _ network: Int, _ training: NetworkTraining, world: borrowing World, observer: some RunObserver
  ) throws -> NetworkTraining.End {
    let file = try checkpointFile(network)
    let progress = checkpoint(file, observer: observer)
    let first = progress?.state.epoch ?? 0
    let left = Double(max(training.settings.training.epochs - first, 1))
    var clock = CheckpointClock(every: training.settings.record.checkpointEvery)
    var hasWarned = false
    log.note(.begin(network: network, epoch: first))
    return try FaultWatch.blame(network) {
      try training.work(from: progress) { trainer, seconds in
        FaultWatch.pause()
        defer { FaultWatch.resume(network) }
        Pause.at(.training)
        stopCause = run.options.stop.cause
        try source.serve(world: world)
        if board.isDue() {
          try listen(world: world)
          costOfParts = plan.cost(ofNetwork: network) * Double(trainer.epoch - first) / left
          try tell(world: world, observer: observer, force: true)
        }
        if isStopped || clock.isDue {
          let progress = TrainingProgress(state: trainer.state, seconds: seconds)
          do throws(RunError) {
            try clock.time { () throws(RunError) in
              try file.write(progress, rank: rank, attempt: attempt, provenance: run.provenance)
            }
            log.note(.checkpoint(network: network, epoch: trainer.epoch))
          } catch {
            // No result is lost with a checkpoint, only time: not worth ending the run.
            if !hasWarned { warn("network \(network) has no new checkpoint: \(error)", observer) }
            hasWarned = true
          }
        }
        return !isStopped
      }
    }
  }

  /// Tells the user, and notes it in the log.
  private func warn(_ text: String, _ observer: some RunObserver) {
    observer.warned(text)
    log.note(.warning(text))
  }

  /// Where an earlier attempt left a network; nil to begin it.
  private func checkpoint(_ file: CheckpointFile, observer: some RunObserver) -> TrainingProgress? {
    guard plan.epochsBefore(ofNetwork: file.network) != nil else { return nil }
    do throws(RunError) {
      return try file.read()
    } catch {
      warn("\(error.place): \(error.message); network \(file.network) begins at its first epoch", observer)
      return nil
    }
  }

  private func checkpointFile(_ network: Int) throws(ConfigurationErrors) -> CheckpointFile {
    CheckpointFile(
      folder: run.options.folder, network: network, training: try run.configuration.training(ofNetwork: network),
      kernels: run.provenance.kernels)
  }

  private static let failFastTag = 2

  /// Ends this rank, and tells all others to end too.
  ///
  /// Which network it was travels with its row.
  private mutating func failFast(world: borrowing World) throws {
    stopCause = .networkFailed
    for other in 0..<ranks where other != rank { try world.send([], to: other, tag: RankWorker.failFastTag) }
  }

  /// Looks for a reason to stop: a signal, the clock, or another rank's failure.
  private mutating func listen(world: borrowing World) throws {
    stopCause = run.options.stop.cause
    while try world.poll(tag: RankWorker.failFastTag) != nil { stopCause = .networkFailed }
  }

  /// Passes progress on, and at rank 0 shows it.
  mutating func tell(world: borrowing World, observer: some RunObserver, force: Bool) throws {
    guard force || board.isDue() else { return }
    try board.report(results, cost: costDone + costOfParts, world: world)
    guard rank == 0 else { return }
    try board.collect(world: world)
    observer.progressed(board.snapshot)
  }
}
