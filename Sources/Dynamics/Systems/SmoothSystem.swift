/// An autonomous system with an analytic derivative: what fixed points, fates and spectra are computed of.
///
/// A system is a map or a flow, `SmoothMap` or `SmoothFlow`. Trained networks with their input held are one conformer;
/// the normal forms in the tests are others. All arithmetic is Float64.
public protocol SmoothSystem: Sendable {
  /// Number of state variables N, one or more.
  var dimension: Int { get }

  /// The velocity v(x), whose roots are the fixed points: F(x) - x of a map, per step; f(x) of a flow, per unit of time.
  ///
  /// - Parameters:
  ///   - state: x, `[dimension]`.
  ///   - velocity: receives v(x), `[dimension]`; never overlaps `state`.
  func velocity(at state: UnsafePointer<Double>, into velocity: UnsafeMutablePointer<Double>)

  /// The derivative of the velocity, dv_i/dx_j: DF(x) - 1 of a map, Df(x) of a flow.
  ///
  /// - Parameters:
  ///   - state: x, `[dimension]`.
  ///   - jacobian: receives the matrix, `[dimension, dimension]` row-major.
  func velocityJacobian(at state: UnsafePointer<Double>, into jacobian: UnsafeMutablePointer<Double>)

  /// Which of the two kinds of time the system moves in.
  var time: SystemTime { get }
}

/// The two kinds of time.
public enum SystemTime: String, Sendable {
  /// A map: time counts steps.
  case discrete
  /// A flow: time is in the units of the equations.
  case continuous
}

/// A map x(t+1) = F(x(t)).
public protocol SmoothMap: SmoothSystem {
  /// Computes one step.
  ///
  /// - Parameters:
  ///   - state: x(t), `[dimension]`.
  ///   - next: receives x(t+1), `[dimension]`; never overlaps `state`.
  func step(from state: UnsafePointer<Double>, to next: UnsafeMutablePointer<Double>)

  /// Computes one step and carries tangent vectors along: w = DF(x) v for each of them.
  ///
  /// - Parameters:
  ///   - state: x(t), `[dimension]`.
  ///   - tangents: `count` vectors v, `[count, dimension]`.
  ///   - count: number of tangent vectors, zero or more.
  ///   - next: receives x(t+1), `[dimension]`.
  ///   - nextTangents: receives the vectors w, `[count, dimension]`. Nothing overlaps.
  func step(
    from state: UnsafePointer<Double>, tangents: UnsafePointer<Double>, count: Int,
    to next: UnsafeMutablePointer<Double>, tangents nextTangents: UnsafeMutablePointer<Double>)
}

/// A flow dx/dt = f(x).
public protocol SmoothFlow: SmoothSystem {}

extension SmoothMap {
  public var time: SystemTime { .discrete }

  public func velocity(at state: UnsafePointer<Double>, into velocity: UnsafeMutablePointer<Double>) {
    step(from: state, to: velocity)
    for index in 0..<dimension { velocity[index] -= state[index] }
  }
}

extension SmoothFlow {
  public var time: SystemTime { .continuous }
}

extension SmoothSystem {
  /// The length of the velocity at a state.
  public func speed(at state: [Double]) -> Double {
    withUnsafeTemporaryAllocation(of: Double.self, capacity: dimension) { velocity in
      guard let target = velocity.baseAddress else { return 0 }
      self.velocity(at: state, into: target)
      return velocity.reduce(0) { $0 + $1 * $1 }.squareRoot()
    }
  }
}
