import ScalingLaws

/// Sweeps whose seeds differ, drawn from one model.
///
/// A network has a score: its seed's, shared by all cells, plus its own, plus a drift along the cells. Low scores did not learn,
/// middle ones are limit cycles, high ones slow manifolds. Random numbers are SplitMix64's (Steele et al. 2014, doi:10.1145/2660193.2660195).
struct SimulatedSweep {
  var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func uniform() -> Double {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return (Double((z ^ (z >> 31)) >> 11) + 0.5) * 0x1p-53
  }

  /// Networks of a sweep of one learning rate.
  ///
  /// - Parameters:
  ///   - shared: share of the variance of a score that belongs to the seed.
  ///   - shift: added to every score, to make a difference.
  ///   - lost: share of the networks that failed.
  mutating func networks(
    seeds: Int, durations: Int, shared: Double, shift: Double = 0, lost: Double = 0
  ) -> [PhaseTable.Network] {
    var networks: [PhaseTable.Network] = []
    for seed in 0..<seeds {
      let common = shared.squareRoot() * Normal.quantile(uniform())
      for duration in 0..<durations {
        let score = common + (1 - shared).squareRoot() * Normal.quantile(uniform()) + shift
        let place = score - 2 * (Double(duration) / Double(max(durations - 1, 1)) - 0.5)
        guard uniform() >= lost else { continue }
        networks.append(
          .init(
            learningRate: 0.1, duration: 20 * Double(duration), seed: seed,
            outcome: place < -0.5 ? .notLearned : place < 0.7 ? .limitCycle : .slowManifold))
      }
    }
    return networks
  }

  /// A published table: counts without seeds.
  static func counts(_ networks: [PhaseTable.Network]) -> PhaseTable {
    let durations = (networks.map(\.duration).max() ?? 0) / 20
    var counts = [[Int]](repeating: [0, 0, 0, 0], count: Int(durations) + 1)
    for network in networks { counts[Int(network.duration / 20)][network.outcome.rawValue] += 1 }
    return PhaseTable(
      .delay,
      cells: counts.enumerated().map { .init(learningRate: 0.1, duration: 20 * Double($0), counts: $1) })
  }
}
