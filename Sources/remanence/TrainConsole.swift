import Foundation
import Sweep

/// Shows a run: one line that renews itself on a terminal, plain lines now and then in a log.
final class TrainConsole: RunObserver {
  private let isQuiet: Bool
  private let isTerminal: Bool
  private let clock = ContinuousClock()
  private var lastLine: ContinuousClock.Instant?
  private var lastShare = 0.0
  private var hasOpenLine = false
  private var ranks = 1

  init(isQuiet: Bool) {
    self.isQuiet = isQuiet
    isTerminal = Console.isTerminal
  }

  /// Says what is about to run, where, and with what.
  func introduce(_ sweep: SweepConfiguration, ranks: Int, provenance: Provenance) {
    self.ranks = ranks
    guard !isQuiet else { return }
    let seeds = sweep.grid.seedIndices.count
    Console.write(
      """
      \(provenance.source): \(sweep.name), \(counted(sweep.grid.networkCount, "network")) \
      (\(counted(sweep.grid.cellCount, "cell")) x \(counted(seeds, "seed")))
      \(counted(ranks, "rank")) of \(provenance.mpiVersion)
      kernels: \(provenance.kernels.description), level \(provenance.kernelLevel)

      """)
  }

  func started(_ start: RunStart) {
    guard !isQuiet, start.attempt > 1 || start.shard != nil else { return }
    if let growth = start.growth { Console.write("\(growth)\n") }
    let begun = start.begunBefore > 0 ? ", \(start.begunBefore) go on from their checkpoints" : ""
    let shard = start.shard.map { ", shard \($0)" } ?? ""
    Console.write(
      "attempt \(start.attempt)\(shard): \(start.finishedBefore) of \(start.total) networks are finished already\(begun)\n"
    )
  }

  func warned(_ text: String) { Console.write("\(closeLine())warning: \(text)\n") }

  func failed(network: Int, message: String) {
    Console.write("\(closeLine())network \(network) failed: \(message)\n")
  }

  func progressed(_ snapshot: ProgressSnapshot) {
    guard !isQuiet else { return }
    let line = TrainConsole.line(snapshot)
    if isTerminal {
      Console.write("\r\u{1B}[K\(line)")
      hasOpenLine = true
    } else if isWorthALine(snapshot) {
      Console.write(line + "\n")
    }
  }

  /// In a log: at most every ten seconds, and then when a twentieth more is done or a minute has passed.
  private func isWorthALine(_ snapshot: ProgressSnapshot) -> Bool {
    let now = clock.now
    guard let last = lastLine else {
      lastLine = now
      return false
    }
    let waited = now - last
    guard waited > .seconds(10), snapshot.share - lastShare >= 0.05 || waited > .seconds(60) else { return false }
    lastLine = now
    lastShare = snapshot.share
    return true
  }

  /// `7 of 12 networks, 58 %, 3.2 per minute, 1 min 20 s left`.
  static func line(_ snapshot: ProgressSnapshot) -> String {
    var parts = ["\(snapshot.finished) of \(snapshot.total) networks", "\(Int(snapshot.share * 100)) %"]
    let rate = snapshot.networksPerSecond
    if rate >= 1 {
      parts.append(String(format: "%.1f per second", rate))
    } else if rate > 0 {
      parts.append(String(format: "%.1f per minute", rate * 60))
    }
    if snapshot.diverged > 0 { parts.append("\(snapshot.diverged) diverged") }
    if snapshot.failed > 0 { parts.append("\(snapshot.failed) failed") }
    if let left = snapshot.secondsLeft { parts.append("\(Console.duration(left)) left") }
    return parts.joined(separator: ", ")
  }

  /// Says how the run ended and what to do next.
  func conclude(_ end: RunEnd, of sweep: SweepConfiguration, options: RunOptions) {
    var text = closeLine() + (isQuiet ? "" : idleLine(end))
    let shard = options.shard.map { "shard \($0): " } ?? ""
    let counts = "\(shard)\(end.done) done, \(end.diverged) diverged, \(end.failed) failed"
    switch end.exitStatus {
    case 75:
      let reason = end.stopReason.map { "\($0): " } ?? ""
      text += "\(reason)stopped in good order; \(counts), \(end.left) left. Run the same command again to go on.\n"
    case 3 where end.left > 0:
      text += "\(end.stopReason ?? "a network failed"): stopped by --fail-fast; \(counts), \(end.left) left.\n"
    case 3:
      text +=
        "finished with failures: \(counts). Why: remanence status \(options.folder.path). To train them again: the same command with "
        + "--retry failed (or quarantined, or their ids).\n"
    default:
      if isQuiet { break }
      let isComplete = end.finishedOfRun == sweep.grid.networkCount
      text += "finished: \(counts). Next: remanence\(isComplete ? "-analysis" : " status") \(options.folder.path)\n"
    }
    if options.shard != nil, !isQuiet {
      text += "whole run: \(end.finishedOfRun) of \(sweep.grid.networkCount) networks finished\n"
    }
    Console.write(text)
  }

  /// `idle: 2.1 % of the ranks' time, rank 3 most with 4.0 %`.
  private func idleLine(_ end: RunEnd) -> String {
    guard let idle = end.idle, ranks > 1 else { return "" }
    let percent = { (share: Double) in String(format: "%.1f %%", 100 * share) }
    return "idle: \(percent(idle.ofAll)) of the ranks' time, rank \(idle.rank) most with \(percent(idle.largest))\n"
  }

  /// Ends the line that renews itself.
  private func closeLine() -> String {
    defer { hasOpenLine = false }
    return hasOpenLine ? "\n" : ""
  }

  private func counted(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }
}
