import Foundation
import ScalingLaws
import Testing

@Suite struct JointLogisticTests {
  /// Counts that are exactly what a model expects.
  static func expected(
    exponent: Double = -2.7, prefactor: Double = 5000, sharpness: Double = 2,
    distance: (Double, Double) -> Double = { _, _ in 0 }
  ) -> EventCounts {
    let rates = [0.3, 0.2, 0.1, 0.05, 0.03, 0.02]
    let durations = stride(from: 0.0, through: 400, by: 40).map { $0 }
    let events = rates.flatMap { rate in
      durations.map { duration in
        let middle = log(prefactor) + exponent * log(max(duration, 1e-9)) + distance(rate, duration)
        return 20 / (1 + exp(-sharpness * (log(rate) - middle)))
      }
    }
    return EventCounts(
      learningRates: rates, durations: durations, networks: events.map { _ in 20 }, events: events)
  }

  @Test(arguments: [-4.5, -2.7, -0.4]) func findsTheModelAgain(_ exponent: Double) throws {
    let prefactor = 0.1 * pow(150, -exponent)
    let fit = try JointLogistic.fit(Self.expected(exponent: exponent, prefactor: prefactor), .rising).get()
    #expect(abs(fit.exponent - exponent) < 1e-6)
    #expect(abs(fit.logPrefactor - log(prefactor)) < 1e-5)
    #expect(abs(fit.sharpness - 2) < 1e-6)
    #expect(fit.cells == 60)
  }

  /// Where the likelihood is nearly a parabola the profile interval is the estimate and 1.96 standard errors.
  @Test func profileIntervalAgreesWithTheStandardErrorForManyNetworks() throws {
    var counts = Self.expected()
    for cell in counts.networks.indices {
      counts.networks[cell] *= 1e6
      counts.events[cell] *= 1e6
    }
    let fit = try JointLogistic.fit(counts, .rising).get()
    let interval = try #require(fit.profileInterval(counts))
    #expect(abs((interval.high - interval.low) / (2 * 1.959964 * fit.exponentError) - 1) < 1e-3)
    #expect(abs((interval.high + interval.low) / 2 - fit.exponent) < 0.01 * fit.exponentError)
  }

  @Test func aRateWithoutNetworksTakesNoPart() throws {
    var counts = Self.expected()
    for duration in counts.durations.indices {
      counts.networks[duration] = 0
      counts.events[duration] = 0
    }
    #expect(try JointLogistic.fit(counts, .rising).get().cells == 50)
  }

  @Test func oneRateOrOneDurationIsNoPlane() {
    let whole = Self.expected()
    let row = EventCounts(
      learningRates: [0.1], durations: whole.durations, networks: Array(whole.networks[22..<33]),
      events: Array(whole.events[22..<33]))
    #expect(throws: LogisticRegression.Failure.tooFewLines(learningRates: 1, durations: 10, needed: 3)) {
      try JointLogistic.fit(row, .rising).get()
    }
    #expect(LawModel.all(row).isEmpty)
    let column = EventCounts(
      learningRates: whole.learningRates, durations: [200], networks: whole.learningRates.map { _ in 20 },
      events: [19, 17, 12, 5, 3, 1])
    #expect(throws: LogisticRegression.Failure.tooFewLines(learningRates: 6, durations: 1, needed: 3)) {
      try JointLogistic.fit(column, .rising).get()
    }
  }

  /// A share that falls is no boundary of failure, and one that does not change with the learning rate has no finite exponent.
  @Test func theDirectionIsThatOfTheBoundary() {
    #expect(throws: LogisticRegression.Failure.wrongDirection) {
      try JointLogistic.fit(Self.expected(), .falling).get()
    }
    let grid = Self.expected()
    let reversedRates = EventCounts(
      learningRates: grid.learningRates, durations: grid.durations, networks: grid.networks,
      events: grid.learningRates.flatMap { rate in
        grid.durations.map { 20 / (1 + exp(0.2 * log(rate) - 3 * log(max($0, 1) / 150))) }
      })
    #expect(throws: LogisticRegression.Failure.vertical) { try JointLogistic.fit(reversedRates, .rising).get() }
  }

  @Test func theTrueFormIsTheBestModel() throws {
    func best(_ counts: EventCounts) throws -> LawModel {
      try #require(LawModel.all(counts).min { $0.criterion < $1.criterion })
    }
    #expect(try best(Self.expected()).form == .powerLaw)
    let exponential = Self.expected(exponent: 0, prefactor: 0.5) { _, duration in -0.01 * duration }
    let curve = try best(exponential)
    #expect(curve.form == .exponential)
    #expect(abs((curve.parameters["rate_per_ms"] ?? 0) + 0.01) < 1e-6)
    let broken = Self.expected(exponent: -1, prefactor: 15, sharpness: 8) { _, duration in
      -2.5 * max(0, log(max(duration, 1e-9) / 150))
    }
    let law = try best(broken)
    #expect(law.form == .brokenPowerLaw)
    #expect(abs((law.parameters["exponent"] ?? 0) + 1) < 0.02)
    #expect(abs((law.parameters["exponent_beyond"] ?? 0) + 3.5) < 0.05)
    #expect(abs((law.parameters["break_ms"] ?? 0) - 150) < 3)
  }
}
