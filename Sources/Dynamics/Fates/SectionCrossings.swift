import Foundation

/// Where a motion crosses a plane, with real-valued times: the rotation number of a closed orbit by its returns.
///
/// The plane goes through the mean state, normal to the direction in which the motion is largest. Crossings in the
/// rising direction are placed between steps by the cubic through the four states around them: on a closed invariant
/// curve the orbit is a smooth function of a phase that grows evenly, so reading it between steps makes sense for a map
/// too.
package struct SectionCrossings {
  /// Times of the crossings in steps from the first state, rising.
  package let times: [Double]

  /// Finds the crossings.
  ///
  /// - Parameters:
  ///   - states: `[rows, N]`.
  ///   - dimension: N.
  package init(of states: [Double], dimension: Int) {
    let heights = SectionCrossings.heights(states, dimension: dimension)
    var times: [Double] = []
    // A motion that hovers at the plane crosses once: it must have been clearly below before it counts again.
    let depth = 0.05 * (heights.max() ?? 0)
    var isArmed = false
    for row in heights.indices.dropLast() {
      if heights[row] < -depth { isArmed = true }
      guard isArmed, heights[row] < 0, heights[row + 1] >= 0 else { continue }
      isArmed = false
      times.append(Double(row) + SectionCrossings.root(heights, row))
    }
    self.times = times
  }

  /// The period, when the motion repeats after about `approximate` steps.
  ///
  /// The number of crossings per period follows from the approximate period; nil with fewer than two periods. Where on
  /// the curve a crossing was measured shifts its time a little, by a function of the phase; averaged with weights that
  /// fall to nothing at both ends such shifts die out faster than any power of the number of turns.
  ///
  /// - Parameter approximate: the period by another method, in steps.
  package func period(near approximate: Double) -> Double? {
    guard times.count >= 3 else { return nil }
    let crossings = count(within: approximate)
    guard (times.count - 1) / crossings >= 2 else { return nil }
    let returns = times.count - crossings
    var (sum, total) = (0.0, 0.0)
    for crossing in 0..<returns {
      let s = (Double(crossing) + 0.5) / Double(returns)
      let weight = exp(-1 / (s * (1 - s)))
      sum += weight * (times[crossing + crossings] - times[crossing])
      total += weight
    }
    return sum / total
  }

  /// How often a motion crosses in a number of steps, at least once.
  package func count(within steps: Double) -> Int {
    guard let first = times.first, let last = times.last, last > first else { return 1 }
    return max(1, Int((steps * Double(times.count - 1) / (last - first)).rounded()))
  }

  /// The component of every state along the direction of largest motion, from the mean.
  private static func heights(_ states: [Double], dimension: Int) -> [Double] {
    let rows = states.count / dimension
    guard rows > 0 else { return [] }
    var mean = [Double](repeating: 0, count: dimension)
    for row in 0..<rows { for unit in 0..<dimension { mean[unit] += states[row * dimension + unit] / Double(rows) } }
    func project(_ axis: [Double]) -> [Double] {
      (0..<rows).map { row in
        var sum = 0.0
        for unit in 0..<dimension { sum += axis[unit] * (states[row * dimension + unit] - mean[unit]) }
        return sum
      }
    }
    // A few turns of the power method: any direction with most of the motion will do.
    var axis = (0..<dimension).map { states[(rows - 1) * dimension + $0] - mean[$0] }
    for _ in 0..<6 {
      let along = project(axis)
      var next = [Double](repeating: 0, count: dimension)
      for row in 0..<rows {
        for unit in 0..<dimension { next[unit] += along[row] * (states[row * dimension + unit] - mean[unit]) }
      }
      let length = next.reduce(0) { $0 + $1 * $1 }.squareRoot()
      guard length > 0, length.isFinite else { break }
      axis = next.map { $0 / length }
    }
    return project(axis)
  }

  /// Where between `row` and the next the height is zero, in [0, 1].
  private static func root(_ heights: [Double], _ row: Int) -> Double {
    let (below, above) = (heights[row], heights[row + 1])
    let linear = below / (below - above)
    guard row >= 1, row + 2 < heights.count else { return linear }
    let (before, after) = (heights[row - 1], heights[row + 2])
    func cubic(_ s: Double) -> Double {
      before * (-s * (s - 1) * (s - 2) / 6) + below * ((s + 1) * (s - 1) * (s - 2) / 2)
        + above * (-(s + 1) * s * (s - 2) / 2) + after * ((s + 1) * s * (s - 1) / 6)
    }
    var (low, high) = (0.0, 1.0)
    for _ in 0..<40 {
      let middle = (low + high) / 2
      if cubic(middle) < 0 { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }
}
