/// Time in which a rank has nothing to train.
struct IdleTime {
  private let clock = ContinuousClock()
  private let begin: ContinuousClock.Instant
  private var idleSince: ContinuousClock.Instant?
  private var idle = Duration.zero

  /// Starts the clock; the rank is busy.
  init() { begin = clock.now }

  /// Notes that the rank has nothing to do from now on, or still has nothing.
  mutating func pause() { idleSince = idleSince ?? clock.now }

  /// Notes that the rank is busy again, or still.
  mutating func resume() {
    guard let since = idleSince else { return }
    idle += clock.now - since
    idleSince = nil
  }

  /// Seconds without work, and seconds in all.
  var seconds: (idle: Double, total: Double) {
    let now = clock.now
    return ((idle + (idleSince.map { now - $0 } ?? .zero)).seconds, (now - begin).seconds)
  }
}

/// How much of the ranks' time passed without work, of all and of the idlest.
public struct IdleShare: Sendable, Equatable {
  /// Of all ranks together, 0 to 1.
  public let ofAll: Double
  /// Of the rank with most, 0 to 1.
  public let largest: Double
  /// That rank.
  public let rank: Int

  /// Sums up.
  ///
  /// - Parameter ranks: idle seconds and seconds in all, of every rank in order.
  init(ranks: [(idle: Double, total: Double)]) {
    let shares = ranks.map { $0.total > 0 ? $0.idle / $0.total : 0 }
    let total = ranks.reduce(0) { $0 + $1.total }
    ofAll = total > 0 ? ranks.reduce(0) { $0 + $1.idle } / total : 0
    largest = shares.max() ?? 0
    rank = shares.firstIndex(of: largest) ?? 0
  }
}
