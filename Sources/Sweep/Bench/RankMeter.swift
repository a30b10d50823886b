import MPI

/// Rounds of one case: a pair at rank 0 alone, then epochs and SGEMM on every rank at once.
///
/// With one rank, alone is all there is.
final class RankMeter {
  private struct Round {
    /// Epochs and SGEMM products per second at rank 0 while the others sleep.
    let alone, sgemmAlone: Double
    /// The same of every rank while all work.
    let all, sgemmAll: [Double]

    /// What a rank loses beyond what SGEMM loses on the same core.
    func excess(rank: Int) -> Double { 1 - (all[rank] / alone) / (sgemmAll[rank] / sgemmAlone) }
  }

  private let item: ThroughputCase
  private let meter: CaseMeter
  private let product: SgemmProduct
  private let slice: Double
  private var rounds: [Round] = []

  /// Prepares a case on this rank.
  ///
  /// - Parameters:
  ///   - product: what all ranks multiply, the same on all.
  ///   - slice: seconds of each measurement.
  init(_ item: ThroughputCase, _ meter: CaseMeter, product: SgemmProduct, slice: Double) {
    self.item = item
    self.meter = meter
    self.product = product
    self.slice = slice
  }

  /// Measures a round; collective.
  func measureRound(world: borrowing World) throws(MPIError) {
    var (alone, sgemmAlone) = (0.0, 0.0)
    try world.alone {
      let pair = meter.measurePair()
      alone = pair.epochsPerSecond
      sgemmAlone = product.provider == .openBLAS ? pair.sgemm.openBLAS : pair.sgemm.small
    }
    guard world.size > 1 else {
      rounds.append(Round(alone: alone, sgemmAlone: sgemmAlone, all: [alone], sgemmAll: [sgemmAlone]))
      return
    }
    let epochs = try world.together(seconds: slice, meter.epochs.runEpoch)
    let products = try world.together(seconds: slice, product.run)
    guard let rows = try world.gather(rows: [epochs, products * product.gigaOperations]) else { return }
    rounds.append(
      Round(alone: alone, sgemmAlone: sgemmAlone, all: rows.map { $0[0] }, sgemmAll: rows.map { $0[1] }))
  }

  /// What has been found; of rank 0 only.
  func result() -> RankReport.Case {
    func median(_ number: (Round) -> Double) -> Double { Spread(rounds.map(number)).median }
    let ranks = (rounds.first?.all ?? []).indices
    let excesses = ranks.map { rank in Spread(rounds.map { $0.excess(rank: rank) }) }
    let worst = excesses.max { $0.median < $1.median } ?? Spread([])
    let rates = ranks.map { rank in median { $0.all[rank] } }
    let sgemmRates = ranks.map { rank in median { $0.sgemmAll[rank] } }
    let (alone, sgemmAlone) = (median(\.alone), median(\.sgemmAlone))
    let (slowest, slowestSgemm) = (rates.min() ?? .nan, sgemmRates.min() ?? .nan)
    return RankReport.Case(
      units: item.units, trials: item.trials, delayMs: item.delayMs, aloneEpochsPerSecond: alone,
      allEpochsPerSecondMinimum: slowest, allEpochsPerSecondMean: rates.reduce(0, +) / Double(rates.count),
      ratio: slowest / alone, sgemmAloneGflops: sgemmAlone, sgemmAllGflops: slowestSgemm,
      sgemmRatio: slowestSgemm / sgemmAlone, excess: worst.median, excessLow: worst.low, excessHigh: worst.high,
      rounds: rounds.count)
  }
}
