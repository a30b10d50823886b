/// The shortest whole number of steps after which a stretch repeats up to rounding.
package enum ExactReturn {
  /// Distance, relative to 1 + |x|, of an exact return.
  static let closeness = 1e-8

  package static func steps(of segment: OrbitSegment) -> Int? {
    let rows = segment.rowCount
    let end = segment.finalState
    let limit = closeness * (1 + Vector.length(end))
    return (1...max(1, rows / 2)).first { lag in
      guard rows - 1 - 2 * lag >= 0 else { return false }
      return Vector.distance(end, segment.state(rows - 1 - lag)) <= limit
        && Vector.distance(end, segment.state(rows - 1 - 2 * lag)) <= 2 * limit
    }
  }
}
