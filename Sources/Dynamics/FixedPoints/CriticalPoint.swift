import Foundation
import LinearAlgebra

/// A state at which a system stands still, or is slowest: a root of the velocity, or a local minimum of q = |v|^2 / 2.
///
/// v is F(x) - x of a map, per step, and f(x) of a flow, per unit of time.
public struct CriticalPoint: Sendable, Equatable {
  /// What kind of point it is.
  public enum Kind: String, Sendable {
    /// A fixed point: v is zero to rounding, and Newton's method converged.
    case root
    /// A local minimum of q with q > 0, such as the ghost that a saddle-node bifurcation leaves behind.
    case slowPoint
  }

  /// What small deviations do, by the leading eigenvalue.
  public enum Stability: String, Sendable {
    /// All of them shrink.
    case stable
    /// Some grow.
    case unstable
    /// None grows, and some neither grow nor shrink to within `neutralTolerance`.
    case neutral
  }

  /// How near an eigenvalue must be to the border of stability to count as neutral.
  ///
  /// For a map | |mu| - 1 |, for a flow |Re lambda|: a rate of change per step or per unit of time, 1e-6 by default. A
  /// root of multiplicity m is only known to rounding^(1/m), and so are the eigenvalues of a defective matrix of that
  /// size: 1e-8 for the common case m = 2, with a margin of 100. Much smaller, and bifurcation points and lines of
  /// fixed points get a random sign; much larger, and memories of a million steps stop counting as decaying.
  ///
  /// Map and flow differ: the Euler map of a flow with step h has |1 + h lambda|, so its rates are h times those of the
  /// flow, and an eigenvalue i omega, neutral in the flow, is unstable in the map, by h^2 omega^2 / 2.
  public static let defaultNeutralTolerance = 1e-6

  /// The state x, `[N]`.
  public let state: [Double]
  /// |v(x)|^2 / 2.
  public let q: Double
  /// Length of the last step of the method that converged here.
  public let lastStep: Double
  /// Number of steps it took from its start.
  public let iterations: Int
  /// Root or slow point.
  public let kind: Kind
  /// Which time the system moves in, and so how the spectrum reads.
  public let time: SystemTime
  /// Eigenvalues of the linearisation, the leading one first.
  ///
  /// Of a map: of DF (multipliers per step), largest magnitude first. Of a flow: of Df (rates per unit of time), largest
  /// real part first. At a slow point the Jacobian of v is singular, so one eigenvalue there is 1 (map) or 0 (flow).
  public let spectrum: [Eigenvalue]
  /// What small deviations do; at a slow point, what the linearisation there says.
  public let stability: Stability
  /// Number of eigenvalues beyond the border of stability by more than the tolerance; a complex pair counts twice.
  public let unstableDirections: Int
  /// Time constant of the slowest stable direction: in steps for a map, in units of time for a flow.
  ///
  ///     -1 / ln |mu| for a map,   -1 / Re lambda for a flow
  ///
  /// The largest over the eigenvalues that are stable by more than the tolerance; neutral and unstable directions, which
  /// never decay, do not enter. Zero when every deviation is gone after one step; nil when no direction is stable.
  public let slowestTimeConstant: Double?

  /// The index of a fixed point: sign det(-Dv), +1 or -1; nil at a slow point and where Dv is singular.
  ///
  /// Minus one to the number of real eigenvalues beyond 1 (map) or 0 (flow). Where all states of a large ball move into
  /// it, as in a leaky-rate network, the indices of all fixed points together make 1 (Poincare-Hopf): another sum means
  /// that some were not found, or are singular. The sum 1 proves nothing.
  public let index: Int?

  /// Length of the velocity at the point.
  public var speed: Double { (2 * q).squareRoot() }

  /// The slowest time constant in milliseconds.
  ///
  /// - Parameter step: how many milliseconds one step of the map, or one unit of time of the flow, lasts.
  public func slowestTimeConstantMilliseconds(step: Double) -> Double? { slowestTimeConstant.map { $0 * step } }

  /// Describes a point from what was measured there.
  ///
  /// - Parameters:
  ///   - state: x.
  ///   - q: |v|^2 / 2 at x.
  ///   - lastStep: length of the last step towards it.
  ///   - iterations: number of steps.
  ///   - kind: root or slow point.
  ///   - time: kind of time.
  ///   - eigenvalues: of DF for a map, of Df for a flow, in any order.
  ///   - neutralTolerance: see `defaultNeutralTolerance`.
  public init(
    state: [Double], q: Double, lastStep: Double, iterations: Int, kind: Kind, time: SystemTime,
    eigenvalues: [Eigenvalue], neutralTolerance: Double = defaultNeutralTolerance
  ) {
    self.state = state
    self.q = q
    self.lastStep = lastStep
    self.iterations = iterations
    self.kind = kind
    self.time = time
    func growth(_ value: Eigenvalue) -> Double { time == .discrete ? value.magnitude - 1 : value.real }
    let order = eigenvalues.indices.sorted {
      let (first, second) = (growth(eigenvalues[$0]), growth(eigenvalues[$1]))
      return first != second ? first > second : $0 < $1
    }
    spectrum = order.map { eigenvalues[$0] }
    let rates = spectrum.map(growth)
    unstableDirections = rates.count { $0 > neutralTolerance }
    if unstableDirections > 0 {
      stability = .unstable
    } else {
      stability = rates.contains { $0 >= -neutralTolerance } ? .neutral : .stable
    }
    let border: Double = time == .discrete ? 1 : 0
    if kind == .root, !spectrum.contains(where: { hypot($0.real - border, $0.imaginary) <= neutralTolerance }) {
      index = spectrum.count { $0.isReal && $0.real > border }.isMultiple(of: 2) ? 1 : -1
    } else {
      index = nil
    }
    // The order is that of decay, so the first stable one is the slowest.
    slowestTimeConstant = rates.firstIndex { $0 < -neutralTolerance }.map { index in
      // log(1 + rate) by log1p, which stays exact for slow directions; minus infinity at multiplier 0 gives zero.
      time == .discrete ? -1 / log1p(rates[index]) : -1 / rates[index]
    }
  }
}
