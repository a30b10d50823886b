import ScalingLaws
import Testing

@Suite struct PhaseTableTests {
  @Test func countsNetworksOfKnownSeeds() {
    let table = PhaseTable(
      .delay,
      networks: [
        .init(learningRate: 0.1, duration: 20, seed: 3, outcome: .limitCycle),
        .init(learningRate: 0.3, duration: 0, seed: 0, outcome: .slowManifold),
        .init(learningRate: 0.1, duration: 20, seed: 0, outcome: .notLearned),
        .init(learningRate: 0.1, duration: 20, seed: 0, outcome: .limitCycle),
      ])
    #expect(table.learningRates == [0.3, 0.1])
    #expect(table.durations == [0, 20])
    #expect(table.seeds == [0, 3])
    #expect(table.count(.limitCycle, rate: 1, duration: 1) == 2)
    #expect(table.count(.notLearned, rate: 1, duration: 1) == 0)
    #expect(table.networks(rate: 0, duration: 1) == 0)
    #expect(table.outcome(seed: 1, rate: 1, duration: 1) == .limitCycle)
    #expect(table.outcome(seed: 1, rate: 0, duration: 0) == nil)
    #expect(table.networkCount == 3)
  }

  @Test func addsUpCellsGivenTwice() {
    let table = PhaseTable(
      .reaction,
      cells: [
        .init(learningRate: 0.1, duration: 20, counts: [1, 2, 3, 4]),
        .init(learningRate: 0.1, duration: 20, counts: [1, 0, 0, 0]),
      ])
    #expect(table.networks(rate: 0, duration: 0) == 11)
    #expect(table.count(.notLearned, rate: 0, duration: 0) == 2)
    #expect(table.seeds.isEmpty)
    #expect(table.outcome(seed: 0, rate: 0, duration: 0) == nil)
  }
}
