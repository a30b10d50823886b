/// Which failed networks are to be trained again (`--retry`).
public enum RetryRequest: Sendable, Equatable {
  /// All that failed and are not quarantined.
  case failed
  /// All that are quarantined.
  case quarantined
  /// These, quarantined or not.
  case networks(Set<Int>)

  /// Reads `failed`, `quarantined`, or ids with commas between them; nil for anything else.
  public init?(_ text: String) {
    switch text {
    case "failed": self = .failed
    case "quarantined": self = .quarantined
    default:
      let words = text.split(separator: ",", omittingEmptySubsequences: false)
      let ids = words.compactMap { $0.allSatisfy(\.isWholeNumber) ? Int($0) : nil }
      guard ids.count == words.count else { return nil }
      self = .networks(Set(ids))
    }
  }

  /// The networks among the rows of a run that the request names.
  ///
  /// One that failed once and has been finished since is no error: the same command may come again after a stop.
  ///
  /// - Throws: `RunError` for an id that is not in the table, or of a network that never failed.
  func networks(
    in results: [NetworkResult], failures: FailedNetworks, table: NetworkTable, folder: RunFolder
  ) throws(RunError) -> Set<Int> {
    let finished = Set(results.filter { $0.status != .failed }.map(\.network))
    let newest = Dictionary(failures.failures.map { ($0.network, $0) }, uniquingKeysWith: { $1 })
      .filter { !finished.contains($0.key) }
    switch self {
    case .failed: return Set(newest.filter { !$0.value.isQuarantined }.keys)
    case .quarantined: return Set(newest.filter { $0.value.isQuarantined }.keys)
    case .networks(let asked):
      let everFailed = Set(failures.failures.map(\.network))
      for network in asked.subtracting(everFailed).sorted() {
        throw RetryRequest.refusal(network, isFinished: finished.contains(network), table, folder)
      }
      return asked.intersection(newest.keys)
    }
  }

  private static func refusal(
    _ network: Int, isFinished: Bool, _ table: NetworkTable, _ folder: RunFolder
  ) -> RunError {
    let message =
      !table.indices.contains(network)
      ? "--retry \(network): the run has no such network, its ids are 0 to \(table.count - 1)"
      : "--retry \(network): the network has not failed, it is \(isFinished ? "done" : "still to be trained")"
    return RunError(
      .notFailed, place: folder.path, message: message,
      hint: "'remanence status \(folder.path)' lists the networks that failed")
  }
}
