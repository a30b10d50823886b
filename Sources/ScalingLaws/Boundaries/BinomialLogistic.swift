import Foundation

/// The midpoint of a logistic curve along a line of the grid, by likelihood, in the logarithm of the position.
///
/// ln(p / (1 - p)) = k (ln x - ln m); the boundary is m. Positions count by their networks. Where outcomes are separated without
/// error every m between the two sides is as good: the answer is their geometric mean, or the one position where outcomes
/// are mixed, and the interval the gap.
public struct BinomialLogistic: BoundaryEstimator {
  public let name = "binomialLogistic"
  /// Which way the share goes.
  public let trend: Trend

  /// A logistic curve that rises or falls.
  public init(_ trend: Trend) { self.trend = trend }

  public func estimate(_ row: ShareRow) -> BoundaryEstimate {
    switch fit(row) {
    case .success(let midpoint): .position(midpoint.position)
    case .failure(let reason): .leftOut(reason)
    }
  }

  /// 95 % interval of the midpoint by its profile likelihood; nil where there is none.
  public func profileInterval(_ row: ShareRow) -> (low: Double, high: Double)? {
    guard case .success(let midpoint) = fit(row) else { return nil }
    if midpoint.isSeparated { return midpoint.gap }
    let line = Line(row)
    let ends = ProfileInterval.around(
      log(midpoint.position), step: midpoint.logError, best: midpoint.logLikelihood
    ) { middle in
      let columns = [line.logPositions.map { $0 - middle }]
      let fit = LogisticRegression.fit(columns: columns, networks: line.networks, events: line.events)
      return (try? fit.get())?.logLikelihood
    }
    return ends.map { (exp($0.low), exp($0.high)) }
  }

  private struct Midpoint {
    let position: Double
    var logError = 0.0
    var logLikelihood = 0.0
    var gap: (low: Double, high: Double)?
    var isSeparated = false
  }

  private enum Outcome { case success(Midpoint), failure(BoundaryEstimate.Reason) }

  private func fit(_ row: ShareRow) -> Outcome {
    let line = Line(row)
    guard line.networks.count >= 2 else { return .failure(.tooFewPositions(line.networks.count, needed: 2)) }
    let ones = [Double](repeating: 1, count: line.networks.count)
    switch LogisticRegression.fit(
      columns: [ones, line.logPositions], networks: line.networks, events: line.events)
    {
    case .success(let fit):
      let slope = fit.coefficients[1]
      guard slope != 0, (slope > 0) == (trend == .rising) else { return .failure(.wrongDirection) }
      let middle = -fit.coefficients[0] / slope
      let variance = fit.variance(along: [-1 / slope, -middle / slope])
      return .success(
        Midpoint(position: exp(middle), logError: variance.squareRoot(), logLikelihood: fit.logLikelihood))
    case .failure(.separated): return separated(line)
    case .failure: return .failure(.allAlike)
    }
  }

  private func separated(_ line: Line) -> Outcome {
    let isRising = trend == .rising
    let count = line.networks.count
    // Positions before the boundary, and beyond it; at most one in between may be mixed, also at an end of the line.
    let before = line.networks.indices.prefix { line.events[$0] == (isRising ? 0 : line.networks[$0]) }.count
    let beyond =
      line.networks.indices.reversed().prefix { line.events[$0] == (isRising ? line.networks[$0] : 0) }.count
    guard count - before - beyond <= 1 else { return .failure(.wrongDirection) }
    let low = before > 0 ? exp(line.logPositions[before - 1]) : nil
    let high = beyond > 0 ? exp(line.logPositions[count - beyond]) : nil
    var gap: (low: Double, high: Double)?
    if let low, let high { gap = (low, high) }
    if before + beyond < count {
      return .success(Midpoint(position: exp(line.logPositions[before]), gap: gap, isSeparated: true))
    }
    guard let gap else { return .failure(.allAlike) }
    return .success(Midpoint(position: (gap.low * gap.high).squareRoot(), gap: gap, isSeparated: true))
  }

  /// Positions that have a logarithm.
  private struct Line {
    var logPositions: [Double] = []
    var networks: [Double] = []
    var events: [Double] = []

    init(_ row: ShareRow) {
      for (place, position) in row.positions.enumerated() where position > 0 {
        logPositions.append(log(position))
        networks.append(row.networks[place])
        events.append(row.events[place])
      }
    }
  }
}
