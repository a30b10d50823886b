import LinearAlgebra

/// The leading principal axes of a cloud of states: directions of largest variance about the mean.
///
/// Exact, by a singular value decomposition of the centred samples in Float64. The sign of an axis is arbitrary in the
/// mathematics and matters to the published index; here the loading of largest magnitude (the first one on a tie) is
/// positive. An axis along which nothing varies, to rounding, is the zero vector: its direction would be noise.
public struct PrincipalAxes: Sendable, Equatable {
  /// Number of state variables N.
  public let dimension: Int
  /// Mean state, `[N]`.
  public let mean: [Double]
  /// The axes, `[count, N]` row-major, each of length one or zero.
  public let axes: [Double]
  /// Number of axes.
  public let count: Int
  /// Variance along each axis (sum of squares over number of samples), `[count]`.
  public let variances: [Double]
  /// Variance in all directions together.
  public let totalVariance: Double

  /// Share of the variance each axis explains, `[count]`; zeros when nothing varies.
  public var explainedShares: [Double] {
    variances.map { totalVariance > 0 ? $0 / totalVariance : 0 }
  }

  /// Finds the axes.
  ///
  /// Cost: a singular value decomposition, of order samples x N x min(samples, N).
  ///
  /// - Parameters:
  ///   - samples: states, `[rows, dimension]` row-major.
  ///   - dimension: number of state variables N, at least 1.
  ///   - count: how many axes, at least 1; those beyond min(rows, N) are zero.
  /// - Throws: `DynamicsError`: wrong shape, no samples, NaN or infinity, or an SVD without convergence.
  public init(of samples: some Collection<Double>, dimension: Int, count: Int = 2) throws(DynamicsError) {
    let place = "principal axes"
    guard dimension >= 1, count >= 1, samples.count >= dimension, samples.count % dimension == 0,
      samples.count <= elementLimit, count <= elementLimit / dimension
    else {
      throw DynamicsError(
        code: .wrongShape, place: place,
        message: "\(samples.count) values are not states of \(dimension) variables for \(count) axes")
    }
    var centred = Array(samples)
    let rows = centred.count / dimension
    var norm = 0.0
    var mean = [Double](repeating: 0, count: dimension)
    for row in 0..<rows {
      for unit in 0..<dimension {
        let value = centred[row * dimension + unit]
        mean[unit] += value
        norm += value * value
      }
    }
    guard norm.isFinite else {
      throw DynamicsError(code: .notFinite, place: place, message: "the states hold NaN, infinity or huge values")
    }
    for unit in 0..<dimension { mean[unit] /= Double(rows) }
    var total = 0.0
    for row in 0..<rows {
      for unit in 0..<dimension {
        centred[row * dimension + unit] -= mean[unit]
        total += centred[row * dimension + unit] * centred[row * dimension + unit]
      }
    }
    let svd: SingularValues
    do {
      svd = try SingularValues(of: centred, rows: rows, columns: dimension, wantsLeft: false)
    } catch {
      throw DynamicsError(error, place: place)
    }
    // Rounding of the mean alone can leave this much.
    let floor = Double.ulpOfOne * Double(max(rows, dimension)) * norm.squareRoot()
    var axes = [Double](repeating: 0, count: count * dimension)
    var variances = [Double](repeating: 0, count: count)
    for k in 0..<min(count, svd.count) where svd.values[k] > floor {
      variances[k] = svd.values[k] * svd.values[k] / Double(rows)
      let axis = svd.right[(k * dimension)..<((k + 1) * dimension)]
      var largest = 0.0
      for loading in axis where abs(loading) > abs(largest) { largest = loading }
      for (unit, loading) in axis.enumerated() { axes[k * dimension + unit] = largest < 0 ? -loading : loading }
    }
    self.dimension = dimension
    self.mean = mean
    self.axes = axes
    self.count = count
    self.variances = variances
    totalVariance = total / Double(rows)
  }

  /// Projects states on the axes.
  ///
  /// - Parameters:
  ///   - samples: states, `[rows, N]` row-major; an incomplete last row is left out.
  ///   - centred: whether to subtract the mean first.
  /// - Returns: coordinates, `[rows, count]`.
  public func project(_ samples: some Collection<Double>, centred: Bool) -> [Double] {
    let samples = Array(samples)
    let rows = samples.count / dimension
    guard rows > 0 else { return [] }
    var result = [Double](repeating: 0, count: rows * count)
    if centred {
      for k in 0..<count {
        let offset = (0..<dimension).reduce(0.0) { $0 + mean[$1] * axes[k * dimension + $1] }
        for row in 0..<rows { result[row * count + k] = -offset }
      }
    }
    result.withUnsafeMutableBufferPointer { result in
      samples.withUnsafeBufferPointer { samples in
        axes.withUnsafeBufferPointer { axes in
          guard let result = result.baseAddress, let samples = samples.baseAddress, let axes = axes.baseAddress
          else { return }
          Double.multiply(
            .none, .transposed, rows: rows, columns: count, depth: dimension, alpha: 1, samples, leadingA: dimension,
            axes, leadingB: dimension, beta: 1, result, leadingC: count)
        }
      }
    }
    return result
  }
}
