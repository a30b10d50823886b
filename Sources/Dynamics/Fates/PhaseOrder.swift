/// The states of a stretch in the order of their phase on a closed orbit.
///
/// Phases count back from the last state, in turns; with a real-valued period the states of many turns interleave.
enum PhaseOrder {
  /// The last rows of a stretch with their phases in [0, 1), sorted by them.
  ///
  /// - Parameters:
  ///   - span: how many rows, counted back from the last one.
  ///   - count: rows of the stretch.
  ///   - period: steps per turn.
  static func rows(last span: Int, of count: Int, period: Double) -> [(row: Int, phase: Double)] {
    let phases = ((count - min(span, count))..<count).map { row in
      let turn = Double(count - 1 - row) / period
      // A whole number of turns that came out just below it belongs to phase 0.
      let phase = turn.rounded(.up) - turn
      return (row: row, phase: phase < 1 - 1e-9 ? phase : 0)
    }
    return phases.sorted { $0.phase < $1.phase }
  }
}

/// How often a motion goes round a closed orbit before a sampled state comes back.
///
/// A map that turns by 144 degrees per step comes back after five steps and two turns; the period is two and a half
/// steps. A cycle with jumps shorter than a step comes back well only after as many turns as make a whole number of
/// steps. With p steps per return and k turns in it, the phase advances by k/p per step. Of all k the one is right for
/// which the states, in the order of their phase, make the smoothest closed polygon: neighbours in phase are neighbours
/// in space.
package enum TurnCount {
  /// Most turns of a return that are tried: at 32 steps every steady turning has come back to within 1/32.
  static let turnLimit = 64
  /// States of the polygon: as many, or of as many returns, whichever is more.
  static let (stateLimit, returnLimit) = (256, 4.0)
  /// How much smoother a polygon of several turns must be, in the sum of squared edges.
  static let advantage = 0.5

  /// The number of turns.
  ///
  /// - Parameters:
  ///   - states: `[rows, N]`.
  ///   - dimension: N.
  ///   - period: steps after which states come back.
  ///   - limit: most turns in it; a turn crosses the section at least once.
  package static func turns(of states: [Double], dimension: Int, period: Double, atMost limit: Int) -> Int {
    // A turn takes two steps at least.
    let limit = min(limit, Int(period / 2 + 1e-6), turnLimit)
    guard limit >= 2 else { return 1 }
    let span = max(stateLimit, Int(min(returnLimit * period, Double(states.count / dimension))))
    let single = roughness(states, dimension, period, span)
    var best = (turns: 1, roughness: advantage * single)
    for turns in 2...limit {
      let value = roughness(states, dimension, period / Double(turns), span)
      if value < best.roughness { best = (turns, value) }
    }
    return best.turns
  }

  /// Sum of the squared edges of the polygon through the last states in the order of their phase.
  private static func roughness(
    _ states: [Double], _ size: Int, _ period: Double, _ span: Int
  ) -> Double {
    let order = PhaseOrder.rows(last: span, of: states.count / size, period: period)
    guard let last = order.last else { return 0 }
    var sum = 0.0
    var before = last.row * size
    for (row, _) in order {
      for index in 0..<size {
        let edge = states[row * size + index] - states[before + index]
        sum += edge * edge
      }
      before = row * size
    }
    return sum
  }
}
