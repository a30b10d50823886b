import Foundation
import RandomStreams
import ScalingLaws

/// A sweep drawn from a known law, with or without seeds that differ.
struct SyntheticSweep {
  var rates = [0.3, 0.2, 0.1, 0.05, 0.03, 0.02]
  var durations = stride(from: 0.0, through: 400, by: 40).map { $0 }
  var seeds = 20
  /// ln(p / (1 - p)) of failure = sharpness (ln rate - ln prefactor - exponent ln duration + seed).
  var exponent = -2.7
  var prefactor = 5000.0
  var sharpness = 2.0
  /// Whether some of the networks that learn are on a slow manifold; without them there is one boundary only.
  var hasSlowManifolds = true
  /// Standard deviation of what a seed adds in all its cells, in units of ln rate.
  var seedSpread = 0.0

  /// Expected share of failures.
  func share(rate: Double, duration: Double, seed: Double = 0) -> Double {
    guard duration > 0 else { return 0 }
    let distance = log(rate) - log(prefactor) - exponent * log(duration) + seed
    return 1 / (1 + exp(-sharpness * distance))
  }

  /// Networks that learn are on a slow manifold where half the failure's critical duration is not reached, else on a cycle.
  func table(number: Int) -> PhaseTable {
    let cells = rates.count * durations.count
    let uniforms = RandomStream(key: 0x5EED, purpose: .data).uniforms(count: seeds * cells, index: 2 * number)
    let spread = RandomStream(key: 0x5EED, purpose: .analysis).uniforms(count: seeds, index: 2 * number + 1)
    var networks: [PhaseTable.Network] = []
    for seed in 0..<seeds {
      let effect = seedSpread * Normal.quantile(spread[seed])
      for (row, rate) in rates.enumerated() {
        for (column, duration) in durations.enumerated() {
          let uniform = uniforms[(seed * rates.count + row) * durations.count + column]
          let failure = share(rate: rate, duration: duration, seed: effect)
          let slow =
            !hasSlowManifolds ? 0 : (1 - failure) * (1 - share(rate: rate, duration: 2 * duration, seed: effect))
          let outcome: Outcome =
            uniform < failure ? .notLearned : uniform < failure + slow ? .slowManifold : .limitCycle
          networks.append(.init(learningRate: rate, duration: duration, seed: seed, outcome: outcome))
        }
      }
    }
    return PhaseTable(.delay, networks: networks)
  }

  /// The same without saying which seed did what.
  func countsAlone(number: Int) -> PhaseTable {
    let table = table(number: number)
    return PhaseTable(
      .delay,
      cells: table.learningRates.indices.flatMap { rate in
        table.durations.indices.map { duration in
          PhaseTable.Cell(
            learningRate: table.learningRates[rate], duration: table.durations[duration],
            counts: Outcome.allCases.map { table.count($0, rate: rate, duration: duration) })
        }
      })
  }
}
