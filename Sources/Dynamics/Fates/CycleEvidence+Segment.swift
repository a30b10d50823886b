/// How a closed orbit is read off a stretch.
extension CycleEvidence {
  /// Most states of a curve.
  static let curveLimit = 256

  /// Measures a stretch that is known to go round a closed orbit.
  init(_ segment: OrbitSegment, period: Double, recurrence: Double, locked: Int?, multipliers: [Double]) {
    let size = segment.dimension
    let rows = segment.rowCount
    var mean = [Double](repeating: 0, count: size)
    for row in 0..<rows {
      for index in 0..<size { mean[index] += segment.states[row * size + index] / Double(rows) }
    }
    var square = 0.0
    for row in 0..<rows {
      for index in 0..<size {
        let difference = segment.states[row * size + index] - mean[index]
        square += difference * difference
      }
    }
    var chosen: [Int]
    if let locked {
      chosen = Array((rows - min(locked, rows))..<rows)
    } else {
      // Late states sorted by phase, thinned to an even spacing. Phases drift with the error of the period, so only
      // as many turns are used as are needed.
      let turns = max(1, (Double(CycleEvidence.curveLimit) / period).rounded(.up))
      let span = min(rows, max(3, Int((turns * period).rounded())))
      let phases = ((rows - span)..<rows).map { row in
        let turn = Double(rows - 1 - row) / period
        return (row: row, phase: 1 - (turn - turn.rounded(.down)))
      }
      chosen = phases.sorted { $0.phase < $1.phase }.map(\.row)
    }
    if chosen.count > CycleEvidence.curveLimit {
      let step = Double(chosen.count) / Double(CycleEvidence.curveLimit)
      chosen = (0..<CycleEvidence.curveLimit).map { chosen[Int(Double($0) * step)] }
    }
    self.init(
      period: period, recurrencePeriod: recurrence, lockedSteps: locked,
      transversalMultipliers: multipliers.sorted(by: >), mean: mean, size: (square / Double(rows)).squareRoot(),
      curve: chosen.flatMap { segment.state($0) }, closedOrbit: nil)
  }
}

extension OrbitSegment {
  /// Root mean square distance from the mean, over the first and over the second half of the recorded states.
  var spreads: (early: Double, late: Double) {
    func spread(_ rows: Range<Int>) -> Double {
      var sum = 0.0
      for index in 0..<dimension {
        var mean = 0.0
        for row in rows { mean += states[row * dimension + index] / Double(rows.count) }
        for row in rows {
          let difference = states[row * dimension + index] - mean
          sum += difference * difference
        }
      }
      return (sum / Double(max(rows.count, 1))).squareRoot()
    }
    return (spread(0..<(rowCount / 2)), spread((rowCount / 2)..<rowCount))
  }
}
