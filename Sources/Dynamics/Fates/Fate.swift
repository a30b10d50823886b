/// Where an orbit ends, with its proof.
public struct Fate: Sendable, Equatable {
  /// What an orbit can end on.
  public enum Kind: String, Sendable, CaseIterable, Codable {
    /// A fixed point: Newton converges, the spectrum is stable (or neutral, on a continuum of rest), the orbit arrives.
    case fixedPoint
    /// A closed orbit of a flow; of a map an attracting closed invariant curve, or a periodic orbit.
    case limitCycle
    /// Two or more exponents are zero.
    case quasiPeriodic
    /// An exponent is positive, and nearby orbits part at that rate.
    case chaotic
    /// The orbit leaves the finite numbers, or the bound.
    case diverged
    /// None of these was proved before the horizon; the reason says what was missing.
    case unresolved
  }

  /// What the orbit ends on.
  public internal(set) var kind: Kind
  /// Why, in one short word.
  public internal(set) var reason: String
  /// Steps after which the fate was named.
  public internal(set) var horizon: Int
  /// The fixed point; for `unresolved` the neutral or unstable one at hand, where there is one; nil for other kinds.
  public internal(set) var point: CriticalPoint?
  /// The closed orbit; nil for other kinds.
  public internal(set) var cycle: CycleEvidence?
  /// The exponents per step that were computed, largest first; nil where none were needed.
  public internal(set) var exponents: LyapunovExponents?
  /// Rate per step at which two nearby orbits part; nil where it was not needed.
  public internal(set) var directDivergence: Double?
  /// The last state, `[N]`.
  public internal(set) var finalState: [Double]
  /// The comparisons with thresholds that led here.
  public internal(set) var checks: [Check]
}

/// A closed orbit.
public struct CycleEvidence: Sendable, Equatable {
  /// Period in steps of the map (of a flow's: in sampling steps), real-valued, by the section.
  public internal(set) var period: Double
  /// Period in steps by recurrence.
  public internal(set) var recurrencePeriod: Double
  /// Steps after which the orbit repeats exactly, when it is locked; else nil.
  public internal(set) var lockedSteps: Int?
  /// Multipliers per period other than the trivial one, by magnitude, largest first: exp(exponent x period); a flow's
  /// Floquet multipliers when it was refined.
  public internal(set) var transversalMultipliers: [Double]
  /// Mean state, `[N]`.
  public internal(set) var mean: [Double]
  /// Root mean square distance from the mean.
  public internal(set) var size: Double
  /// States of the orbit in the order of their phase, once around: about `[256, N]`; of an orbit locked to at most 256
  /// steps exactly its points, `[lockedSteps, N]`.
  public internal(set) var curve: [Double]
  /// Refined closed orbit of a flow; nil for maps.
  public internal(set) var closedOrbit: ClosedOrbit?

  /// Distance of a state from the curve, taken as a polygon.
  public func distance(of state: [Double]) -> Double {
    let size = state.count
    let count = size > 0 ? curve.count / size : 0
    guard count > 0 else { return .infinity }
    // A locked orbit is points, not a curve, unless there are too many of them to be kept.
    let isPolygon = count > 2 && (lockedSteps ?? .max) > CycleEvidence.curveLimit
    var smallest = Double.infinity
    for corner in 0..<count {
      let here = corner * size
      let there = ((corner + 1) % count) * size
      var (along, length, square) = (0.0, 0.0, 0.0)
      for index in 0..<size {
        let edge = curve[there + index] - curve[here + index]
        let offset = state[index] - curve[here + index]
        along += edge * offset
        length += edge * edge
        square += offset * offset
      }
      let position = isPolygon && length > 0 ? min(1, max(0, along / length)) : 0
      smallest = min(smallest, square - 2 * position * along + position * position * length)
    }
    return max(smallest, 0).squareRoot()
  }
}
