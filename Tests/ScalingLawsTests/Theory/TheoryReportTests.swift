import Foundation
import ScalingLaws
import Testing

@Suite struct TheoryReportTests {
  @Test func landscapesAreComplete() throws {
    let report = try TheoryReport()
    #expect(report.models.map(\.model) == [.slowPoint, .slowPoint, .limitCycle, .limitCycle])
    #expect(report.models.map(\.response) == [.short, .equal, .short, .equal])
    #expect(report.landscapes.map(\.model) == [.slowPoint, .limitCycle])
    for landscape in report.landscapes {
      #expect(landscape.largestDifference < 1e-7)
      #expect(landscape.simulated.parameter.count == 41)
      #expect(landscape.simulated.parameter.allSatisfy { landscape.closedForm.parameter.contains($0) })
      #expect(landscape.closedForm.loss.allSatisfy { $0 > -1e-12 && $0 <= 2 })
      #expect(landscape.zoneEdge < landscape.minimum)
      #expect(landscape.descents.map(\.entersZone) == [false, true], "below and above the critical rate")
      #expect(Set(landscape.descents.map { $0.parameter[0] }).count == 1, "one start for both")
      for path in landscape.descents {
        #expect(path.parameter.count == path.loss.count)
        #expect(abs(path.rate / landscape.criticalRate - path.rateOverCritical) < 1e-12)
      }
    }
  }

  @Test func keysAreThoseOfTheContract() throws {
    let law = try TheoryLaw(.limitCycle, .short, delays: [20, 40], search: .init())
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    let object = try JSONSerialization.jsonObject(with: try encoder.encode(law)) as? [String: Any]
    let keys = try #require(object).keys
    #expect(
      keys.sorted() == [
        "critical_rate_closed_form", "critical_rate_measured", "delay", "exponent", "exponent_asymptotic",
        "exponent_closed_form", "model", "r_squared", "response", "response_duration",
      ])
    #expect(object?["model"] as? String == "limitCycle")
    #expect(object?["response"] as? String == "short")
  }
}
