/// Whether an orbit comes to rest: the root it approaches, and how that is known.
struct RestingPoint {
  /// The root.
  let point: CriticalPoint
  /// Whether the orbit provably ends there.
  let isArrived: Bool
  /// Whether the last state stands still up to rounding.
  let isAtRest: Bool
  /// The comparisons.
  let checks: [Check]

  /// Looks for the root that the last state of a stretch approaches; nil when there is none, or only an unstable one.
  static func find(
    after segment: OrbitSegment, of map: some SmoothMap, _ options: FateOptions
  ) throws(DynamicsError) -> RestingPoint? {
    let end = segment.finalState
    guard let point = try NewtonRoot().root(of: map, near: end), point.stability != .unstable else { return nil }
    let scale = 1 + Vector.length(point.state)
    let offset = zip(end, point.state).map { $0 - $1 }
    let distance = Vector.length(offset)
    let isAtRest = map.speed(at: end) <= options.restingSpeed * scale && distance <= 1e-6 * scale
    if isAtRest { return RestingPoint(point: point, isArrived: true, isAtRest: true, checks: []) }
    let earlier = Vector.distance(segment.state(segment.rowCount / 2), point.state)
    guard distance < earlier else { return nil }
    let deviation = linearDeviation(of: map, at: end, from: point.state, offset)
    guard deviation <= options.linearDeviation else { return nil }
    // A neutral root that is only being approached proves nothing: the next order decides whether it attracts.
    return RestingPoint(
      point: point, isArrived: point.stability == .stable, isAtRest: false,
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
