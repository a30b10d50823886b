import Foundation

/// What attempts that broke off say of the networks that were being computed: the logs of attempts without an end.
///
/// An attempt that ended says nothing here, and none of its logs is read.
package struct EarlierLosses: Sendable, Equatable {
  /// A process that broke down while it computed a network.
  package struct Fault: Sendable, Equatable {
    /// Number of the signal.
    package let signal: Int
    /// The attempt.
    package let attempt: Int
  }

  /// Faults of every network that had any, oldest first.
  package private(set) var faults: [Int: [Fault]] = [:]
  /// Attempts in which a network was lost in progress, nobody knows why, ascending.
  package private(set) var losses: [Int: [Int]] = [:]

  /// Reads the logs.
  ///
  /// - Parameter attempts: the attempts that broke off.
  package init(_ folder: RunFolder, attempts: Set<Int>) {
    guard !attempts.isEmpty else { return }
    let logs = folder.rankLogs(ofAttempts: attempts)
    for attempt in logs.keys.sorted() {
      let endings = (logs[attempt] ?? []).compactMap { RankLogEnding(path: folder.file($0)) }
      add(endings, attempt: attempt)
    }
  }

  /// Where a rank broke down, that is what ended the others too: no other network is suspected.
  private mutating func add(_ endings: [RankLogEnding], attempt: Int) {
    let broken = endings.compactMap(\.fault)
    for fault in broken { faults[fault.network, default: []].append(Fault(signal: fault.signal, attempt: attempt)) }
    guard broken.isEmpty else { return }
    for network in endings.compactMap(\.networkInProgress) { losses[network, default: []].append(attempt) }
  }
}

extension RunFolder {
  /// Attempts that have no end, or cannot be read, and came before another one.
  func attemptsThatBrokeOff(before attempt: Int) -> Set<Int> {
    Set(attempts.filter { $0 < attempt && Attempt.read(self, number: $0)?.end == nil })
  }
}
