import Foundation

/// The published midpoint: least squares of a logistic curve on the shares along a line of the grid.
///
/// share(x) = 1 / (1 + exp(-k (x - m))); the boundary is m. Unweighted, all positions. Slow manifolds: x is the delay in ms, start
/// m = 0.1 ms, k = 0.1 per ms, learning rates whose largest share is below 0.1 (post-reaction 0.2) are skipped. Control without memory:
/// x is ln learning rate and the boundary exp(m); its start is not published, so the fit starts where the share crosses one half,
/// with k = 10 for a transition within a factor of about 1.5. Its transitions are often sharper than the grid; then k is not
/// determined, and m to the gap of the grid only: the last step is taken although k has not converged.
///
/// Source: Kurtkaya, Dinc et al. 2025, arXiv:2502.17433, published code.
public struct LogisticMidpoint: BoundaryEstimator {
  /// What the curve is a function of, with the start of the fit.
  public enum Scale: Sendable, Equatable {
    /// The position itself; starts from a midpoint and a slope.
    case linear(midpoint: Double, slope: Double)
    /// Its logarithm; starts where the share crosses one half.
    case logarithmic(slope: Double)
  }

  public let name = "logisticMidpoint"
  /// Which way the share goes.
  public let trend: Trend
  /// What the curve is a function of.
  public let scale: Scale
  /// A line whose largest share is smaller is skipped.
  public let smallestShare: Double

  /// The published midpoint.
  public init(
    _ trend: Trend, scale: Scale = .linear(midpoint: 0.1, slope: 0.1), smallestShare: Double = 0.1
  ) {
    self.trend = trend
    self.scale = scale
    self.smallestShare = smallestShare
  }

  public func estimate(_ row: ShareRow) -> BoundaryEstimate {
    let shares = row.shares
    guard shares.count >= 2 else { return .leftOut(.tooFewPositions(shares.count, needed: 2)) }
    let largest = shares.max() ?? 0
    guard largest >= smallestShare else { return .leftOut(.rare(largestShare: largest, needed: smallestShare)) }
    guard shares.contains(where: { $0 != shares[0] }) else { return .leftOut(.allAlike) }
    let positions: [Double]
    let start: [Double]
    var isLogarithmic = false
    switch scale {
    case .linear(let midpoint, let slope):
      positions = row.positions
      start = [midpoint, slope]
    case .logarithmic(let slope):
      guard row.positions[0] > 0 else { return .leftOut(.notPositive) }
      positions = row.positions.map(log)
      start = [log(crossing(row)), trend == .rising ? slope : -slope]
      isLogarithmic = true
    }
    let acceptsLimit = isLogarithmic
    let fitted = LeastSquares.minimize(
      from: start, count: shares.count, acceptsLimit: acceptsLimit
    ) { parameters, residuals in
      let midpoint = parameters[0]
      let slope = parameters[1]
      for (place, position) in positions.enumerated() {
        residuals[place] = 1 / (1 + exp(-slope * (position - midpoint))) - shares[place]
      }
    }
    guard let fitted else { return .leftOut(.noConvergence) }
    guard (fitted[1] > 0) == (trend == .rising) else { return .leftOut(.wrongDirection) }
    return .position(isLogarithmic ? exp(fitted[0]) : fitted[0])
  }

  /// Where the share crosses one half; the nearest end of the line where it does so beyond it.
  private func crossing(_ row: ShareRow) -> Double {
    let last = row.positions.count - 1
    switch FractionCrossing(0.5, trend).estimate(row) {
    case .found(let position): return position
    case .leftOut(.beyondAtFirst): return row.positions[0]
    case .leftOut: return row.positions[last]
    }
  }
}
