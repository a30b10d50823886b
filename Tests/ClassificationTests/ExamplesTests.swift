import Classification
import Dynamics
import Testing

@Suite struct ExamplesTests {
  @Test func theClearestAndTheNearestAreChosen() throws {
    var networks: [Int: NetworkLabels] = [:]
    for (index, margin) in [0.3, 2, 0.1, 1, 3, 0.2].enumerated() {
      networks[index] = try labels(.limitCycle, .limitCycle, margin: margin, fates: [.limitCycle])
    }
    networks[6] = try labels(.limitCycle, .limitCycle, margin: nil, fates: [.limitCycle])
    networks[10] = try labels(.slowManifold, .slowPoints, margin: nil, fates: [.fixedPoint])
    networks[11] = try labels(.notLearned, .notLearned)
    let chosen = Examples(networks).all
    #expect(chosen.filter { $0.mechanism == .limitCycle }.map(\.index) == [4, 1, 3, 2])
    #expect(chosen.filter { $0.mechanism == .limitCycle }.map(\.why).last == "nearest to a threshold")
    #expect(chosen.filter { $0.mechanism == .slowManifold }.map(\.index) == [10])
    #expect(!chosen.contains { $0.mechanism == .notLearned })
    #expect(Examples([:]).all.isEmpty)
  }

  @Test func equalMarginsKeepTheirOrder() throws {
    let same = try labels(.mixed, .slowPoints, margin: 1, fates: [.fixedPoint])
    let networks = Dictionary(uniqueKeysWithValues: (0..<6).map { ($0, same) })
    #expect(Examples(networks).all.map(\.index) == [0, 1, 2, 5])
  }
}
