/// The points a search has found so far, each once.
struct FoundPoints {
  private(set) var points: [CriticalPoint] = []
  private let options: CriticalPointSearch.Options
  private let rootRadius: Double
  private let slowRadius: Double

  init(scale: Double, options: CriticalPointSearch.Options) {
    self.options = options
    rootRadius = options.rootMergeShare * scale
    slowRadius = options.slowMergeShare * scale
  }

  /// Whether a state is a known point: within the radius in which ends are merged.
  func contains(_ state: [Double]) -> Bool {
    points.contains { distance($0.state, state) <= radius(of: $0) }
  }

  /// Whether a whole Newton step leads to a known root: it takes off nine tenths of the distance, or more.
  func leads(from state: [Double], to next: [Double]) -> Bool {
    points.contains { $0.kind == .root && distance($0.state, next) <= 0.1 * distance($0.state, state) }
  }

  /// Adds a point unless it is known, and works out its spectrum.
  mutating func add(_ end: NewtonRoot.End, kind: CriticalPoint.Kind, time: SystemTime) throws(DynamicsError) {
    guard !contains(end.model.state) else { return }
    points.append(
      CriticalPoint(
        state: end.model.state, q: end.model.q, lastStep: end.lastStep, iterations: end.iterations, kind: kind,
        time: time, eigenvalues: try end.model.eigenvalues(time: time),
        neutralTolerance: options.newton.neutralTolerance))
  }

  /// Starts from pairs of roots, the first found first: the state between them, and each mirrored in the other.
  func derivedStarts(limit: Int) -> [[Double]] {
    let roots = points.filter { $0.kind == .root }.map(\.state)
    var starts: [[Double]] = []
    for (index, second) in roots.enumerated() {
      for first in roots.prefix(index) {
        guard starts.count < limit else { return Array(starts.prefix(limit)) }
        let way = sum(second, -1, first)
        starts += [sum(first, 0.5, way), sum(first, 2, way), sum(first, -1, way)]
      }
    }
    return Array(starts.prefix(limit))
  }

  /// Roots by distance to a state, then slow points by q.
  func sorted(around centre: [Double]) -> [CriticalPoint] {
    let keyed = points.map { (point: $0, distance: distance($0.state, centre)) }
    return keyed.sorted { first, second in
      let (a, b) = (first.point, second.point)
      if a.kind != b.kind { return a.kind == .root }
      if a.kind == .slowPoint, a.q != b.q { return a.q < b.q }
      return first.distance < second.distance
    }.map(\.point)
  }

  /// Points at which J is singular.
  private func isLoose(_ point: CriticalPoint) -> Bool { point.kind == .slowPoint || point.stability == .neutral }

  private func radius(of point: CriticalPoint) -> Double {
    guard !isLoose(point) else { return slowRadius }
    return max(rootRadius, 10 * options.newton.stepTolerance * (1 + length(point.state)))
  }
}
