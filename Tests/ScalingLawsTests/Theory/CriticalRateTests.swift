import Foundation
import ScalingLaws
import Testing

/// Descent against the critical rates in closed form.
@Suite struct CriticalRateTests {
  static let search = CriticalRateSearch()

  /// Exponents of an independent simulation for delays 20 to 320.
  static let laws: [(mechanism: MemoryMechanism, rule: ResponseRule, exponent: Double)] = [
    (.slowPoint, .short, -4.89), (.slowPoint, .equal, -4), (.limitCycle, .short, -2.93), (.limitCycle, .equal, -2),
  ]

  @Test(arguments: laws)
  func measuredIsClosedForm(_ law: (mechanism: MemoryMechanism, rule: ResponseRule, exponent: Double)) throws {
    let found = try TheoryLaw(
      law.mechanism, law.rule, delays: [20, 40, 80, 160, 320], search: CriticalRateTests.search)
    #expect(found.model == law.mechanism && found.response == law.rule)
    for (measured, closed) in zip(found.criticalRateMeasured, found.criticalRateClosedForm) {
      #expect(measured / closed > 0.999 && measured / closed < 1.06, "\(measured / closed)")
    }
    #expect(abs(found.exponent - law.exponent) < 0.1, "\(found.exponent)")
    #expect(abs(found.exponentClosedForm - law.exponent) < 0.1, "\(found.exponentClosedForm)")
    #expect(abs(found.exponentClosedForm - found.exponentAsymptotic) < 0.12)
    #expect(found.rSquared > 0.999)
    #expect(try #require(found.standardError) < 0.05)
  }

  /// Below the critical rate no start fails, and the failure found is one.
  @Test(arguments: [(60.0, 10.0), (60, 60), (10, 35), (40, 1e-3)])
  func theFirstFailureIsOne(delay: Double, response: Double) throws {
    let task = try TheoryCases.task((delay, response))
    try check(SlowPoint(task))
    try check(LimitCycle(task))
  }

  private func check(_ model: some MemoryModel) throws {
    let failure = try #require(CriticalRateTests.search.measure(model))
    #expect(failure.rate / model.criticalRate > 0.999 && failure.rate / model.criticalRate < 1.1)
    #expect(model.starts(25).contains(failure.start))
    let descent = ParameterDescent(model, rate: failure.rate)
    #expect(descent.entry(from: failure.start, within: 3000) == failure.step)
    let path = descent.path(from: failure.start, steps: 3000)
    #expect(path.count == failure.step + 1)
    #expect(model.isInZone(path[failure.step]) && !model.isInZone(path[failure.step - 1]))
    #expect(CriticalRateTests.search.failures(of: model, rate: 0.99 * model.criticalRate) == 0)
    #expect(CriticalRateTests.search.failures(of: model, rate: failure.rate) > 0)
  }

  /// Some starts fail at 1.02 of the critical rate and none at 1.1 of it, so bisection may end at either edge.
  @Test func failuresAreNotMonotone() throws {
    let model = LimitCycle(try TheoryCases.task((60, 5)))
    let failures = [0.9, 1.02, 1.1, 1.3].map {
      CriticalRateTests.search.failures(of: model, rate: $0 * model.criticalRate)
    }
    #expect(failures[0] == 0 && failures[1] > 0 && failures[2] == 0 && failures[3] > 0, "\(failures)")
  }

  @Test func startsAreRightOfTheMinimum() throws {
    for durations in TheoryCases.durations {
      let task = try TheoryCases.task(durations)
      for (starts, minimum) in [
        (SlowPoint(task).starts(25), SlowPoint(task).minimum), (LimitCycle(task).starts(25), LimitCycle(task).minimum),
      ] {
        #expect(starts.count == 25)
        #expect(starts.allSatisfy { $0 > minimum })
        #expect(zip(starts, starts.dropFirst()).allSatisfy { $0 < $1 })
      }
      #expect(SlowPoint(task).starts(25).last == 1.3 * SlowPoint(task).minimum)
      if task.response < task.delay { #expect(LimitCycle(task).starts(25).allSatisfy { $0 < 1 / task.trial }) }
    }
  }

  /// Without failures there is nothing to measure, and a law says so.
  @Test func aSearchMayFindNothing() throws {
    var search = CriticalRateSearch()
    search.range = 0.9...0.95
    #expect(search.measure(SlowPoint(try TheoryCases.task((60, 10)))) == nil)
    #expect(throws: ScalingError.self) { try TheoryLaw(.slowPoint, .short, delays: [20, 40], search: search) }
    #expect(throws: ScalingError.self) { try TheoryLaw(.slowPoint, .short, delays: [20], search: .init()) }
    #expect(throws: ScalingError.self) { try TheoryLaw(.limitCycle, .equal, delays: [-20, 40], search: .init()) }
  }

  /// The sibling study's variant: Td = Tr = 100, a loss not divided by Td, starts around 10 r*, 10,000 steps.
  ///
  /// Its rate is this one's over Td: 3 pi^4 / (32 Td^5) = 9.13e-10.
  @Test func theSiblingVariant() throws {
    let model = SlowPoint(try TheoryCases.task((100, 100)))
    let closed = 3 * pow(Double.pi, 4) / 32 / pow(100.0, 5)
    #expect(abs(closed / 9.13e-10 - 1) < 1e-3)
    #expect(abs(model.criticalRate / 100 / closed - 1) < 1e-12)
    // Nine tenths of the normal distribution around 10 r* with a standard deviation of r* / 10.
    let starts = (-16...16).map { model.minimum * (10 + 0.01 * Double($0)) }
    func failures(_ rate: Double) -> Int {
      let descent = ParameterDescent(model, rate: 100 * rate)
      return starts.count { descent.entry(from: $0, within: 10_000) != nil }
    }
    #expect(failures(0.99 * closed) == 0)
    #expect(failures(1.05 * closed) == starts.count)
    #expect(failures(1e-8) == starts.count)
    // The smallest rate of the study has not even reached the minimum by then.
    let slow = ParameterDescent(model, rate: 100 * 1e-11).path(from: 10 * model.minimum, steps: 10_000)
    #expect(try #require(slow.last) > model.minimum)
  }
}
