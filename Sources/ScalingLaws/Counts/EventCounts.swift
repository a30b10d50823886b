/// Networks, and those of them with an outcome, per cell: all that an estimator sees of a table.
///
/// Counts are real numbers, since a resampled seed may count several times. A cell without networks was not run.
public struct EventCounts: Sendable, Equatable {
  /// Learning rates, falling.
  public let learningRates: [Double]
  /// Durations in ms, rising.
  public let durations: [Double]
  /// Networks, `[rate, duration]`.
  public var networks: [Double]
  /// Networks with the outcome, `[rate, duration]`.
  public var events: [Double]

  /// Takes counts as they are.
  public init(learningRates: [Double], durations: [Double], networks: [Double], events: [Double]) {
    self.learningRates = learningRates
    self.durations = durations
    self.networks = networks
    self.events = events
  }

  /// Counts on which side of a boundary networks are.
  public init(_ table: PhaseTable, _ boundary: Boundary) {
    learningRates = table.learningRates
    durations = table.durations
    networks = []
    events = []
    for rate in table.learningRates.indices {
      for duration in table.durations.indices {
        let counted = Outcome.allCases.filter(boundary.includes)
        networks.append(Double(table.networks(rate: rate, duration: duration)))
        events.append(Double(counted.reduce(0) { $0 + table.count($1, rate: rate, duration: duration) }))
      }
    }
  }

  /// All durations of a learning rate that were run.
  public func row(rate: Int) -> ShareRow {
    let cells = (0..<durations.count).map { rate * durations.count + $0 }.filter { networks[$0] > 0 }
    return ShareRow(
      positions: cells.map { durations[$0 % durations.count] }, networks: cells.map { networks[$0] },
      events: cells.map { events[$0] })
  }

  /// All learning rates of a duration that were run, rising.
  public func row(duration: Int) -> ShareRow {
    let rates = learningRates.indices.reversed().filter { networks[$0 * durations.count + duration] > 0 }
    let cells = rates.map { $0 * durations.count + duration }
    return ShareRow(
      positions: rates.map { learningRates[$0] }, networks: cells.map { networks[$0] },
      events: cells.map { events[$0] })
  }
}
