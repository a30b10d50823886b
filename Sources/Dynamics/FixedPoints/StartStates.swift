/// The starts of a search: those given, their mean, perturbed copies, and the scale they span.
struct StartStates {
  private let states: [[Double]]
  /// Largest distance of a given start from the mean of all; a hundredth of the largest start where that is more; else 1.
  let scale: Double

  /// Adds the mean, about which a limit cycle has its focus, and the perturbed copies.
  ///
  /// - Parameters:
  ///   - given: at least one state, all of one size.
  ///   - options: how many copies, and how far away.
  init(_ given: [[Double]], options: CriticalPointSearch.Options) {
    let size = given.first?.count ?? 0
    // Equal starts count once; in an order of their own, even the rounding of the mean forgets the given order.
    let given = Set(given).sorted { $0.lexicographicallyPrecedes($1) }
    var mean = [Double](repeating: 0, count: size)
    for state in given { mean = sum(mean, 1 / Double(given.count), state) }
    let extent = given.map { distance($0, mean) }.max() ?? 0
    let largest = given.map { length($0) }.max() ?? 0
    let span = max(extent, largest / 100)
    scale = span > 0 ? span : 1
    // A uniform number in [-1, 1] has variance 1/3.
    let amplitude = options.perturbationShare * scale * (3 / Double(size)).squareRoot()
    var states = given.contains(mean) ? given : given + [mean]
    for state in given {
      let key = StartStates.key(of: state)
      for copy in 0..<options.perturbedCopies {
        states.append(state.enumerated().map { $1 + amplitude * StartStates.number(key, copy, $0) })
      }
    }
    self.states = states
  }

  /// The starts, the slowest first; the elements of the state settle ties.
  func ordered(for system: some SmoothSystem) -> [[Double]] {
    let keyed = states.map { state -> (speed: Double, state: [Double]) in
      let speed = squaredLength(LocalModel.velocity(of: system, at: state))
      return (speed.isNaN ? .infinity : speed, state)
    }
    return keyed.sorted {
      $0.speed != $1.speed ? $0.speed < $1.speed : $0.state.lexicographicallyPrecedes($1.state)
    }.map(\.state)
  }

  /// A number in [-1, 1) addressed by start, copy and unit.
  static func number(_ key: UInt64, _ copy: Int, _ unit: Int) -> Double {
    let bits = mix(mix(key &+ UInt64(truncatingIfNeeded: copy)) &+ UInt64(truncatingIfNeeded: unit))
    return Double(bits >> 11) / Double(1 << 52) - 1
  }

  private static func key(of state: [Double]) -> UInt64 { state.reduce(1) { mix($0 ^ $1.bitPattern) } }

  /// One output of SplitMix64 (Steele, Lea and Flood 2014, doi:10.1145/2660193.2660195).
  private static func mix(_ value: UInt64) -> UInt64 {
    var z = value &+ 0x9E37_79B9_7F4A_7C15
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
