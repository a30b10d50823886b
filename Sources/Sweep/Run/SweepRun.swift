import Foundation
import HDF5
import MPI

/// Trains a sweep: every rank its share, each network into the rank's own file, the summary at rank 0.
///
/// Ranks work alone between the start and the summary. What a network becomes depends on its identity only.
public struct SweepRun {
  let configuration: SweepConfiguration
  let options: RunOptions
  let provenance: Provenance

  /// Describes a run.
  public init(configuration: SweepConfiguration, options: RunOptions, provenance: Provenance) {
    self.configuration = configuration
    self.options = options
    self.provenance = provenance
  }

  /// Runs to the end, or until asked to stop.
  ///
  /// - Throws: when the folder or the kernels are not fit (`FolderRefused` at rank 0, `OtherRankFailed` elsewhere); `HDF5Error`
  ///   when a result cannot be written; `MPIError`.
  public func execute(world: borrowing World, observer: some RunObserver) throws -> RunEnd {
    var options = options
    options.stop.startClock()
    FaultWatch.start()
    let prepared = try prepare(world, observer)
    return try SweepRun(
      configuration: try place(world, prepared?.configuration), options: options, provenance: provenance
    ).train(world, observer, prepared)
  }

  /// Trains what is left in a folder that is prepared; the configuration has the ids of that folder.
  private func train(
    _ world: borrowing World, _ observer: some RunObserver, _ prepared: PreparedFolder?
  ) throws -> RunEnd {
    let part = try NetworkPart(options.shard, of: configuration)
    let attempt = Int(try world.broadcast(Int64(prepared?.attempt.attempt.attempt ?? 0)))
    let settled = (prepared?.settled ?? []).filter(part.contains)
    let plan = try makePlan(
      world, left: part.networks.filter { !settled.contains($0) }, begun: prepared?.begun ?? [:],
      precautions: prepared?.precautions ?? Precautions())
    if let prepared {
      if let warning = provenance.slowKernels { observer.warned(warning) }
      observer.started(
        RunStart(
          attempt: attempt, shard: options.shard, total: part.networks.count, growth: prepared.growth,
          finishedBefore: settled.count, begunBefore: prepared.begun.count))
    }
    var worker = RankWorker(
      run: self, rank: world.rank, ranks: world.size, attempt: attempt, plan: plan, total: part.networks.count,
      finishedBefore: settled.count)
    try worker.work(world: world, observer: observer)
    let cause = try waitForOthers(world, &worker, observer)
    return try finish(world, worker, cause, prepared, part: part)
  }

  /// Rank 0 makes or checks the folder; the others hear whether that went well.
  private func prepare(_ world: borrowing World, _ observer: some RunObserver) throws -> PreparedFolder? {
    try checkKernels(world)
    guard world.rank == 0 else {
      _ = try SharedVouching.networks(inRankFiles: [], of: options.folder, world: world)
      let status = try world.broadcast(Int32(0))
      guard status == 0 else { throw OtherRankFailed(exitStatus: status) }
      return nil
    }
    var hasVouched = false
    do {
      let prepared = try PreparedFolder(
        options, configuration: configuration, ranks: world.size, provenance: provenance, warn: observer.warned
      ) { names in
        hasVouched = true
        return try SharedVouching.networks(inRankFiles: names, of: options.folder, world: world)
      }
      _ = try world.broadcast(Int32(0))
      return prepared
    } catch let error as RunError {
      // The others wait for it.
      if !hasVouched { _ = try SharedVouching.networks(inRankFiles: [], of: options.folder, world: world) }
      _ = try world.broadcast(error.exitStatus)
      throw FolderRefused(error: error)
    }
  }

  /// The configuration with the ids that its networks have in the folder, as rank 0 found them.
  private func place(_ world: borrowing World, _ found: SweepConfiguration?) throws -> SweepConfiguration {
    let earlier = try world.broadcast(Array(JSONEncoder().encode(found?.earlier.map(\.canonicalYAML) ?? [])))
    if let found { return found }
    return try configuration.grown(
      through: JSONDecoder().decode([String].self, from: Data(earlier)).map {
        try SweepConfiguration.parse(yaml: $0, file: options.folder.runFile)
      })
  }

  /// Refuses ranks that would compute other bits than rank 0.
  private func checkKernels(_ world: borrowing World) throws {
    let own = Array(provenance.kernels.description.utf8)
    let first = try world.broadcast(own)
    let differs = try world.allReduce(Int64(first == own ? 0 : 1), .maximum)
    guard differs == 0 || options.allowOtherKernels else {
      let error = RunError(
        .otherKernels, place: provenance.host,
        message: "the ranks of this job compute with different kernels "
          + "(rank 0 with \(String(decoding: first, as: UTF8.self))): their bits would differ",
        hint: "start the same version of the program on every node, or pass --allow-other-kernels")
      guard world.rank == 0 else { throw OtherRankFailed(exitStatus: error.exitStatus) }
      throw FolderRefused(error: error)
    }
  }

  /// Every rank makes the same plan from rank 0's lists: networks that are left, epochs they have behind them, precautions.
  private func makePlan(
    _ world: borrowing World, left: [Int], begun: [Int: Int], precautions: Precautions
  ) throws -> RankPlan {
    let shared = try world.broadcast(left.map(Int64.init))
    let epochs = try world.broadcast(left.map { Int64(begun[$0] ?? 0) })
    let sharedPrecautions = Precautions(numbers: try world.broadcast(precautions.numbers))
    let sharedBegun = Dictionary(
      uniqueKeysWithValues: zip(shared, epochs).filter { $0.1 > 0 }.map { (Int($0), Int($1)) })
    return try RankPlan(
      configuration: configuration, networks: shared.map(Int.init), begun: sharedBegun,
      precautions: sharedPrecautions, ranks: world.size, schedule: options.schedule)
  }

  /// How long a rank that was asked to end waits for the others: less than the 30 s after which Slurm kills (KillWait).
  private static let grace = Duration.seconds(20)

  /// Ranks that are done wait, without a busy loop, until all are; rank 0 goes on telling how far they are.
  ///
  /// - Returns: why the run stopped, as any rank knows it; nil when every rank finished its list.
  /// - Throws: `OtherRanksMissing` where the job is to end and others do not come.
  private func waitForOthers(
    _ world: borrowing World, _ worker: inout RankWorker, _ observer: some RunObserver
  ) throws -> StopCause? {
    var request = try world.startMaximum(of: worker.stopCause?.rawValue ?? 0)
    let clock = ContinuousClock()
    var askedToEndSince: ContinuousClock.Instant?
    while true {
      if let largest = try request.test() {
        try worker.tell(world: world, observer: observer, force: true)
        return StopCause(rawValue: largest)
      }
      if worker.isAskedToEnd {
        let since = askedToEndSince ?? clock.now
        askedToEndSince = since
        guard clock.now - since < SweepRun.grace else { throw OtherRanksMissing(rank: world.rank) }
      }
      try worker.serve(world: world)
      try worker.tell(world: world, observer: observer, force: false)
      Thread.sleep(forTimeInterval: 0.01)
    }
  }
}
