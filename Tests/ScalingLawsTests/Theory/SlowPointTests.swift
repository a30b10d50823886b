import Foundation
import ScalingLaws
import Testing

@Suite struct SlowPointTests {
  @Test(arguments: TheoryCases.durations) func minimumAndZone(_ durations: (delay: Double, response: Double)) throws {
    let model = SlowPoint(try TheoryCases.task(durations))
    #expect(abs(SlowPoint.passage(at: model.minimum) / model.task.delay - 1) < 1e-14)
    #expect(abs(SlowPoint.passage(at: model.zoneEdge) / model.task.trial - 1) < 1e-14)
    #expect(model.loss(at: model.minimum) < 1e-9)
    for parameter in [-1, 0, model.zoneEdge / 2, model.zoneEdge * (1 - 1e-12)] {
      #expect(model.isInZone(parameter))
      #expect(model.loss(at: parameter) == 1)
      #expect(model.slope(at: parameter) == 0)
    }
    #expect(!model.isInZone(model.zoneEdge * (1 + 1e-12)))
  }

  /// The loss is that of an output which goes on at t* and stays on.
  @Test(arguments: TheoryCases.durations) func piecesAreTheOnSet(_ durations: (delay: Double, response: Double)) throws
  {
    let model = SlowPoint(try TheoryCases.task(durations))
    var numbers = SeededNumbers(seed: 1)
    for _ in 0..<200 {
      let parameter = model.minimum * exp(Double.random(in: -8...8, using: &numbers))
      let exact = model.task.loss { max(0, $0 - SlowPoint.passage(at: parameter)) }
      #expect(abs(model.loss(at: parameter) - exact) < 1e-14 * model.task.trial / model.task.response + 1e-14)
    }
  }

  @Test(arguments: TheoryCases.durations) func slopes(_ durations: (delay: Double, response: Double)) throws {
    let model = SlowPoint(try TheoryCases.task(durations))
    let (delay, response) = (model.task.delay, model.task.response)
    var numbers = SeededNumbers(seed: 2)
    for share in [0.01, 0.3, 0.9, 0.99] {
      let below = model.zoneEdge + share * (model.minimum - model.zoneEdge)
      #expect(abs(model.slope(at: below) * 4 * pow(below, 1.5) * response / -.pi - 1) < 1e-12)
      let above = model.minimum / (1 - share)
      #expect(abs(model.slope(at: above) * 4 * pow(above, 1.5) * delay / .pi - 1) < 1e-12)
    }
    let nearby = model.slope(at: model.minimum * (1 + 1e-9))
    #expect(abs(nearby / model.slopeAboveMinimum - 1) < 1e-8, "2 Td^2 / pi^2 is the limit from the right")
    for _ in 0..<100 {
      let parameter = model.minimum * Double.random(in: 0.2...4, using: &numbers)
      guard let difference = model.centralDifference(at: parameter) else { continue }
      #expect(abs(model.slope(at: parameter) - difference) <= 1e-7 * model.slopeAboveMinimum * delay / response)
    }
  }

  /// (pi^4 / (8 Td^2)) (1 / Td^2 - 1 / (Td + Tr)^2), and what it becomes for short and for equal responses.
  @Test(arguments: TheoryCases.durations) func criticalRate(_ durations: (delay: Double, response: Double)) throws {
    let model = SlowPoint(try TheoryCases.task(durations))
    let (delay, trial) = (model.task.delay, model.task.trial)
    let closed = pow(.pi, 4) / (8 * delay * delay) * (1 / (delay * delay) - 1 / (trial * trial))
    #expect(abs(model.criticalRate / closed - 1) < 1e-9 * (1 + delay / model.task.response))
  }

  @Test func limits() throws {
    let short = SlowPoint(try TheoryCases.task((1000, 1)))
    #expect(abs(short.criticalRate / short.shortResponseLimit - 1) < 2e-3)
    let equal = SlowPoint(try TheoryCases.task((60, 60)))
    #expect(abs(equal.criticalRate / (3 * pow(.pi, 4) / 32 / pow(60, 4)) - 1) < 1e-12)
    let quarter = SlowPoint(try TheoryCases.task((40, 10)))
    #expect(abs(quarter.shortResponseLimit / quarter.criticalRate - 1.39) < 0.005, "39 % too high at Td = 4 Tr")
  }
}
