import Foundation
import ScalingLaws

/// Critical rates and exponents of the analytical models as two small tables.
enum TheoryTable {
  /// Both tables and the agreement of the simulated losses, without a line break at the end.
  static func text(_ report: TheoryReport) -> String {
    var rates = [["model", "response", "delay", "closed form", "measured", "ratio"]]
    var exponents = [["model", "response", "exponent", "error", "closed form", "limit"]]
    for law in report.models {
      let names = [words(law.model), words(law.response)]
      for (place, delay) in law.delay.enumerated() {
        let (closed, measured) = (law.criticalRateClosedForm[place], law.criticalRateMeasured[place])
        rates.append(names + [format("%g", delay), rate(closed), rate(measured), format("%.3f", measured / closed)])
      }
      exponents.append(
        names + [
          format("%.2f", law.exponent), law.standardError.map { format("%.2f", $0) } ?? "-",
          format("%.2f", law.exponentClosedForm), format("%g", law.exponentAsymptotic),
        ])
    }
    let search = report.search
    let difference = report.landscapes.map(\.largestDifference).max() ?? 0
    return """
      Critical rates: the largest step size with which no descent can enter the no-learning zone (closed form), and the
      smallest with which one of \(search.starts) starts does so within \(search.steps) steps (measured)

      \(Columns(rates, left: 2).lines.joined(separator: "\n"))

      Exponents of the critical rate over the delay: of the measured rates, of the closed form for the same delays, and of its
      limit (short: response << delay)

      \(Columns(exponents, left: 2).lines.joined(separator: "\n"))

      Simulated losses differ from the closed form by \(format("%.0e", difference)) at most.
      """
  }

  private static func words(_ model: MemoryMechanism) -> String {
    switch model {
    case .slowPoint: "slow point"
    case .limitCycle: "limit cycle"
    }
  }

  private static func words(_ rule: ResponseRule) -> String {
    switch rule {
    case .short: "5"
    case .equal: "= delay"
    }
  }

  private static func rate(_ value: Double) -> String { format("%.3e", value) }

  private static func format(_ pattern: String, _ value: Double) -> String { String(format: pattern, value) }
}
