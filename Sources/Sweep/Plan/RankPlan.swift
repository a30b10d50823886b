/// The static plan of an attempt: which rank trains which networks, and what each is predicted to cost.
struct RankPlan: Sendable {
  /// The plan of all ranks.
  let plan: Plan
  private let costOfCell: [Double]
  private let seeds: Int

  /// Plans networks; every rank comes to the same plan.
  init(configuration: SweepConfiguration, networks: [Int], ranks: Int) throws(ConfigurationErrors) {
    var costs: [Double] = []
    costs.reserveCapacity(configuration.grid.cellCount)
    for cell in 0..<configuration.grid.cellCount {
      costs.append(RelativeCost.ofTraining(try configuration.settings(ofCell: cell)))
    }
    costOfCell = costs
    let seeds = configuration.grid.seedIndices.count
    self.seeds = seeds
    plan = Plan(networks: networks, rankCount: ranks) { costs[$0 / seeds] }
  }

  /// Predicted cost of a network.
  func cost(ofNetwork network: Int) -> Double { costOfCell[network / seeds] }
}

extension SweepConfiguration {
  /// Plans networks of this sweep by their relative cost.
  ///
  /// - Parameters:
  ///   - rankCount: number of ranks, at least 1.
  ///   - networks: ids to train; nil for all.
  /// - Throws: as `settings(ofCell:)`.
  public func plan(rankCount: Int, networks: [Int]? = nil) throws(ConfigurationErrors) -> Plan {
    try RankPlan(configuration: self, networks: networks ?? Array(table.indices), ranks: rankCount).plan
  }
}
