import MPI
import Sweep

extension FinishedRun {
  /// Reads a run at rank 0 and shows it to all ranks.
  ///
  /// - Parameter check: what rank 0 does before the others get it, such as refusing a part of a run.
  /// - Throws: on all ranks where rank 0 throws; see `Team.together`.
  public static func read(
    _ folder: RunFolder, team: borrowing Team, check: (FinishedRun) throws -> Void
  ) throws -> FinishedRun {
    let first = try team.first {
      let run = try FinishedRun(folder)
      try check(run)
      return run
    }
    let rows = try team.broadcast(first?.summary.results.flatMap(\.row) ?? [])
    return try team.together {
      if let first { return first }
      let results = stride(from: 0, to: rows.count, by: NetworkResult.rowWidth).compactMap {
        NetworkResult(row: rows[$0..<min($0 + NetworkResult.rowWidth, rows.count)])
      }
      return try FinishedRun(folder, results: results)
    }
  }
}
