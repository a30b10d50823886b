import Foundation
import ScalingLaws
import Testing

@Suite struct LimitCycleTests {
  /// The loss from the union of the intervals in which the output is on, one by one.
  static func lossOfIntervals(_ task: DelayedResponse, at parameter: Double) -> Double {
    task.loss { time in
      var sum = 0.0
      var turn = 0.0
      while (2 * turn + 1) / (2 * parameter) < time {
        sum += min(time, (turn + 1) / parameter) - (2 * turn + 1) / (2 * parameter)
        turn += 1
      }
      return sum
    }
  }

  @Test(arguments: zip([0.005, 0.0077, 1.0 / 120, 0.01, 0.0155], [1, 0.4935, 0, 0.1667, 1.0108]))
  func checkValues(parameter: Double, loss: Double) throws {
    let model = LimitCycle(try TheoryCases.task((60, 10)))
    #expect(abs(model.loss(at: parameter) - loss) < 5e-5)
    #expect(abs(try #require(model.piecewiseLoss(at: parameter)) - loss) < 5e-5)
  }

  @Test(arguments: TheoryCases.durations) func lossIsTheOnSet(_ durations: (delay: Double, response: Double)) throws {
    let model = LimitCycle(try TheoryCases.task(durations))
    var numbers = SeededNumbers(seed: 3)
    for _ in 0..<200 {
      let parameter = exp(Double.random(in: -3...4, using: &numbers)) / model.task.trial
      let exact = LimitCycleTests.lossOfIntervals(model.task, at: parameter)
      let tolerance = 1e-13 * model.task.trial / model.task.response
      #expect(abs(model.loss(at: parameter) - exact) < tolerance)
      #expect(abs(model.loss(at: -parameter) - (2 - exact)) < tolerance, "the other way round, on and off swap")
    }
  }

  @Test(arguments: TheoryCases.durations) func piecesAreTheOnSet(_ durations: (delay: Double, response: Double)) throws
  {
    let model = LimitCycle(try TheoryCases.task(durations))
    let end = min(1 / model.task.delay, 1.5 / model.task.trial)
    var numbers = SeededNumbers(seed: 4)
    for _ in 0..<200 {
      let parameter = Double.random(in: -model.zoneEdge...end, using: &numbers)
      guard model.task.response <= model.task.delay else {
        #expect(model.piecewiseLoss(at: parameter) == nil)
        continue
      }
      let loss = try #require(model.piecewiseLoss(at: parameter))
      #expect(abs(loss - model.loss(at: parameter)) < 1e-12 * model.task.trial / model.task.response)
    }
    #expect(model.piecewiseLoss(at: end * 1.001) == nil)
    #expect(model.piecewiseLoss(at: -model.zoneEdge * 1.001) == nil)
  }

  /// The published last piece runs to 1 / Td: right up to Tr = Td / 2, and too high by 0.5 at Tr = Td.
  @Test func thePublishedPieceRunsTooFar() throws {
    func error(response: Double) throws -> Double {
      let (delay, model) = (60.0, LimitCycle(try TheoryCases.task((60, response))))
      return stride(from: 1 / model.task.trial, through: 1 / delay, by: 1e-6).reduce(0) { largest, parameter in
        let published = 2 + delay / response - 1 / (2 * delay * parameter) - 1 / (response * parameter)
        return max(largest, abs(published - model.loss(at: parameter)))
      }
    }
    #expect(try error(response: 10) < 1e-12)
    #expect(try error(response: 30) < 1e-12)
    #expect(try error(response: 31) > 0.01)
    #expect(abs(try error(response: 60) - 0.5) < 1e-3)
  }

  @Test(arguments: TheoryCases.durations) func minimumAndZone(_ durations: (delay: Double, response: Double)) throws {
    let model = LimitCycle(try TheoryCases.task(durations))
    let (delay, response) = (model.task.delay, model.task.response)
    let least = max(0, (response - delay) / (2 * response))
    #expect(abs(model.loss(at: model.minimum) - least) < 1e-9)
    for place in 1...20_000 {
      #expect(model.loss(at: 1e-3 * Double(place) / model.task.trial) > least - 1e-9)
    }
    for share in [-1 + 1e-12, -0.5, 0, 0.5, 1 - 1e-12] {
      #expect(model.isInZone(share * model.zoneEdge))
      #expect(model.loss(at: share * model.zoneEdge) == 1)
      #expect(model.slope(at: share * model.zoneEdge) == 0)
    }
    #expect(!model.isInZone(model.zoneEdge * (1 + 1e-12)) && !model.isInZone(-model.zoneEdge * (1 + 1e-12)))
  }

  @Test(arguments: TheoryCases.durations) func slopes(_ durations: (delay: Double, response: Double)) throws {
    let model = LimitCycle(try TheoryCases.task(durations))
    let nearby = model.slope(at: model.minimum * (1 + 1e-9))
    #expect(abs(nearby / model.slopeAboveMinimum - 1) < 1e-7, "the limit from the right")
    var numbers = SeededNumbers(seed: 5)
    let steepest = model.task.delay * (1 + model.task.delay / model.task.response)
    for _ in 0..<200 {
      let parameter = Double.random(in: 0.2...5, using: &numbers) / model.task.trial
      guard let difference = model.centralDifference(at: parameter) else { continue }
      #expect(abs(model.slope(at: parameter) - difference) < 1e-5 * steepest)
      #expect(abs(model.slope(at: -parameter) - difference) < 1e-5 * steepest)
    }
  }

  /// Tr / (4 Td^2 (Td + Tr)) for Tr < Td and 1 / (24 Td^2) for Tr = Td, which is a third of the first one's limit.
  @Test(arguments: TheoryCases.durations) func criticalRate(_ durations: (delay: Double, response: Double)) throws {
    let model = LimitCycle(try TheoryCases.task(durations))
    let (delay, response) = (model.task.delay, model.task.response)
    let closed =
      response < delay
      ? response / (4 * delay * delay * model.task.trial)
      : response == delay ? 1 / (24 * delay * delay) : response / pow(model.task.trial, 3)
    #expect(abs(model.criticalRate / closed - 1) < 1e-9 * (1 + delay / response))
  }

  @Test func shortResponses() throws {
    let model = LimitCycle(try TheoryCases.task((1000, 1)))
    #expect(abs(model.criticalRate / model.shortResponseLimit - 1) < 2e-3)
  }
}
