import MPI

/// How far a run is, as rank 0 knows it.
public struct ProgressSnapshot: Sendable, Equatable {
  /// Networks finished in this attempt and before.
  public let finished: Int
  /// Networks that diverged in this attempt.
  public let diverged: Int
  /// Networks that failed in this attempt.
  public let failed: Int
  /// Networks of this attempt's part of the run.
  public let total: Int
  /// Seconds since the start of this attempt.
  public let elapsed: Double
  /// Share of this attempt's predicted work that is done, 0 to 1; parts of networks count.
  public let share: Double
  /// Networks finished per second in this attempt.
  public let networksPerSecond: Double
  /// Seconds left, from the slowest rank's speed so far; nil until something can be said.
  public let secondsLeft: Double?
}

/// Collects the progress of all ranks at rank 0 by small messages that nobody waits for.
///
/// Every rank reports at most twice a second, between epochs; rank 0 looks for reports between its own epochs.
struct ProgressBoard {
  private static let tag = 1

  private struct Report {
    var finished = 0.0
    var diverged = 0.0
    var failed = 0.0
    var cost = 0.0
  }

  private let costs: [Double]
  private let total: Int
  private let finishedBefore: Int
  private let clock = ContinuousClock()
  private let begin: ContinuousClock.Instant
  private var lastReport: ContinuousClock.Instant
  private var reports: [Report]

  /// Starts the clock.
  ///
  /// - Parameters:
  ///   - ranks: number of ranks.
  ///   - costs: predicted work in this attempt, of every rank, or of all together where they share it.
  ///   - total: networks of this attempt's part of the run.
  ///   - finishedBefore: networks that earlier attempts finished.
  init(ranks: Int, costs: [Double], total: Int, finishedBefore: Int) {
    self.costs = costs
    self.total = total
    self.finishedBefore = finishedBefore
    begin = clock.now
    lastReport = begin
    reports = Array(repeating: Report(), count: ranks)
  }

  /// Whether half a second has passed since the last report.
  mutating func isDue() -> Bool {
    let now = clock.now
    guard now - lastReport > .milliseconds(500) else { return false }
    lastReport = now
    return true
  }

  /// Notes this rank's progress: at rank 0 directly, elsewhere by a message to it.
  ///
  /// - Parameters:
  ///   - results: networks this rank has finished.
  ///   - cost: predicted work done, parts of networks included.
  mutating func report(_ results: [NetworkResult], cost: Double, world: borrowing World) throws(MPIError) {
    let values = [
      Double(results.count), Double(results.count { $0.status == .diverged }),
      Double(results.count { $0.status == .failed }), cost,
    ]
    if world.rank == 0 {
      take(values, from: 0)
    } else {
      try world.send(values, to: 0, tag: ProgressBoard.tag)
    }
  }

  /// Takes in what other ranks have sent.
  mutating func collect(world: borrowing World) throws(MPIError) {
    guard world.rank == 0 else { return }
    while let message = try world.poll(tag: ProgressBoard.tag) { take(message.values, from: message.source) }
  }

  private mutating func take(_ values: [Double], from rank: Int) {
    guard values.count == 4, reports.indices.contains(rank) else { return }
    reports[rank] = Report(finished: values[0], diverged: values[1], failed: values[2], cost: values[3])
  }

  /// What can be said now.
  var snapshot: ProgressSnapshot {
    let elapsed = (clock.now - begin).seconds
    let finished = reports.reduce(0) { $0 + $1.finished }
    let costDone = reports.reduce(0) { $0 + $1.cost }
    let costTotal = costs.reduce(0, +)
    return ProgressSnapshot(
      finished: finishedBefore + Int(finished), diverged: Int(reports.reduce(0) { $0 + $1.diverged }),
      failed: Int(reports.reduce(0) { $0 + $1.failed }), total: total, elapsed: elapsed,
      share: costTotal > 0 ? min(costDone / costTotal, 1) : 1,
      networksPerSecond: elapsed > 0 ? finished / elapsed : 0, secondsLeft: secondsLeft(elapsed, costDone))
  }

  /// The run ends with its slowest rank, or, where ranks share the work, with all at once; a rank that has not reported yet is taken to be as fast as the others.
  private func secondsLeft(_ elapsed: Double, _ costDone: Double) -> Double? {
    guard costDone > 0, elapsed > 1 else { return nil }
    guard costs.count == reports.count else { return max(costs.reduce(0, +) - costDone, 0) / costDone * elapsed }
    let meanSpeed = costDone / elapsed / Double(reports.count)
    return zip(reports, costs).map { report, cost in
      max(cost - report.cost, 0) / (report.cost > 0 ? report.cost / elapsed : meanSpeed)
    }.max()
  }
}
