import Sweep

/// The status of a run as people read it.
struct StatusReport {
  let status: RunStatus

  /// Ranks shown one by one at most.
  private static let rankLimit = 64

  /// Lines, each ended.
  var text: String {
    let counts = status.counts
    let shard = status.shard.map { ", shard \($0)" } ?? ""
    var lines = ["\(status.name)\(shard): \(status.networks) network\(status.networks == 1 ? "" : "s")"]
    lines.append(
      "  \(counts.done) done, \(counts.diverged) diverged, \(counts.failed) failed, \(counts.quarantined) quarantined, "
        + "\(counts.running) running, \(counts.pending) pending")
    lines += attempts
    for failure in status.failures {
      lines.append("network \(failure.network) \(failure.isQuarantined ? "" : "failed: ")\(failure.message)")
    }
    if !status.failures.isEmpty {
      lines.append("to train them again: the train command with --retry failed, quarantined, or their ids")
    }
    lines += status.damage.map { "damaged: \($0)" }
    if counts.running + counts.pending > 0 {
      let left = status.secondsLeft.map { "about \(Console.duration($0))" } ?? "unknown, nothing was measured yet"
      lines.append(
        "time left: \(left), with as many ranks as \(status.attemptsRunning.isEmpty ? "the newest attempt had" : "are running")"
      )
    }
    lines.append("index: \(index)")
    lines.append("next: \(status.next)")
    return lines.map { $0 + "\n" }.joined()
  }

  /// All attempts that are going on, or the newest one.
  private var attempts: [String] {
    let cutOff = status.attemptsCutOff.filter { $0 != status.attempt?.attempt }
    let note = cutOff.isEmpty ? [] : ["cut off: attempt \(cutOff.map(String.init).joined(separator: ", "))"]
    guard status.attemptsRunning.isEmpty else {
      return note + status.attemptsRunning.flatMap { lines($0.attempt, "running", $0.ranks) }
    }
    guard let attempt = status.attempt else { return note + ["no attempt can be read"] }
    let state = attempt.status.map { "ended \(attempt.end ?? "") with status \($0)" } ?? "cut off: its process is gone"
    return note + lines(attempt, state, status.ranks)
  }

  private func lines(_ attempt: Attempt, _ state: String, _ ranks: [RunStatus.RankProgress]) -> [String] {
    let shard = attempt.shard.map { "shard \($0), " } ?? ""
    var lines = [
      "attempt \(attempt.attempt): \(shard)\(attempt.ranks) rank\(attempt.ranks == 1 ? "" : "s"), host \(attempt.host), "
        + "begun \(attempt.begin), \(state)"
    ]
    for rank in ranks.prefix(Self.rankLimit) {
      let network = rank.network.map { ", network \($0) at \(Int((rank.share ?? 0) * 100)) %" } ?? ""
      lines.append("  rank \(rank.rank): \(rank.finished) finished\(network)")
    }
    if ranks.count > Self.rankLimit { lines.append("  ... \(ranks.count) ranks in all") }
    return lines
  }

  private var index: String {
    switch status.index {
    case .whole: "summary.csv and summary.h5 agree with the rank files"
    case .stale: "summary.csv and summary.h5 are older than the rank files; the end of the next attempt writes them"
    case .missing: "no summary yet; the end of the next attempt writes it"
    case .damaged: "summary.h5 is damaged or has no checksum; the end of the next attempt writes it"
    }
  }
}
