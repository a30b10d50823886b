import MPI

extension SweepRun {
  /// Brings all rows to rank 0, which writes the summary; every rank learns the exit status.
  func finish(
    _ world: borrowing World, _ worker: RankWorker, _ cause: StopCause?, _ prepared: PreparedFolder?
  ) throws -> RunEnd {
    let (idle, total) = worker.idleTime.seconds
    let times = try world.gather(rows: [idle, total])
    let rows = try world.gather(rows: worker.results.flatMap(\.row))
    guard let rows, var attempt = prepared?.attempt else {
      let status = try world.broadcast(Int32(0))
      return RunEnd(
        done: 0, diverged: 0, failed: 0, left: 0, stopReason: cause?.words(options.stopSignal), idle: nil,
        exitStatus: status)
    }
    let gathered = rows.flatMap { values in
      stride(from: 0, to: values.count, by: NetworkResult.rowWidth).compactMap {
        NetworkResult(row: values[$0..<min($0 + NetworkResult.rowWidth, values.count)])
      }
    }
    let summary = Summary((prepared?.finished ?? []) + gathered, of: configuration)
    try summary.write(
      to: options.folder, provenance: provenance, configuration: configuration.canonicalYAML, hash: configuration.hash)
    let left = configuration.grid.networkCount - summary.results.count
    let failed = summary.count(.failed)
    let status: Int32 = cause == .networkFailed || (failed > 0 && left == 0) ? 3 : left > 0 ? 75 : 0
    try attempt.finish(options.folder, status: status, finished: gathered.count)
    _ = try world.broadcast(status)
    return RunEnd(
      done: summary.count(.done), diverged: summary.count(.diverged), failed: failed, left: left,
      stopReason: reason(cause, gathered),
      idle: times.map { IdleShare(ranks: $0.map { ($0[0], $0[1]) }) }, exitStatus: status)
  }

  /// The cause in words; a network that failed in this attempt is named.
  private func reason(_ cause: StopCause?, _ results: [NetworkResult]) -> String? {
    guard cause == .networkFailed, let failed = results.first(where: { $0.status == .failed }) else {
      return cause?.words(options.stopSignal)
    }
    return "network \(failed.network) failed" + (failed.rank == 0 ? "" : " on rank \(failed.rank)")
  }
}
