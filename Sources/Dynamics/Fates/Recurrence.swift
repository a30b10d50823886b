import LinearAlgebra

/// The period after which a motion comes back, by correlation of the whole state.
///
/// With x(t) the states minus their mean, and a set of reference times a spread over the first third of the run,
///
///     A(L) = sum_a x(a) . x(a+L) / sqrt(sum_a |x(a)|^2  sum_a |x(a+L)|^2)
///
/// which is 1 where the motion repeats. The period is the first local maximum, past the first fall below 1/2, that
/// comes within `closeness` of the highest one; a parabola places it between steps and gives its height, and the
/// highest multiple that fits sharpens it. Since A uses all variables, a motion whose leading component crosses its
/// mean several times per turn is not counted several times.
package enum Recurrence {
  /// Smallest correlation that counts as a return.
  ///
  /// A closed orbit reaches 1 less what half a step of misfit costs; chaotic motion stays below this once the window
  /// holds a few turns.
  static let acceptance = 0.9
  /// A maximum this close to the highest counts as equal to it; a turn that differs from the next one by more than a
  /// fifth of the spread of the orbit is not taken for the whole.
  static let closeness = 0.98
  /// Most reference times.
  static let referenceLimit = 64

  /// The period in steps; nil when nothing comes back within two thirds of the run, or nothing moves.
  ///
  /// - Parameters:
  ///   - states: `[rows, N]`.
  ///   - dimension: N.
  package static func period(of states: [Double], dimension: Int) -> Double? {
    let correlation = correlations(states, dimension: dimension)
    guard let start = correlation.firstIndex(where: { $0 < 0.5 }) else { return nil }
    let peaks = (max(start, 1)..<max(correlation.count - 1, 1))
      .filter { correlation[$0] >= correlation[$0 - 1] && correlation[$0] > correlation[$0 + 1] }
      .map { summit(correlation, $0) }
    guard let highest = peaks.map(\.height).max(), highest >= acceptance,
      let first = peaks.first(where: { $0.height >= closeness * min(highest, 1) })
    else { return nil }
    var period = first.lag
    // Each further multiple is sought where the period so far puts it, and divides the error by its number.
    var multiple = 2.0
    var next = 0
    while multiple * period + 1 < Double(correlation.count) {
      while next < peaks.count, peaks[next].lag < multiple * period - 0.5 * min(period, 2) { next += 1 }
      guard next < peaks.count, abs(peaks[next].lag - multiple * period) <= 0.5 * min(period, 2),
        peaks[next].height >= 0.9 * highest
      else { break }
      period = peaks[next].lag / multiple
      multiple += 1
    }
    return period
  }

  /// The maximum of the parabola through a peak and its neighbours.
  private static func summit(_ values: [Double], _ lag: Int) -> (lag: Double, height: Double) {
    let curvature = values[lag - 1] - 2 * values[lag] + values[lag + 1]
    guard curvature < 0 else { return (Double(lag), values[lag]) }
    let slope = values[lag - 1] - values[lag + 1]
    return (Double(lag) + 0.5 * slope / curvature, values[lag] - slope * slope / (8 * curvature))
  }

  /// A(0), A(1) and on up to two thirds of the rows; empty when nothing moves.
  private static func correlations(_ states: [Double], dimension: Int) -> [Double] {
    let rows = states.count / dimension
    guard rows >= 6 else { return [] }
    var centred = states
    var squares = 0.0
    var mean = [Double](repeating: 0, count: dimension)
    for row in 0..<rows { for unit in 0..<dimension { mean[unit] += states[row * dimension + unit] } }
    for unit in 0..<dimension { mean[unit] /= Double(rows) }
    var lengths = [Double](repeating: 0, count: rows)
    for row in 0..<rows {
      for unit in 0..<dimension {
        let value = states[row * dimension + unit]
        squares += value * value
        centred[row * dimension + unit] = value - mean[unit]
        lengths[row] += (value - mean[unit]) * (value - mean[unit])
      }
    }
    // Below this, what is left after the mean is rounding.
    let floor = Double.ulpOfOne * Double(rows)
    let motion = lengths.reduce(0, +)
    guard motion > floor * floor * squares, motion.isFinite else { return [] }
    let lagLimit = 2 * rows / 3
    let span = rows - lagLimit
    let stride = max(1, (span + referenceLimit - 1) / referenceLimit)
    let references = Array(Swift.stride(from: 0, to: span, by: stride))
    let product = products(centred, references, rows: rows, dimension: dimension)
    return (0..<lagLimit).map { lag in
      var (sum, early, late) = (0.0, 0.0, 0.0)
      for (place, reference) in references.enumerated() {
        sum += product[place * rows + reference + lag]
        early += lengths[reference]
        late += lengths[reference + lag]
      }
      let scale = (early * late).squareRoot()
      return scale > 0 ? sum / scale : 0
    }
  }

  /// The scalar products of every reference with every row, `[references, rows]`.
  private static func products(_ centred: [Double], _ references: [Int], rows: Int, dimension: Int) -> [Double] {
    var chosen: [Double] = []
    chosen.reserveCapacity(references.count * dimension)
    for reference in references { chosen += centred[(reference * dimension)..<((reference + 1) * dimension)] }
    var product = [Double](repeating: 0, count: references.count * rows)
    product.withUnsafeMutableBufferPointer { product in
      centred.withUnsafeBufferPointer { centred in
        chosen.withUnsafeBufferPointer { chosen in
          guard let result = product.baseAddress, let all = centred.baseAddress, let some = chosen.baseAddress
          else { return }
          Double.multiply(
            .none, .transposed, rows: references.count, columns: rows, depth: dimension, alpha: 1, some,
            leadingA: dimension, all, leadingB: dimension, beta: 0, result, leadingC: rows)
        }
      }
    }
    return product
  }
}
