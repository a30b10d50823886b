/// Writes the summary of all that the rank files of a folder hold, at the end of an attempt; other attempts may end at the
/// same time.
///
/// Why the summary is whole when the last of them has ended: each first closes its rank files and notes that (`trained`), then
/// reads the files of the others, writes, and looks again at the files of all that will add nothing more; while one of those
/// is not as it was read, it reads and writes again. Take the one, W, whose rename was the last of all. It looked after
/// that rename, and found nothing new. Rows of an attempt V that it did not have were therefore not yet noted as complete at
/// that look; but then V, after the note, wrote the summary itself, later than W.
///
/// An attempt that is cut off writes nothing more: `RunStatus` says that the summary is stale, and the end of the next attempt
/// writes it.
struct SummaryRebuild {
  let run: SweepRun
  /// The attempt that ends.
  let attempt: Int
  /// Its rows.
  let rows: [NetworkResult]
  /// What is known of the files of others.
  var ledger: RankFileLedger

  /// Reads and writes until nothing is new.
  ///
  /// - Parameter now: the time by the clock of the file system.
  mutating func write(now: () -> Double) throws(RunError) -> Summary {
    let (folder, configuration) = (run.options.folder, run.configuration)
    while true {
      let growing = self.growing(now())
      let others = folder.rankFiles.filter { folder.attempt(of: $0) != attempt }
      ledger.update(folder, names: others, configuration) { growing.contains($0) }
      let summary = Summary(ledger.results + rows, of: configuration)
      try summary.write(
        to: folder, provenance: run.provenance, configuration: configuration.canonicalYAML, hash: configuration.hash)
      let growingNow = self.growing(now())
      let final = folder.rankFiles.filter {
        let number = folder.attempt(of: $0)
        return number != attempt && !growingNow.contains(number)
      }
      if ledger.isUpToDate(folder, names: final) { return summary }
    }
  }

  /// Attempts that may still add to their rank files.
  private func growing(_ now: Double) -> Set<Int> {
    let signs = Liveness(folder: run.options.folder, now: now).signs()
    return Set(signs.filter { $0.attempt?.hasTrained != true }.map(\.number))
  }
}
