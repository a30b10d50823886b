/// Where a boundary crosses a line of the grid.
public protocol BoundaryEstimator: Sendable {
  /// Its name in tables.
  var name: String { get }
  /// Estimates the position at which the share changes.
  func estimate(_ row: ShareRow) -> BoundaryEstimate
  /// 95 % interval of the position by its profile likelihood; nil for estimators without a likelihood.
  func profileInterval(_ row: ShareRow) -> (low: Double, high: Double)?
}

extension BoundaryEstimator {
  public func profileInterval(_ row: ShareRow) -> (low: Double, high: Double)? { nil }
}

/// A position, or why there is none.
public enum BoundaryEstimate: Sendable, Equatable {
  /// The position, in the unit of the line; above zero.
  case found(Double)
  /// No position, and why.
  case leftOut(Reason)

  /// The position, if there is one.
  public var position: Double? {
    if case .found(let position) = self { position } else { nil }
  }

  /// Takes a position above zero.
  static func position(_ value: Double) -> BoundaryEstimate {
    value > 0 && value.isFinite ? .found(value) : .leftOut(.notPositive)
  }

  /// Why a line has no boundary.
  public enum Reason: Sendable, Equatable {
    /// No networks at all, or fewer positions than an estimator has parameters.
    case tooFewPositions(Int, needed: Int)
    /// Fewer networks ever have the outcome than the estimator asks for.
    case rare(largestShare: Double, needed: Double)
    /// So few networks that one of them is already near the fraction.
    case tooFewNetworks(Int, fraction: Double)
    /// The share is beyond the fraction already at the first position.
    case beyondAtFirst(fraction: Double)
    /// The share never reaches the fraction.
    case neverReaches(fraction: Double)
    /// All networks have the outcome, or none.
    case allAlike
    /// The share does not change in the direction of the boundary.
    case wrongDirection
    /// The fit did not converge.
    case noConvergence
    /// The fit puts the boundary at or below zero, where it has no logarithm.
    case notPositive

    /// The reason in words.
    public var words: String {
      switch self {
      case .tooFewPositions(let count, let needed): "\(count) of the \(needed) positions that are needed"
      case .rare(let share, let needed): "largest share \(short(share)) is below \(short(needed))"
      case .tooFewNetworks(let count, let fraction):
        "\(count) networks a cell cannot tell a share of \(short(fraction))"
      case .beyondAtFirst(let fraction): "the share is beyond \(short(fraction)) already at the first position"
      case .neverReaches(let fraction): "the share never gets to \(short(fraction))"
      case .allAlike: "all networks are alike"
      case .wrongDirection: "the share changes in the other direction"
      case .noConvergence: "the fit did not converge"
      case .notPositive: "the boundary is not above zero"
      }
    }

    private func short(_ value: Double) -> String { "\((value * 1000).rounded() / 1000)" }
  }
}
