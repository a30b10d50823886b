import CPlatform
import Foundation

/// `rank-0003.a02.log`: what a rank did in an attempt, a line for every step, for people and for the next start.
///
///     2026-01-31T12:00:00Z begin 142 epoch 0
///     2026-01-31T12:01:00Z checkpoint 142 epoch 500
///     2026-01-31T12:02:30Z done 142
///
/// Lines are appended with one write each and not synchronised with the disk. No result needs them: what a log lacks is
/// missing from the count of losses alone (`EarlierLosses`), so that a log that cannot be written is no error.
package final class RankLog {
  /// A step.
  package enum Event: Sendable, Equatable {
    /// The rank begins a network, or goes on from a checkpoint at that epoch.
    case begin(network: Int, epoch: Int)
    /// A checkpoint was written; noted once a minute at most.
    case checkpoint(network: Int, epoch: Int)
    /// All epochs were run.
    case done(network: Int)
    /// The loss left its bounds.
    case diverged(network: Int)
    /// The network failed, or was quarantined.
    case failed(network: Int, message: String)
    /// The process broke down while it computed the network; written by the handler of the signal.
    case fault(network: Int, signal: Int)
    /// The rank stops in good order.
    case stop(cause: String)
    /// Something people should know.
    case warning(String)
  }

  /// The file.
  package let path: String
  private var descriptor: Int32 = -1
  private var isOpen = false
  private let clock = ContinuousClock()
  private var lastCheckpoint: ContinuousClock.Instant?

  /// Names a log; it is made with its first line.
  package init(folder: RunFolder, rank: Int, attempt: Int) {
    path = folder.file(RunFolder.rankLogName(rank: rank, attempt: attempt))
  }

  deinit {
    guard descriptor >= 0 else { return }
    remanence_note_faults_in(-1)
    close(descriptor)
  }

  /// Appends a line.
  package func note(_ event: Event) {
    if case .checkpoint = event {
      let now = clock.now
      if let lastCheckpoint, now - lastCheckpoint < .seconds(60) { return }
      lastCheckpoint = now
    }
    if !isOpen { open() }
    guard descriptor >= 0 else { return }
    let line = Array("\(Provenance.now) \(event.text)\n".utf8)
    _ = line.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
  }

  /// Tried once: where it fails, the attempt has no log.
  private func open() {
    isOpen = true
    descriptor = Foundation.open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
    remanence_note_faults_in(descriptor)
  }
}

extension RankLog.Event {
  /// How a network ended.
  init(_ record: NetworkRecord) {
    let network = record.result.network
    switch record.result.status {
    case .done: self = .done(network: network)
    case .diverged: self = .diverged(network: network)
    case .failed: self = .failed(network: network, message: record.message ?? "")
    }
  }

  /// The line without its time.
  package var text: String {
    switch self {
    case .begin(let network, let epoch): "begin \(network) epoch \(epoch)"
    case .checkpoint(let network, let epoch): "checkpoint \(network) epoch \(epoch)"
    case .done(let network): "done \(network)"
    case .diverged(let network): "diverged \(network)"
    case .failed(let network, let message): "failed \(network) \(Self.oneLine(message))"
    case .fault(let network, let signal): "fault \(network) signal \(signal)"
    case .stop(let cause): "stop \(cause)"
    case .warning(let text): "warning \(Self.oneLine(text))"
    }
  }

  private static func oneLine(_ text: String) -> String {
    text.split(whereSeparator: \.isNewline).joined(separator: " ")
  }

  /// Reads a line back, its time and all; nil for a damaged one.
  package init?(line: Substring) {
    let words = line.split(separator: " ", maxSplits: 3, omittingEmptySubsequences: false)
    guard words.count >= 3 else { return nil }
    let rest = line[words[2].startIndex...]
    let network = Int(words[2]) ?? -1
    let parts = words.count == 4 ? words[3].split(separator: " ", omittingEmptySubsequences: false) : []
    let number = parts.count == 2 ? Int(parts[1]) : nil
    switch words[1] {
    case "stop": self = .stop(cause: String(rest))
    case "warning": self = .warning(String(rest))
    case _ where network < 0: return nil
    case "done" where words.count == 3: self = .done(network: network)
    case "diverged" where words.count == 3: self = .diverged(network: network)
    case "failed": self = .failed(network: network, message: words.count == 4 ? String(words[3]) : "")
    default:
      guard let number, number >= 0 else { return nil }
      switch (words[1], parts[0]) {
      case ("begin", "epoch"): self = .begin(network: network, epoch: number)
      case ("checkpoint", "epoch"): self = .checkpoint(network: network, epoch: number)
      case ("fault", "signal"): self = .fault(network: network, signal: number)
      default: return nil
      }
    }
  }
}
