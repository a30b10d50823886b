import MPI
import RandomStreams

/// A benchmark: which cases, and for how long.
///
/// Rank 0 measures every case alone; with several ranks all of them also measure it at once.
public struct BenchRun: Sendable {
  /// The cases.
  public let cases: ThroughputCases
  /// Seconds of measuring per case, SGEMM included; a case takes longer when three pairs do.
  public let secondsPerCase: Double

  /// How far a benchmark is.
  public struct Progress: Sendable {
    /// Cases that are finished.
    public let finished: Int
    /// Cases in all.
    public let total: Int
    /// Seconds that are left, by the time asked for.
    public let secondsLeft: Double
  }

  /// Describes a benchmark.
  public init(cases: ThroughputCases, secondsPerCase: Double) {
    self.cases = cases
    self.secondsPerCase = secondsPerCase
  }

  /// Seconds of epochs, and of SGEMM, in a pair: short enough that both see the same clock and the same neighbours.
  private var slice: Double { min(0.05, secondsPerCase / 8) }

  /// Measures all cases; collective.
  ///
  /// - Returns: the report, at rank 0.
  /// - Throws: `BenchError` on every rank when a case cannot be run; `MPIError`.
  public func execute(world: borrowing World, progress: (Progress) -> Void) throws -> ThroughputReport? {
    let items = try cases.all()
    try checkMemory(items, world: world)
    let sgemm = SgemmRate(try SgemmChoice.measured(seconds: min(0.02, slice), world: world))
    var results: [ThroughputReport.Case] = []
    var rankResults: [RankReport.Case] = []
    for (index, item) in items.enumerated() {
      let meter = CaseMeter(item, beside: sgemm, slice: slice)
      let ranks = RankMeter(item, meter, product: sgemm.winner, slice: slice)
      try measure(ranks, meter, world: world) { left in
        let others = Double(items.count - index - 1) * secondsPerCase
        progress(Progress(finished: index, total: items.count, secondsLeft: left + others))
      }
      guard world.rank == 0 else { continue }
      results.append(meter.result())
      rankResults.append(ranks.result())
    }
    guard world.rank == 0 else { return nil }
    return ThroughputReport(
      bestSgemmGflops: Spread(sgemm.pairs.map(\.best)).median, sgemm: ThroughputReport.Sgemm(sgemm),
      kernels: KernelSet.current.description, kernelLevel: KernelLevel.current, machine: Machine.processor,
      cases: results, ranks: RankReport(count: world.size, cases: rankResults))
  }

  /// Measures rounds of one case until its time is over, by rank 0's clock.
  private func measure(
    _ ranks: RankMeter, _ meter: CaseMeter, world: borrowing World, progress: (Double) -> Void
  ) throws(MPIError) {
    let clock = ContinuousClock()
    let begin = clock.now
    while true {
      let left = secondsPerCase - (clock.now - begin).seconds
      guard try world.broadcast(Int32(meter.pairCount < 3 || left > 0 ? 1 : 0)) != 0 else { return }
      if world.rank == 0 { progress(max(left, 0)) }
      try ranks.measureRound(world: world)
    }
  }

  /// Refuses cases for which a machine has no room, on all ranks alike.
  private func checkMemory(_ items: [ThroughputCase], world: borrowing World) throws {
    var refusal: BenchError?
    do {
      for item in items { try item.checkMemory(copies: world.size) }
    } catch {
      refusal = error
    }
    guard try world.allReduce(Int32(refusal == nil ? 0 : 1), .maximum) != 0 else { return }
    throw refusal ?? BenchError(code: .tooLarge, description: "the cases do not fit into the memory of another rank")
  }
}
