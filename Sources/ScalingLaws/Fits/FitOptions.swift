/// What is fitted, and how its errors are found.
public struct FitOptions: Sendable {
  /// Bootstrap replicates: 2000 leave about 10 beyond each end of the interval for 8 seeds, and 50 for many.
  public var replicates = 2000
  /// Which replicates are drawn.
  public var seed: UInt64 = 1
  /// The published sweep that the table is a part of; nil for any other.
  ///
  /// It decides the published starts and skip rules, and what is shown beside.
  public var publishedSweep: PublishedSweep?
  /// Boundaries to look for: a table may not tell slow manifolds apart.
  public var boundaries = Boundary.allCases
  /// Learning rates to be left out by hand, as a second fit beside the one with all.
  public var droppedRates: [Double] = []

  /// The defaults.
  public init() {}

  /// Whether a learning rate is the one that a user means: within a part in a thousand.
  public static func isSame(_ rate: Double, _ named: Double) -> Bool { abs(rate - named) <= 1e-3 * abs(named) }

  /// Start of the published onset in ms, and the largest share below which the published fits skip a learning rate.
  var publishedChoices: (start: Double, smallestShare: Double) {
    publishedSweep == .postReaction ? (0.5, 0.2) : (0.1, 0.1)
  }

  /// Which learning rates take part: all, then the published choice by hand and the user's own.
  func selections(_ boundary: Boundary) -> [Selection] {
    var selections = [Selection.all]
    if let published = publishedSweep?.selection(boundary) { selections.append(published) }
    if !droppedRates.isEmpty {
      let dropped = droppedRates
      selections.append(
        Selection("byHand") { rate in !dropped.contains { FitOptions.isSame(rate, $0) } })
    }
    return selections
  }
}
