/// One case as it is measured: slices of epochs and of SGEMM in turn, now and then a look into the epochs.
final class CaseMeter {
  /// The trainer's epochs.
  let epochs: EpochMeter
  /// Number of pairs so far.
  var pairCount: Int { shares.count }

  private let item: ThroughputCase
  private let sgemm: SgemmRate
  private let slice: Double
  private var shares: [Double] = []
  private var sgemmRates: [Double] = []

  /// Prepares a case.
  ///
  /// - Parameter slice: seconds of epochs, and of SGEMM, in a pair.
  init(_ item: ThroughputCase, beside sgemm: SgemmRate, slice: Double) {
    self.item = item
    self.sgemm = sgemm
    self.slice = slice
    epochs = EpochMeter(item)
  }

  /// Measures a slice of epochs and a slice of SGEMM right after it.
  func measurePair() -> (epochsPerSecond: Double, sgemm: SgemmRate.Pair) {
    // The first look comes early, so that the shortest measurement has one.
    if pairCount % 4 == 1 { epochs.measurePhases(seconds: slice) }
    let rate = epochs.measure(seconds: slice)
    let pair = sgemm.measure(seconds: slice)
    shares.append(rate * item.usefulGigaOperations / pair.best)
    sgemmRates.append(pair.best)
    return (rate, pair)
  }

  /// What has been found.
  func result() -> ThroughputReport.Case {
    let share = Spread(shares)
    let time = epochs.secondsPerEpoch
    let seconds = epochs.secondsByPhase()
    return ThroughputReport.Case(
      units: item.units, trials: item.trials, delayMs: item.delayMs, steps: item.steps,
      networkEpochsPerSecond: 1 / time, usefulGflops: item.usefulGigaOperations / time, share: share.median,
      shareLow: share.low, shareHigh: share.high, sgemmGflops: Spread(sgemmRates).median, pairs: shares.count,
      seconds: Dictionary(uniqueKeysWithValues: seconds.map { ($0.key.rawValue, $0.value) }))
  }
}
