/// The plan of an attempt: which rank trains which networks, or in which order all do, and what each is predicted to cost.
struct RankPlan: Sendable {
  /// The plan of all ranks; one list for all where they share the work.
  let plan: Plan
  private let schedule: Schedule
  /// Networks that need care.
  let precautions: Precautions
  private let costs: NetworkCosts

  /// Plans networks; every rank comes to the same plan.
  ///
  /// - Parameters:
  ///   - networks: ids to train.
  ///   - begun: epochs that networks with a checkpoint have behind them; those networks come first.
  ///   - precautions: networks that are only to be noted as quarantined, which come first too, and that come last.
  ///   - schedule: dealt out, or in one list for all.
  init(
    configuration: SweepConfiguration, networks: [Int], begun: [Int: Int] = [:],
    precautions: Precautions = Precautions(), ranks: Int, schedule: Schedule = .static
  ) throws(ConfigurationErrors) {
    self.precautions = precautions
    let costs = try NetworkCosts(configuration, begun: begun)
    self.costs = costs
    self.schedule = schedule
    plan = Plan(
      networks: networks, rankCount: schedule == .dynamic ? 1 : ranks,
      comesFirst: { begun[$0] != nil || precautions.quarantined[$0] != nil }, comesLast: precautions.late.contains,
      cost: { precautions.quarantined[$0] == nil ? costs.left(ofNetwork: $0) : 0 })
  }

  /// Where a rank gets its networks from.
  func source(rank: Int, ranks: Int) -> any NetworkSource {
    switch schedule {
    case .static: StaticSource(plan.assignments[rank])
    case .dynamic where rank == 0: DynamicOwner(plan.assignments[0], ranks: ranks)
    case .dynamic: DynamicClient()
    }
  }

  /// Predicted cost of what is left of a network.
  func cost(ofNetwork network: Int) -> Double {
    precautions.quarantined[network] == nil ? costs.left(ofNetwork: network) : 0
  }

  /// Epochs of a network that earlier attempts ran; nil where it has no checkpoint.
  func epochsBefore(ofNetwork network: Int) -> Int? { costs.begun[network] }
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
