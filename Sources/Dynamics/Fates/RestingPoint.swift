/// Whether an orbit comes to rest: the root it approaches, and how that is known.
struct RestingPoint {
  /// How an orbit and a root belong together.
  enum Arrival: String {
    /// The last state stands still up to rounding, at a root that does not repel.
    case atRest
    /// The orbit provably ends at a stable root.
    case approaching
    /// A neutral root is only being approached; that proves nothing, the next order decides whether it attracts.
    case neutralPoint
    /// The state stands still exactly, at a root that repels: any other would have left.
    case unstablePoint
  }

  /// The root.
  let point: CriticalPoint
  /// How the orbit and the root belong together.
  let arrival: Arrival
  /// The comparisons.
  let checks: [Check]

  /// Looks for the root that the last state of a stretch approaches; nil when there is none, or it is being left.
  static func find(
    after segment: OrbitSegment, of map: some SmoothMap, _ options: FateOptions
  ) throws(DynamicsError) -> RestingPoint? {
    let end = segment.finalState
    var guess = end
    if let source = map as? any FixedPointSource {
      guard let known = try source.fixedPoint(near: end) else { return nil }
      guess = known
    }
    guard let point = try NewtonRoot().root(of: map, near: guess) else { return nil }
    let scale = 1 + Vector.length(point.state)
    let offset = zip(end, point.state).map { $0 - $1 }
    let distance = Vector.length(offset)
    let speed = map.speed(at: end)
    guard point.stability != .unstable else {
      return speed == 0 ? RestingPoint(point: point, arrival: .unstablePoint, checks: []) : nil
    }
    if speed <= options.restingSpeed * scale, distance <= 1e-6 * scale {
      return RestingPoint(point: point, arrival: .atRest, checks: [])
    }
    let earlier = Vector.distance(segment.state(segment.rowCount / 2), point.state)
    guard distance < earlier else { return nil }
    let deviation = linearDeviation(of: map, at: end, from: point.state, offset)
    guard deviation <= options.linearDeviation else { return nil }
    return RestingPoint(
      point: point, arrival: point.stability == .stable ? .approaching : .neutralPoint,
      checks: [Check("linearDeviation", deviation, options.linearDeviation)])
  }

  /// |v(x) - A (x - x*)| / |v(x)| with A the derivative of the velocity at the root.
  private static func linearDeviation(
    of map: some SmoothMap, at state: [Double], from root: [Double], _ offset: [Double]
  ) -> Double {
    let size = state.count
    var velocity = [Double](repeating: 0, count: size)
    var jacobian = [Double](repeating: 0, count: size * size)
    map.velocity(at: state, into: &velocity)
    map.velocityJacobian(at: root, into: &jacobian)
    var difference = velocity
    for row in 0..<size { for column in 0..<size { difference[row] -= jacobian[row * size + column] * offset[column] } }
    let speed = Vector.length(velocity)
    return speed > 0 ? Vector.length(difference) / speed : 0
  }
}
