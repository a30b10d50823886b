import Foundation

/// Why networks failed, as their rank files say.
struct FailedNetworks {
  /// A network that failed, in one attempt.
  struct Failure: Sendable, Equatable {
    /// Network id.
    let network: Int
    /// Attempt that recorded it.
    let attempt: Int
    /// Why.
    let message: String
    /// Whether it was not computed at all, since it had broken the process down before.
    let isQuarantined: Bool
  }

  /// A failure for every row of a failed network, in the order of the rows.
  let failures: [Failure]

  /// Reads the failures behind rows; rows of networks that did not fail are passed over.
  ///
  /// Every file is opened once; those that somebody may be adding to are not, and the rank's log is asked.
  ///
  /// - Parameter growing: attempts that may add to their files.
  init(_ results: [NetworkResult], _ folder: RunFolder, growing: Set<Int> = []) {
    let failed = results.filter { $0.status == .failed }
    var failures: [Failure] = []
    for (file, rows) in Dictionary(grouping: failed, by: \.file) {
      if let row = rows.first, growing.contains(row.attempt) {
        failures += FailedNetworks.readLog(of: row, rows, folder)
      } else {
        failures += FailedNetworks.read(folder.file(file), rows)
      }
    }
    self.failures = failures.sorted { ($0.network, $0.attempt) < ($1.network, $1.attempt) }
  }

  /// The newest attempt in which each network was quarantined.
  var quarantines: [Int: Int] {
    Dictionary(failures.filter(\.isQuarantined).map { ($0.network, $0.attempt) }, uniquingKeysWith: max)
  }

  private static func read(_ path: String, _ rows: [NetworkResult]) -> [Failure] {
    do throws(RunError) {
      let file = try RankFileNetworks(path: path)
      return rows.map { row in
        let stored = try? file.failure(row.network)
        return Failure(
          network: row.network, attempt: row.attempt, message: stored?.message ?? "unknown",
          isQuarantined: stored?.isQuarantined ?? false)
      }
    } catch {
      return rows.map {
        Failure(network: $0.network, attempt: $0.attempt, message: "unknown", isQuarantined: false)
      }
    }
  }

  private static func readLog(of row: NetworkResult, _ rows: [NetworkResult], _ folder: RunFolder) -> [Failure] {
    let log = folder.file(RunFolder.rankLogName(rank: row.rank, attempt: row.attempt))
    let text = FileManager.default.contents(atPath: log).map { String(decoding: $0, as: UTF8.self) } ?? ""
    var messages: [Int: String] = [:]
    for line in text.split(separator: "\n") {
      if case .failed(let network, let message) = RankLog.Event(line: line) { messages[network] = message }
    }
    return rows.map { row in
      let message = messages[row.network] ?? "unknown"
      return Failure(
        network: row.network, attempt: row.attempt, message: message,
        isQuarantined: message.hasPrefix(Precautions.quarantineWord))
    }
  }
}
