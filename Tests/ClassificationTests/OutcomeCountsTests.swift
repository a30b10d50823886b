import Classification
import Dynamics
import Testing

@Suite struct OutcomeCountsTests {

  @Test func everyMechanismHasAColumn() {
    #expect(Set(OutcomeCounts.order) == Set(Mechanism.allCases.map(\.rawValue) + ["failed"]))
    #expect(OutcomeCounts.order.map(OutcomeCounts.column).contains("slow_manifold"))
    #expect(OutcomeCounts.column("notLearned") == "not_learned")
  }

  @Test func agreementIsCounted() throws {
    var counts = OutcomeCounts()
    for (mechanism, published) in [
      (Mechanism.limitCycle, PublishedClass.limitCycle), (.limitCycle, .slowPoints), (.slowManifold, .slowPoints),
      (.mixed, .slowPoints), (.notLearned, .notLearned), (.diverged, .notLearned), (.unstable, .unstable),
      (.unstable, .limitCycle),
    ] { counts.add(try labels(mechanism, published)) }
    counts.add(nil)
    #expect(counts.networks == 9)
    #expect(counts.count("failed") == 1)
    #expect(counts.learned == 4)
    let agreement = Agreement(counts)
    #expect(agreement.compared == 8)
    #expect(agreement.agreeing == 5)
    #expect(agreement.bothLearned == 4)
    #expect(agreement.bothLearnedAgreeing == 2)
    #expect(agreement.share == 0.625)
    #expect(Agreement(OutcomeCounts()).share == nil)
  }
}
