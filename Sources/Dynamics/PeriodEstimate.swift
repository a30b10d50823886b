import LinearAlgebra

/// An estimate of the period of a motion, by autocorrelation of the whole state.
///
/// With x(t) the states of the second half of a run minus their mean, the correlation at lag L is
///
///     A(L) = sum_t x(t) . x(t+L) / sqrt(sum_t |x(t)|^2  sum_t |x(t+L)|^2)
///
/// which is 1 at a multiple of the period. The period is the shortest lag, past the first fall below 1/2, at which A
/// has a local maximum of at least `closeness` of its largest one; a parabola through three points places it between
/// steps, and the highest multiple that fits in the run sharpens it. Because A uses all units at once, a motion whose
/// leading component crosses its mean several times per turn is not counted several times.
///
/// Nil when the largest maximum is below `acceptance`: nothing repeats, or the period exceeds 2/3 of the half run.
/// Periods shorter than about eight steps may be reported as a multiple, since no whole lag comes close to one turn.
public enum PeriodEstimate {
  /// Smallest correlation that counts as a return.
  public static let acceptance = 0.8
  /// A maximum this close to the largest one counts as equal to it.
  public static let closeness = 0.9

  /// The period of one condition of a run, in steps.
  ///
  /// Cost: one n/2 x n/2 x N matrix product.
  ///
  /// - Parameters:
  ///   - trajectory: the noise-free continuation.
  ///   - condition: which of its conditions.
  /// - Returns: the period, or nil as described above, and for a motion that is not finite or that has no extent.
  public static func steps(of trajectory: StateTrajectory, condition: Int) -> Double? {
    let first = trajectory.stepCount / 2
    let samples = Array(trajectory.states(condition: condition, steps: first..<trajectory.stepCount))
    guard samples.allSatisfy(\.isFinite), trajectory.dimension > 0 else { return nil }
    let correlation = autocorrelation(samples, dimension: trajectory.dimension)
    guard let start = correlation.firstIndex(where: { $0 < 0.5 }) else { return nil }
    let peaks = (max(start, 1)..<max(correlation.count - 1, 1)).filter { isPeak(correlation, $0) }
    guard let highest = peaks.map({ correlation[$0] }).max(), highest >= acceptance,
      let lag = peaks.first(where: { correlation[$0] >= closeness * highest })
    else { return nil }
    var period = refined(correlation, lag)
    // Each further multiple is sought where the period so far puts it, and divides the error by its number.
    var multiple = 2
    while true {
      let expected = Int((Double(multiple) * period).rounded())
      guard expected + 1 < correlation.count else { break }
      let near = max(1, expected - 1)...min(correlation.count - 2, expected + 1)
      guard let found = near.first(where: { isPeak(correlation, $0) }), correlation[found] >= closeness * highest
      else { break }
      period = refined(correlation, found) / Double(multiple)
      multiple += 1
    }
    return period
  }

  private static func isPeak(_ values: [Double], _ lag: Int) -> Bool {
    values[lag] >= values[lag - 1] && values[lag] > values[lag + 1]
  }

  /// Position of the maximum of the parabola through a peak and its neighbours.
  private static func refined(_ values: [Double], _ lag: Int) -> Double {
    let curvature = values[lag - 1] - 2 * values[lag] + values[lag + 1]
    guard curvature < 0 else { return Double(lag) }
    return Double(lag) + 0.5 * (values[lag - 1] - values[lag + 1]) / curvature
  }

  /// The correlations A(0), A(1) and on up to two thirds of the samples; empty when nothing moves.
  static func autocorrelation(_ samples: [Double], dimension: Int) -> [Double] {
    let rows = samples.count / dimension
    guard rows >= 3 else { return [] }
    var centred = samples
    var squares = 0.0
    var motion = 0.0
    for unit in 0..<dimension {
      var mean = 0.0
      for row in 0..<rows { mean += samples[row * dimension + unit] }
      mean /= Double(rows)
      for row in 0..<rows {
        let value = samples[row * dimension + unit]
        centred[row * dimension + unit] = value - mean
        squares += value * value
        motion += (value - mean) * (value - mean)
      }
    }
    // Below this, what is left after the mean is rounding.
    let floor = Double.ulpOfOne * Double(rows)
    guard motion > floor * floor * squares, motion.isFinite else { return [] }
    var gram = [Double](repeating: 0, count: rows * rows)
    gram.withUnsafeMutableBufferPointer { gram in
      centred.withUnsafeBufferPointer { centred in
        guard let result = gram.baseAddress, let states = centred.baseAddress else { return }
        Double.multiply(
          .none, .transposed, rows: rows, columns: rows, depth: dimension, alpha: 1, states, leadingA: dimension,
          states, leadingB: dimension, beta: 0, result, leadingC: rows)
      }
    }
    var energyBefore = [0.0]
    for row in 0..<rows { energyBefore.append(energyBefore[row] + gram[row * rows + row]) }
    return (0...(2 * rows / 3)).map { lag in
      var product = 0.0
      for row in 0..<(rows - lag) { product += gram[row * rows + row + lag] }
      let early = energyBefore[rows - lag]
      let late = energyBefore[rows] - energyBefore[lag]
      let scale = (early * late).squareRoot()
      return scale > 0 ? product / scale : 0
    }
  }
}
