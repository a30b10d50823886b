/// The map of a flow over a fixed interval of time: what turns a flow into something that can be stepped.
///
/// Its closed invariant curves are the closed orbits of the flow, its exponents those of the flow times the interval.
public struct FlowMap<Flow: SmoothFlow>: SmoothMap, FixedPointSource {
  /// The flow.
  public let flow: Flow
  /// The interval, in the time units of the flow.
  public let interval: Double
  /// How it is integrated.
  public let integrator: DormandPrince

  /// Samples a flow.
  ///
  /// - Throws: `DynamicsError` unless the interval is positive and finite.
  public init(_ flow: Flow, interval: Double, integrator: DormandPrince = DormandPrince()) throws(DynamicsError) {
    guard interval > 0, interval.isFinite else {
      throw DynamicsError(
        code: .badParameter, place: "interval", message: "an interval must be positive, not \(interval)")
    }
    self.flow = flow
    self.interval = interval
    self.integrator = integrator
  }

  public var dimension: Int { flow.dimension }

  /// The root of the flow near a state.
  ///
  /// Newton's method may try states far away, where a stiff flow takes millions of steps to integrate over one
  /// interval; its velocity costs nothing there. And a cycle whose period is the interval is no rest.
  func fixedPoint(near state: [Double]) throws(DynamicsError) -> [Double]? {
    try NewtonRoot().root(of: flow, near: state)?.state
  }

  public func step(from state: UnsafePointer<Double>, to next: UnsafeMutablePointer<Double>) {
    step(from: state, tangents: state, count: 0, to: next, tangents: next)
  }

  public func step(
    from state: UnsafePointer<Double>, tangents: UnsafePointer<Double>, count: Int,
    to next: UnsafeMutablePointer<Double>, tangents nextTangents: UnsafeMutablePointer<Double>
  ) {
    var here = Array(UnsafeBufferPointer(start: state, count: dimension))
    var vectors = Array(UnsafeBufferPointer(start: tangents, count: count * dimension))
    integrator.integrate(flow, over: interval, state: &here, tangents: &vectors)
    for index in here.indices { next[index] = here[index] }
    for index in vectors.indices { nextTangents[index] = vectors[index] }
  }

  public func velocityJacobian(at state: UnsafePointer<Double>, into jacobian: UnsafeMutablePointer<Double>) {
    var here = Array(UnsafeBufferPointer(start: state, count: dimension))
    var vectors = [Double](repeating: 0, count: dimension * dimension)
    for index in 0..<dimension { vectors[index * dimension + index] = 1 }
    integrator.integrate(flow, over: interval, state: &here, tangents: &vectors)
    // Tangent vectors are rows here, columns of the derivative.
    for row in 0..<dimension {
      for column in 0..<dimension {
        jacobian[row * dimension + column] = vectors[column * dimension + row] - (row == column ? 1 : 0)
      }
    }
  }
}

/// A map whose fixed points are those of something that is cheaper to search.
protocol FixedPointSource {
  /// The fixed point near a state; nil when there is none.
  func fixedPoint(near state: [Double]) throws(DynamicsError) -> [Double]?
}
