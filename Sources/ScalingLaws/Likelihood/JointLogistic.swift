import Foundation

/// The boundary as a power law in the whole plane at once, by the likelihood of all cells.
///
/// ln(p / (1 - p)) = s (ln rate - a - b ln duration): half of the networks have the outcome where rate = e^a duration^b, and s says
/// how sharp the boundary is. Linear in (s, s a, s b), so it is a logistic regression on 1, ln rate and ln duration with
/// b = -b_2 / b_1. No row is skipped and none weighs too much: cells count by their networks. Cells of duration zero have
/// no logarithm and are left out.
public struct JointLogistic: Sendable, Equatable {
  /// Exponent b.
  public let exponent: Double
  /// ln of the prefactor, a.
  public let logPrefactor: Double
  /// Its standard error by the delta method, cells taken as independent.
  public let exponentError: Double
  /// Sharpness s, per unit of ln rate.
  public let sharpness: Double
  /// Log-likelihood.
  public let logLikelihood: Double
  /// Cells that were used.
  public let cells: Int

  /// Learning rates, and durations, that a law needs: two always lie on one.
  public static let fewestLines = 3

  /// Fits.
  ///
  /// - Parameters:
  ///   - counts: networks and events per cell.
  ///   - trend: whether the outcome becomes likelier with learning rate and duration, or less likely.
  public static func fit(
    _ counts: EventCounts, _ trend: Trend
  ) -> Result<JointLogistic, LogisticRegression.Failure> {
    let design = LogDesign(counts)
    let (rates, durations) = (Set(design.logRates).count, Set(design.logDurations).count)
    guard min(rates, durations) >= fewestLines else {
      return .failure(.tooFewLines(learningRates: rates, durations: durations, needed: fewestLines))
    }
    return LogisticRegression.fit(
      columns: [design.ones, design.logRates, design.logDurations], networks: design.networks, events: design.events
    ).flatMap { fit in
      let rate = fit.coefficients[1]
      let sign = trend == .rising ? 1.0 : -1
      guard sign * fit.coefficients[2] > 0 else { return .failure(.wrongDirection) }
      guard sign * rate > 0 else { return .failure(.vertical) }
      let exponent = -fit.coefficients[2] / rate
      let variance = fit.variance(along: [0, -exponent / rate, -1 / rate])
      return .success(
        JointLogistic(
          exponent: exponent, logPrefactor: -fit.coefficients[0] / rate, exponentError: variance.squareRoot(),
          sharpness: rate, logLikelihood: fit.logLikelihood, cells: design.networks.count))
    }
  }

  /// 95 % interval of the exponent by its profile likelihood, cells taken as independent; nil where it has no end.
  public func profileInterval(_ counts: EventCounts) -> (low: Double, high: Double)? {
    let design = LogDesign(counts)
    return ProfileInterval.around(exponent, step: exponentError, best: logLikelihood) { exponent in
      let distance = zip(design.logRates, design.logDurations).map { $0 - exponent * $1 }
      let fit = LogisticRegression.fit(
        columns: [design.ones, distance], networks: design.networks, events: design.events)
      return (try? fit.get())?.logLikelihood
    }
  }
}
