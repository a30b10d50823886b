/// Parts of an epoch, as a benchmark tells them apart.
public enum EpochPhase: Int, Sendable, CaseIterable {
  /// Recurrent and readout products, forward and backward through time.
  case gemm
  /// The product that gives the gradient of the recurrent and output weights, with its transposes.
  case weightGradient
  /// Noise, leak, tanh and store of a step; initial states.
  case leakyStep
  /// Slope times gradient, and the gradients of biases and input weights.
  case backwardElementwise
  /// Everything else: readout, loss, metrics, optimiser, packing.
  case rest
}

/// Adds up where the time of an epoch goes; while off, which it is by default, a lap costs one branch.
public struct PhaseClock: Sendable {
  private let clock = ContinuousClock()
  private var last: ContinuousClock.Instant?
  private var totals = [Duration](repeating: .zero, count: EpochPhase.allCases.count)

  /// A clock that is off.
  public init() {}

  /// Starts to count, from zero.
  public mutating func start() {
    for index in totals.indices { totals[index] = .zero }
    last = clock.now
  }

  /// Gives the time since the last lap to a phase.
  @inline(__always)
  mutating func lap(_ phase: EpochPhase) {
    if let last {
      let now = clock.now
      totals[phase.rawValue] += now - last
      self.last = now
    }
  }

  /// Seconds by phase since the start.
  public var seconds: [EpochPhase: Double] {
    Dictionary(uniqueKeysWithValues: zip(EpochPhase.allCases, totals.map { $0 / .seconds(1) }))
  }
}
