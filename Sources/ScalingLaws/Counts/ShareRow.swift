/// Shares along a line of the grid: all durations of one learning rate, or all learning rates of one duration.
public struct ShareRow: Sendable, Equatable {
  /// Durations in ms or learning rates, rising.
  public let positions: [Double]
  /// Networks at each, none of them zero.
  public let networks: [Double]
  /// Networks with the outcome at each.
  public let events: [Double]

  /// Describes a line.
  public init(positions: [Double], networks: [Double], events: [Double]) {
    self.positions = positions
    self.networks = networks
    self.events = events
  }

  /// Share of the networks with the outcome.
  public var shares: [Double] { zip(events, networks).map { $0 / $1 } }
}
