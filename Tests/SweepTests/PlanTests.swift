import Sweep
import Testing

@Suite struct PlanTests {
  @Test func longestFirstToTheLeastLoaded() {
    let costs: [Double] = [2, 7, 3, 5, 4]
    let plan = Plan(networks: 0..<5, rankCount: 2) { costs[$0] }
    #expect(plan.assignments == [[1, 2], [3, 4, 0]])
    #expect(plan.costs == [10, 11])
    #expect(plan.longestCost == 11 && plan.totalCost == 21)
  }

  @Test func tiesGoToTheLowest() {
    let plan = Plan(networks: [5, 3, 1, 4, 2, 0], rankCount: 3) { _ in 1 }
    #expect(plan.assignments == [[0, 3], [1, 4], [2, 5]])
  }

  @Test(arguments: [1, 2, 3, 7, 64]) func everyNetworkOnce(_ rankCount: Int) throws {
    let configuration = try parse(
      minimal("grid:\n  task.delay: { range: [0 ms, 50 ms, 5 ms] }\n  seed: { count: 4 }\n"))
    let plan = try configuration.plan(rankCount: rankCount)
    #expect(plan.assignments.count == rankCount)
    #expect(plan.assignments.flatMap { $0 }.sorted() == Array(0..<44))
    // Graham's bound, from below by the mean load.
    #expect(
      plan.longestCost <= plan.totalCost / Double(rankCount)
        + RelativeCost.ofTraining(try configuration.settings(ofCell: 10)))
    #expect(try configuration.plan(rankCount: rankCount) == plan)
  }

  @Test func whatIsLeft() throws {
    let configuration = try parse(minimal("grid:\n  task.delay: [0 ms, 50 ms]\n  seed: { count: 4 }\n"))
    let plan = try configuration.plan(rankCount: 2, networks: [6, 1])
    #expect(plan.assignments == [[6], [1]])
    #expect(try configuration.plan(rankCount: 2, networks: []).assignments == [[], []])
  }

  /// Cheap or not, and on whichever rank they are best placed: what was begun is at the head of a list.
  @Test func whatWasBegunComesFirst() {
    let costs: [Double] = [2, 7, 3, 5, 4]
    let plan = Plan(networks: 0..<5, rankCount: 2, comesFirst: { [0, 4].contains($0) }) { costs[$0] }
    #expect(plan.assignments == [[1, 2], [4, 0, 3]])
    #expect(plan.costs == [10, 11])
  }

  @Test func senselessCostsAreZero() {
    let costs: [Double] = [.nan, -1, .infinity, 1]
    let plan = Plan(networks: 0..<4, rankCount: 1) { costs[$0] }
    #expect(plan.assignments == [[3, 0, 1, 2]])
    #expect(plan.totalCost == 1)
  }

  @Test func relativeCost() throws {
    let settings = try parse(minimal("training: { epochs: 10 }\n")).settings(ofCell: 0)
    #expect(RelativeCost.ofTraining(settings) == 10 * 36 * 128 * (10_000 + 400))
  }
}
