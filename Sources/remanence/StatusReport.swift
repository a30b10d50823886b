import Sweep

/// The status of a run as people read it.
struct StatusReport {
  let status: RunStatus

  /// Ranks shown one by one at most.
  private static let rankLimit = 64

  /// Lines, each ended.
  var text: String {
    let counts = status.counts
    var lines = ["\(status.name): \(status.networks) network\(status.networks == 1 ? "" : "s")"]
    lines.append(
      "  \(counts.done) done, \(counts.diverged) diverged, \(counts.failed) failed, \(counts.quarantined) quarantined, "
        + "\(counts.running) running, \(counts.pending) pending")
    lines += attempt
    for failure in status.failures { lines.append("network \(failure.network) failed: \(failure.message)") }
    lines += status.damage.map { "damaged: \($0)" }
    if counts.running + counts.pending > 0 {
      let left = status.secondsLeft.map { "about \(Console.duration($0))" } ?? "unknown, nothing was measured yet"
      lines.append("time left: \(left), with as many ranks as the newest attempt")
    }
    lines.append("index: \(index)")
    lines.append("next: \(status.next)")
    return lines.map { $0 + "\n" }.joined()
  }

  private var attempt: [String] {
    guard let attempt = status.attempt else { return ["no attempt can be read"] }
    let state =
      status.isRunning
      ? "running"
      : attempt.status.map { "ended \(attempt.end ?? "") with status \($0)" } ?? "cut off: its process is gone"
    var lines = [
      "attempt \(attempt.attempt): \(attempt.ranks) rank\(attempt.ranks == 1 ? "" : "s"), host \(attempt.host), begun "
        + "\(attempt.begin), \(state)"
    ]
    for rank in status.ranks.prefix(Self.rankLimit) {
      let network = rank.network.map { ", network \($0) at \(Int((rank.share ?? 0) * 100)) %" } ?? ""
      lines.append("  rank \(rank.rank): \(rank.finished) finished\(network)")
    }
    if status.ranks.count > Self.rankLimit { lines.append("  ... \(status.ranks.count) ranks in all") }
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
