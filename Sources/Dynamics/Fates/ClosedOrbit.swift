import LinearAlgebra

/// A closed orbit of a flow, refined by shooting.
///
/// Newton's method for the state x on the orbit and the period T together:
///
///     phi_T(x) - x = 0,   f(x) . dx = 0
///
/// The second equation fixes the phase. The derivative of phi_T is the monodromy matrix M; its eigenvalues are the
/// Floquet multipliers, of which one, along the orbit, is 1.
public struct ClosedOrbit: Sendable, Equatable {
  /// A state on the orbit, `[N]`.
  public let state: [Double]
  /// The period, in the time units of the flow.
  public let period: Double
  /// All Floquet multipliers, largest magnitude first, the trivial one included.
  public let multipliers: [Eigenvalue]
  /// Distance of the trivial multiplier from 1: how exact the others are.
  public let trivialError: Double
  /// |phi_T(x) - x|.
  public let residual: Double
  /// Newton steps taken.
  public let iterations: Int

  /// Largest `trivialError` of an orbit that counts as closed: the equations have then really been solved together.
  public static let trivialTolerance = 1e-5

  /// The multipliers other than the trivial one.
  public var transversalMultipliers: [Eigenvalue] {
    let trivial = multipliers.indices.min {
      ClosedOrbit.distance($0, multipliers) < ClosedOrbit.distance($1, multipliers)
    }
    return multipliers.indices.filter { $0 != trivial }.map { multipliers[$0] }
  }

  private static func distance(_ index: Int, _ multipliers: [Eigenvalue]) -> Double {
    Eigenvalue(real: multipliers[index].real - 1, imaginary: multipliers[index].imaginary).magnitude
  }

  /// Refines a closed orbit.
  ///
  /// - Parameters:
  ///   - flow: dx/dt = f(x).
  ///   - guess: a state near the orbit, `[N]`.
  ///   - period: about how long it takes to come back.
  ///   - integrator: how the flow is integrated.
  /// - Returns: the orbit; nil when Newton's method does not converge in 20 steps, leads to a point at rest, or the trivial
  ///   multiplier is not 1.
  /// - Throws: `DynamicsError` when linear algebra fails.
  public static func refine(
    _ flow: some SmoothFlow, near guess: [Double], period: Double, integrator: DormandPrince = DormandPrince()
  ) throws(DynamicsError) -> ClosedOrbit? {
    let size = flow.dimension
    var state = guess
    var time = period
    for iteration in 1...20 {
      var end = state
      var tangents = [Double](repeating: 0, count: size * size)
      for index in 0..<size { tangents[index * size + index] = 1 }
      integrator.integrate(flow, over: time, state: &end, tangents: &tangents)
      guard end.allSatisfy(\.isFinite), tangents.allSatisfy(\.isFinite) else { return nil }
      let monodromy = transposed(tangents, size)
      var (here, there) = (state, state)
      flow.velocity(at: state, into: &here)
      flow.velocity(at: end, into: &there)
      let residual = zip(end, state).map { $0 - $1 }
      let order = size + 1
      var matrix = [Double](repeating: 0, count: order * order)
      for row in 0..<size {
        for column in 0..<size {
          matrix[row * order + column] = monodromy[row * size + column] - (row == column ? 1 : 0)
        }
        matrix[row * order + size] = there[row]
        matrix[size * order + row] = here[row]
      }
      do {
        let factors = try LUFactorization(of: matrix, size: order)
        guard !factors.isSingular else { return nil }
        let step = try factors.solve(residual.map { -$0 } + [0])
        guard step.allSatisfy(\.isFinite) else { return nil }
        let scale = 1 + Vector.length(state)
        if Vector.length(Array(step[..<size])) <= 1e-10 * scale, abs(step[size]) <= 1e-10 * time {
          guard Vector.length(here) > 0 else { return nil }
          let multipliers = try Eigenvalues(of: monodromy, size: size).values
          let error = multipliers.indices.map { distance($0, multipliers) }.min() ?? .infinity
          guard error <= trivialTolerance else { return nil }
          return ClosedOrbit(
            state: state, period: time, multipliers: multipliers, trivialError: error,
            residual: Vector.length(residual), iterations: iteration)
        }
        for index in 0..<size { state[index] += step[index] }
        time += step[size]
      } catch {
        throw DynamicsError(error, place: "shooting")
      }
      // A period that halves or doubles has left the orbit that was asked for.
      guard time > 0.5 * period, time < 2 * period else { return nil }
    }
    return nil
  }

  private static func transposed(_ matrix: [Double], _ size: Int) -> [Double] {
    (0..<(size * size)).map { matrix[($0 % size) * size + $0 / size] }
  }
}
