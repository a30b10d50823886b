import Foundation

/// The published onset of failure: least squares of an exponential saturation on the shares of one learning rate.
///
/// share(t) = 0 for t < T0, else 1 - exp(-k (t - T0)); the boundary is T0. Unweighted, all durations, t in ms. The sum of squares
/// has kinks in T0, so the start is part of the definition.
///
/// Source: Kurtkaya, Dinc et al. 2025, arXiv:2502.17433, published code.
public struct ExponentialOnset: BoundaryEstimator {
  public let name = "exponentialOnset"
  /// T0 to start from, in ms: published 0.1, with a post-reaction period 0.5.
  public var start = 0.1
  /// k to start from, per ms: published 0.1.
  public var startRate = 0.1
  /// A learning rate whose largest share is smaller is skipped: published 0.1, with a post-reaction period 0.2.
  public var smallestShare = 0.1

  /// The published onset.
  public init(start: Double = 0.1, smallestShare: Double = 0.1) {
    self.start = start
    self.smallestShare = smallestShare
  }

  public func estimate(_ row: ShareRow) -> BoundaryEstimate {
    let shares = row.shares
    guard shares.count >= 2 else { return .leftOut(.tooFewPositions(shares.count, needed: 2)) }
    let largest = shares.max() ?? 0
    guard largest > 0 else { return .leftOut(.allAlike) }
    guard largest >= smallestShare else { return .leftOut(.rare(largestShare: largest, needed: smallestShare)) }
    let fitted = LeastSquares.minimize(from: [start, startRate], count: shares.count) { parameters, residuals in
      let onset = parameters[0]
      let rate = parameters[1]
      for (place, time) in row.positions.enumerated() {
        let share = time < onset ? 0 : 1 - exp(-rate * (time - onset))
        residuals[place] = share - shares[place]
      }
    }
    guard let fitted else { return .leftOut(.noConvergence) }
    return .position(fitted[0])
  }
}
