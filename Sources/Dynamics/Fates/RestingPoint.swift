/// Whether an orbit comes to rest: the root it approaches, and how that is known.
struct RestingPoint {
  /// How an orbit and a root belong together.
  enum Arrival: String {
    /// The last state stands still up to rounding, at a root that does not repel, or has hovered at a stable one.
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

  /// Share of its early speed below which an orbit must have slowed down before a root is looked for; 0.9.
  ///
  /// The largest speeds of the first and of the last quarter are compared. A cycle keeps its speed, and needs no Newton
  /// iteration and no spectrum, which are most of the cost for large systems; an approach so slow that it keeps its
  /// speed shows in a longer look.
  static let slowing = 0.9
  /// Distance, relative to 1 + |x|, within which an orbit hovers at a stable point by rounding; 1e-9.
  static let hovering = 1e-9

  /// Looks for the root that the last state of a stretch approaches; nil when there is none, or it is being left.
  ///
  /// - Parameters:
  ///   - segment: the stretch.
  ///   - map: what was run.
  ///   - known: a root found by an earlier look; it is asked first, and spares Newton's iteration and the spectrum.
  static func find(
    after segment: OrbitSegment, of map: some SmoothMap, known: CriticalPoint?, _ options: FateOptions
  ) throws(DynamicsError) -> RestingPoint? {
    let end = segment.finalState
    let (early, late) = segment.largestSteps
    guard late <= slowing * early || late <= hovering * (1 + Vector.length(end)) else { return nil }
    if let known, known.stability != .unstable, let point = judge(known, segment, map, options) { return point }
    var guess = end
    if let source = map as? any FixedPointSource {
      guard let found = try source.fixedPoint(near: end) else { return nil }
      guess = found
    }
    guard let point = try NewtonRoot().root(of: map, near: guess) else { return nil }
    return judge(point, segment, map, options)
  }

  /// How the end of a stretch and a root belong together; nil when they do not.
  private static func judge(
    _ point: CriticalPoint, _ segment: OrbitSegment, _ map: some SmoothMap, _ options: FateOptions
  ) -> RestingPoint? {
    let end = segment.finalState
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
    if point.stability == .stable, max(distance, earlier) <= hovering * scale {
      return RestingPoint(point: point, arrival: .atRest, checks: [])
    }
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

extension OrbitSegment {
  /// The largest distance between neighbouring states, in the first and in the last quarter of the recorded ones.
  ///
  /// With fewer than eight states nothing can be said, and the orbit counts as one that has slowed down.
  var largestSteps: (early: Double, late: Double) {
    guard rowCount >= 8 else { return (.infinity, 0) }
    func largest(_ rows: Range<Int>) -> Double {
      var largest = 0.0
      for row in rows {
        var square = 0.0
        for index in (row * dimension)..<((row + 1) * dimension) {
          let step = states[index + dimension] - states[index]
          square += step * step
        }
        largest = max(largest, square)
      }
      return largest.squareRoot()
    }
    return (largest(0..<(rowCount / 4)), largest((rowCount - 1 - rowCount / 4)..<(rowCount - 1)))
  }
}
