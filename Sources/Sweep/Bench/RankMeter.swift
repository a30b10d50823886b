import MPI

/// Rounds of one case: a pair at rank 0 alone, then epochs and SGEMM on every rank at once.
///
/// With one rank, alone is all there is.
final class RankMeter {
  private struct Round {
    let alone, minimum, mean, sgemmAlone, sgemmAll: Double
    var ratio: Double { mean / alone }
    var sgemmRatio: Double { sgemmAll / sgemmAlone }
    var excess: Double { 1 - ratio / sgemmRatio }
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
      rounds.append(Round(alone: alone, minimum: alone, mean: alone, sgemmAlone: sgemmAlone, sgemmAll: sgemmAlone))
      return
    }
    let epochs = try world.minimumAndMean(of: world.together(seconds: slice, meter.epochs.runEpoch))
    let products = try world.minimumAndMean(of: world.together(seconds: slice, product.run))
    guard world.rank == 0 else { return }
    rounds.append(
      Round(
        alone: alone, minimum: epochs.minimum, mean: epochs.mean, sgemmAlone: sgemmAlone,
        sgemmAll: products.mean * product.gigaOperations))
  }

  /// What has been found; of rank 0 only.
  func result() -> RankReport.Case {
    func median(_ number: (Round) -> Double) -> Double { Spread(rounds.map(number)).median }
    let excess = Spread(rounds.map(\.excess))
    return RankReport.Case(
      units: item.units, trials: item.trials, delayMs: item.delayMs, aloneEpochsPerSecond: median(\.alone),
      allEpochsPerSecondMinimum: median(\.minimum), allEpochsPerSecondMean: median(\.mean), ratio: median(\.ratio),
      sgemmAloneGflops: median(\.sgemmAlone), sgemmAllGflops: median(\.sgemmAll), sgemmRatio: median(\.sgemmRatio),
      excess: excess.median, excessLow: excess.low, excessHigh: excess.high, rounds: rounds.count)
  }
}
