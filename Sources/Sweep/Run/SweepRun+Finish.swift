import MPI

extension SweepRun {
  /// Brings all rows to rank 0, which writes the summary; every rank learns the exit status.
  func finish(
    _ world: borrowing World, _ worker: RankWorker, _ cause: StopCause?, _ prepared: PreparedFolder?, part: NetworkPart
  ) throws -> RunEnd {
    let (idle, total) = worker.idleTime.seconds
    let times = try world.gather(rows: [idle, total])
    let rows = try world.gather(rows: worker.results.flatMap(\.row))
    guard let rows, let prepared else {
      let status = try world.broadcast(Int32(0))
      return RunEnd(
        done: 0, diverged: 0, failed: 0, left: 0, finishedOfRun: 0, stopReason: cause?.words(options.stop.signal),
        idle: nil,
        exitStatus: status)
    }
    let gathered = rows.flatMap { values in
      stride(from: 0, to: values.count, by: NetworkResult.rowWidth).compactMap {
        NetworkResult(row: values[$0..<min($0 + NetworkResult.rowWidth, values.count)])
      }
    }
    var attempt = prepared.attempt
    let summary = try summarise(gathered, prepared, &attempt)
    let own = summary.results.filter { part.contains($0.network) }
    let count = { (status: NetworkStatus) in own.count { $0.status == status } }
    // A network that was to be trained again, and was not reached, keeps its row and is left.
    let unreached = prepared.retried.subtracting(gathered.map(\.network)).count
    let left = part.networks.count - own.count + unreached
    let failed = count(.failed) - unreached
    let status: Int32 = cause == .networkFailed || (failed > 0 && left == 0) ? 3 : left > 0 ? 75 : 0
    try attempt.noteEnd(status: status, finished: gathered.count)
    _ = try world.broadcast(status)
    return RunEnd(
      done: count(.done), diverged: count(.diverged), failed: failed, left: left, finishedOfRun: summary.results.count,
      stopReason: reason(cause, gathered),
      idle: times.map { IdleShare(ranks: $0.map { ($0[0], $0[1]) }) }, exitStatus: status)
  }

  /// Notes that this attempt will write no more records, then writes the summary of all there are.
  private func summarise(
    _ rows: [NetworkResult], _ prepared: PreparedFolder, _ attempt: inout BegunAttempt
  ) throws(RunError) -> Summary {
    try attempt.noteTrained()
    var rebuild = SummaryRebuild(run: self, attempt: attempt.attempt.attempt, rows: rows, ledger: prepared.ledger)
    return try rebuild.write { [attempt] in attempt.now }
  }

  /// The cause in words; a network that failed in this attempt is named.
  private func reason(_ cause: StopCause?, _ results: [NetworkResult]) -> String? {
    guard cause == .networkFailed, let failed = results.first(where: { $0.status == .failed }) else {
      return cause?.words(options.stop.signal)
    }
    return "network \(failed.network) failed" + (failed.rank == 0 ? "" : " on rank \(failed.rank)")
  }
}
