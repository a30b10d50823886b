/// What an attempt does about networks that earlier attempts did not survive.
///
/// A network is quarantined when its own computation has broken the process down twice (`remanence_watch_faults` says what
/// counts). What comes from outside, SIGKILL, SIGTERM or a lost node, hits innocent networks and never quarantines: a network
/// that was lost so three times without coming any further only comes last.
package struct Precautions: Sendable, Equatable {
  /// Faults that quarantine a network.
  static let faultLimit = 2
  /// Losses in a row without a newer checkpoint that put a network at the end.
  static let lossLimit = 3

  /// What the reason of a quarantine begins with.
  static let quarantineWord = "quarantined"

  /// The networks that are not computed, with the faults that speak against them.
  package private(set) var quarantined: [Int: [EarlierLosses.Fault]] = [:]
  /// The networks that come last.
  package private(set) var late: Set<Int> = []

  /// No precautions.
  package init() {}

  /// Judges what happened.
  ///
  /// - Parameters:
  ///   - settled: the networks that need no computing, and so no precautions.
  ///   - quarantines: the newest attempt that recorded a network's quarantine; faults up to then have been dealt with.
  ///   - checkpoints: the attempt that wrote the checkpoint of a network; losses up to then did not stop it.
  package init(
    _ earlier: EarlierLosses, settled: Set<Int>, quarantines: [Int: Int] = [:], checkpoints: [Int: Int] = [:]
  ) {
    for (network, faults) in earlier.faults where !settled.contains(network) {
      let counted = faults.filter { $0.attempt > quarantines[network] ?? 0 }
      if counted.count >= Precautions.faultLimit { quarantined[network] = counted }
    }
    for (network, losses) in earlier.losses where !settled.contains(network) && quarantined[network] == nil {
      let counted = losses.count { $0 > checkpoints[network] ?? 0 }
      if counted >= Precautions.lossLimit { late.insert(network) }
    }
  }

  /// Why a network is not computed; nil where it is.
  package func quarantine(ofNetwork network: Int) -> String? {
    guard let faults = quarantined[network] else { return nil }
    let times = faults.count == 2 ? "twice" : "\(faults.count) times"
    let list = faults.map { "signal \($0.signal) in attempt \($0.attempt)" }.joined(separator: ", ")
    return "\(Precautions.quarantineWord): it ended the process \(times) (\(list))"
  }
}

extension Precautions {
  /// As numbers that travel between ranks: the late networks behind their count, then network, count, signals and attempts.
  package var numbers: [Int64] {
    let waiting = [late.count] + late.sorted()
    let faulty = quarantined.sorted { $0.key < $1.key }.flatMap { network, faults in
      [network, faults.count] + faults.flatMap { [$0.signal, $0.attempt] }
    }
    return (waiting + faulty).map(Int64.init)
  }

  /// Reads them back.
  package init(numbers: [Int64]) {
    var rest = numbers.map(Int.init)[...]
    late = Set(rest.prefix(1 + (rest.first ?? 0)).dropFirst())
    rest = rest.dropFirst(1 + late.count)
    while let network = rest.popFirst(), let count = rest.popFirst() {
      let pairs = Array(rest.prefix(2 * count))
      quarantined[network] = stride(from: 0, to: pairs.count - 1, by: 2).map {
        EarlierLosses.Fault(signal: pairs[$0], attempt: pairs[$0 + 1])
      }
      rest = rest.dropFirst(pairs.count)
    }
  }
}
