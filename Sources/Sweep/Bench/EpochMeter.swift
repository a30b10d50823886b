import Networks
import Training

/// Times the epochs of a case: the trainer that a sweep uses, its noise and metrics on.
final class EpochMeter {
  private let item: ThroughputCase
  private var trainer: NetworkTrainer
  /// Seconds per epoch, slice by slice.
  private var times: [Double] = []
  /// Seconds by phase in all slices that were looked into.
  private var phases: [EpochPhase: Double] = [:]

  /// Makes the trainer and warms it up.
  init(_ item: ThroughputCase) {
    self.item = item
    trainer = item.training.makeTrainer()
    for _ in 0..<2 { runEpoch() }
  }

  /// Runs one epoch; after the last one of a training, the first one of the next.
  func runEpoch() {
    if trainer.isFinished {
      let clock = trainer.clock
      trainer = item.training.makeTrainer()
      trainer.clock = clock
    }
    trainer.runEpoch()
  }

  /// Epochs per second over a slice of time.
  func measure(seconds: Double) -> Double {
    let rate = Slice(seconds: seconds, runEpoch).rate
    times.append(1 / rate)
    return rate
  }

  /// Looks into a slice of epochs to see where their time goes.
  ///
  /// The looking costs time itself, so these epochs count for the phases only.
  func measurePhases(seconds: Double) {
    trainer.clock.start()
    let slice = Slice(seconds: seconds, runEpoch)
    let found = trainer.clock.seconds
    trainer.clock = PhaseClock()
    for (phase, seconds) in found where phase != .rest { phases[phase, default: 0] += seconds }
    phases[.rest, default: 0] += slice.seconds - found.reduce(0) { $0 + ($1.key == .rest ? 0 : $1.value) }
  }

  /// Seconds of an epoch, the median of all slices.
  var secondsPerEpoch: Double { Spread(times).median }

  /// Seconds of an epoch by what they were spent on; they sum to `secondsPerEpoch`.
  func secondsByPhase() -> [ThroughputReport.Phase: Double] {
    let noise = NoiseShare.measure(item.training.network, trials: item.trials)
    let step = phases[.leakyStep] ?? 0
    let found: [ThroughputReport.Phase: Double] = [
      .gemm: phases[.gemm] ?? 0, .weightGradient: phases[.weightGradient] ?? 0, .tanh: step * (1 - noise),
      .noise: step * noise, .backwardElementwise: phases[.backwardElementwise] ?? 0, .rest: phases[.rest] ?? 0,
    ]
    let sum = found.values.reduce(0, +)
    return sum > 0 ? found.mapValues { $0 / sum * secondsPerEpoch } : found
  }
}
