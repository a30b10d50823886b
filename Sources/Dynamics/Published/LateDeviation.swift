/// A plain observable beside every label: how much still moves late in the noise-free continuation.
///
/// Per condition, the largest standard deviation over time of any unit's rate in the last T of the run
/// (`Continuation.noiseFree`: nine trial lengths T, cue in the first, r(0) = 0). In learned networks it is .001 to .003 or
/// above .59, measured on 21 at learning rate 0.1, so 0.1 separates what moves from what rests; it cannot tell fixed points
/// from slow manifolds, nor chaos from limit cycles.
public enum LateDeviation {
  /// Standard deviation above which a condition moves; rates are between -1 and 1.
  public static let threshold = 0.1

  /// The observable of every condition, `[C]`.
  ///
  /// The standard deviation is that of the population (divided by the number of states). NaN when a state is not finite.
  ///
  /// - Parameters:
  ///   - trajectory: the noise-free continuation.
  ///   - steps: the trial length T; cut to the length of the run.
  public static func values(of trajectory: StateTrajectory, last steps: Int) -> [Double] {
    let count = max(0, min(steps, trajectory.stepCount))
    return (0..<trajectory.conditionCount).map { condition in
      let late = Array(
        trajectory.states(condition: condition, steps: (trajectory.stepCount - count)..<trajectory.stepCount))
      return largest(late, rows: count, dimension: trajectory.dimension)
    }
  }

  private static func largest(_ samples: [Double], rows: Int, dimension: Int) -> Double {
    guard rows > 0 else { return 0 }
    var mean = [Double](repeating: 0, count: dimension)
    var squares = mean
    for row in 0..<rows { for unit in 0..<dimension { mean[unit] += samples[row * dimension + unit] } }
    for unit in 0..<dimension { mean[unit] /= Double(rows) }
    for row in 0..<rows {
      for unit in 0..<dimension {
        let difference = samples[row * dimension + unit] - mean[unit]
        squares[unit] += difference * difference
      }
    }
    var largest = 0.0
    for square in squares {
      let deviation = (square / Double(rows)).squareRoot()
      guard deviation.isFinite else { return .nan }
      largest = max(largest, deviation)
    }
    return largest
  }
}
