/// How a closed orbit is read off a stretch.
extension CycleEvidence {
  /// States of a curve that is not sampled more sparsely than that.
  static let curveLimit = 256
  /// States looked at per state of the curve: turns of nearly a whole number of steps interleave slowly.
  static let statesPerPlace = 4

  /// Measures a stretch that is known to go round a closed orbit.
  init(_ segment: OrbitSegment, period: Double, recurrence: Double, locked: Int?, multipliers: [Double]) {
    let rows = segment.rowCount
    // Over part of a turn more the mean would lean to one side of the orbit.
    let whole = segment.wholeTurns(period: locked.map(Double.init) ?? period, in: 0..<rows)
    let (mean, spread) = segment.spread(whole)
    let curve: [Double]
    if let locked, locked <= CycleEvidence.curveLimit {
      curve = PhaseOrder.rows(last: locked, of: rows, period: period).flatMap { segment.state($0.row) }
    } else {
      curve = CycleEvidence.curve(of: segment, period: period)
    }
    self.init(
      period: period, recurrencePeriod: recurrence, lockedSteps: locked,
      transversalMultipliers: multipliers.sorted(by: >), mean: mean, size: spread,
      curve: curve, closedOrbit: nil)
  }

  /// Once around: late states in the order of their phase, about evenly spaced.
  ///
  /// Where a turn takes nearly a whole number of steps the states crowd at few phases; the gaps between them are filled
  /// by the polynomial in the phase through the six states around. Without that a polygon through six states would pass
  /// the orbit at a seventh of its radius.
  private static func curve(of segment: OrbitSegment, period: Double) -> [Double] {
    let places = Double(curveLimit)
    // Phases drift with the error of the period, so only as many turns are used as are needed.
    let turns = (places * Double(statesPerPlace) / period).rounded(.up)
    let span = min(segment.rowCount, max(4, Int((turns * period).rounded(.up))))
    var nodes: [(row: Int, phase: Double)] = []
    for place in PhaseOrder.rows(last: span, of: segment.rowCount, period: period) {
      if let last = nodes.last, place.phase - last.phase < 1 / places { continue }
      nodes.append(place)
    }
    if nodes.count > 1, nodes[0].phase + 1 - nodes[nodes.count - 1].phase < 0.5 / places { nodes.removeLast() }
    var curve: [Double] = []
    for (place, node) in nodes.enumerated() {
      curve += segment.state(node.row)
      guard nodes.count >= 4 else { continue }
      // The nodes around the gap, with phases that go on beyond a turn; three on each side where there are so many.
      let reach = nodes.count >= 6 ? 2 : 1
      let around = (-reach...(reach + 1)).map { offset in
        let index = place + offset
        let turn = index < 0 ? -1.0 : index >= nodes.count ? 1 : 0
        let other = nodes[(index + nodes.count) % nodes.count]
        return (row: other.row, phase: other.phase + turn)
      }
      let gap = around[reach + 1].phase - around[reach].phase
      let missing = Int((gap * places).rounded()) - 1
      guard missing > 0 else { continue }
      for fill in 1...missing {
        let phase = around[reach].phase + gap * Double(fill) / Double(missing + 1)
        curve += interpolation(of: segment, around, at: phase)
      }
    }
    return curve
  }

  /// The polynomial through some states, at a phase.
  private static func interpolation(
    of segment: OrbitSegment, _ nodes: [(row: Int, phase: Double)], at phase: Double
  ) -> [Double] {
    let size = segment.dimension
    var state = [Double](repeating: 0, count: size)
    for node in nodes {
      var weight = 1.0
      for other in nodes where other.phase != node.phase {
        weight *= (phase - other.phase) / (node.phase - other.phase)
      }
      for index in 0..<size { state[index] += weight * segment.states[node.row * size + index] }
    }
    return state
  }
}

extension OrbitSegment {
  /// The last rows of a range that make a whole number of turns; the range where it holds none.
  func wholeTurns(period: Double, in range: Range<Int>) -> Range<Int> {
    let turns = (Double(range.count) / period + 1e-6).rounded(.down)
    guard turns >= 1, turns.isFinite else { return range }
    return (range.upperBound - min(range.count, Int((turns * period).rounded())))..<range.upperBound
  }

  /// Mean of some rows, and their root mean square distance from it.
  func spread(_ rows: Range<Int>) -> (mean: [Double], size: Double) {
    let count = Double(max(rows.count, 1))
    var mean = [Double](repeating: 0, count: dimension)
    for row in rows { for index in 0..<dimension { mean[index] += states[row * dimension + index] / count } }
    var sum = 0.0
    for row in rows {
      for index in 0..<dimension {
        let difference = states[row * dimension + index] - mean[index]
        sum += difference * difference
      }
    }
    return (mean, (sum / count).squareRoot())
  }

  /// Root mean square distance from the mean, over the first and over the second half of the recorded states.
  ///
  /// - Parameter period: steps of a turn, where there is one; whole turns are then compared.
  func spreads(period: Double = 1) -> (early: Double, late: Double) {
    let halves = [0..<(rowCount / 2), (rowCount / 2)..<rowCount]
    let sizes = halves.map { spread(wholeTurns(period: period, in: $0)).size }
    return (sizes[0], sizes[1])
  }
}
