import Foundation
import ScalingLaws
import Testing

@Suite struct LogisticRegressionTests {
  /// One column of zeros and ones has a closed form: the logarithm of the odds ratio, and 1/a + 1/b + 1/c + 1/d.
  @Test func oddsRatioOfFourCounts() throws {
    let fit = try LogisticRegression.fit(columns: [[1, 1], [0, 1]], networks: [12, 20], events: [3, 15]).get()
    #expect(abs(fit.coefficients[0] - log(3.0 / 9)) < 1e-9)
    #expect(abs(fit.coefficients[1] - log(15.0 / 5 / (3.0 / 9))) < 1e-9)
    #expect(abs(fit.covariance[0] - (1 / 3.0 + 1 / 9)) < 1e-9)
    #expect(abs(fit.covariance[3] - (1 / 3.0 + 1 / 9 + 1 / 15 + 1 / 5)) < 1e-9)
    let expected = 3 * log(3.0 / 12) + 9 * log(9.0 / 12) + 15 * log(0.75) + 5 * log(0.25)
    #expect(abs(fit.logLikelihood - expected) < 1e-9)
  }

  @Test func failuresAreNamed() {
    func failure(_ columns: [[Double]], _ networks: [Double], _ events: [Double]) -> LogisticRegression.Failure? {
      guard case .failure(let failure) = LogisticRegression.fit(columns: columns, networks: networks, events: events)
      else { return nil }
      return failure
    }
    #expect(failure([[1, 1]], [5, 5], [0, 0]) == .allAlike)
    #expect(failure([[1, 1]], [5, 5], [5, 5]) == .allAlike)
    #expect(failure([[]], [], []) == .allAlike)
    #expect(failure([[1, 1, 1], [0, 1, 2]], [5, 5, 5], [0, 0, 5]) == .separated)
    #expect(failure([[1, 1, 1], [0, 1, 2]], [5, 5, 5], [0, 2, 5]) == .separated)
    #expect(failure([[1, 1, 1], [2, 2, 2]], [5, 5, 5], [1, 2, 5]) == .degenerate)
  }

  /// A steep curve is no separated one.
  @Test func steepCurvesConverge() throws {
    let positions = (0..<20).map { Double($0) / 19 - 0.5 }
    let events = positions.map { 20 / (1 + exp(-40 * ($0 - 0.03))) }
    let fit = try LogisticRegression.fit(
      columns: [positions.map { _ in 1 }, positions], networks: positions.map { _ in 20 }, events: events
    ).get()
    #expect(abs(fit.coefficients[1] - 40) < 1e-6)
    #expect(abs(fit.coefficients[0] + 1.2) < 1e-7)
  }
}
