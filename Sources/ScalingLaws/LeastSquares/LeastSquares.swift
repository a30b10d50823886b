import CMinpack

/// Non-linear least squares by Levenberg and Marquardt: cminpack's `lmdif`, with the settings of scipy's `curve_fit`.
///
/// Minimises sum_i r_i(p)^2 with forward differences. Tolerances 1.49012e-8 on the sum and on p, none on the gradient; at
/// most 200 (n + 1) evaluations; initial step bound 100; scales from the Jacobian. Published fits made with `curve_fit` hang
/// on these settings wherever the sum is not smooth.
///
/// Source: Moré 1978, doi:10.1007/BFb0067700; Devernay, cminpack.
enum LeastSquares {
  /// Writes the residuals at some parameters.
  typealias Residuals = (_ parameters: UnsafePointer<Double>, _ residuals: UnsafeMutablePointer<Double>) -> Void

  /// Minimises from a start.
  ///
  /// - Parameters:
  ///   - start: parameters to start from.
  ///   - count: number of residuals.
  ///   - acceptsLimit: whether to take what the last allowed evaluation gave. `curve_fit` does not.
  ///   - residuals: writes them.
  /// - Returns: the parameters; nil with fewer residuals than parameters, or where `lmdif` reports no convergence.
  static func minimize(
    from start: [Double], count: Int, acceptsLimit: Bool = false, residuals: Residuals
  ) -> [Double]? {
    guard count >= start.count, !start.isEmpty else { return nil }
    var parameters = start
    let status = withoutActuallyEscaping(residuals) { residuals in
      var problem = Problem(residuals: residuals)
      return withUnsafeMutablePointer(to: &problem) { run(&parameters, count, $0) }
    }
    return (1...(acceptsLimit ? 5 : 4)).contains(status) && parameters.allSatisfy(\.isFinite) ? parameters : nil
  }

  private struct Problem {
    let residuals: Residuals
  }

  private static func run(_ parameters: inout [Double], _ count: Int, _ problem: UnsafeMutablePointer<Problem>) -> Int32
  {
    let size = parameters.count
    let tolerance = 1.49012e-8
    // Residuals, Jacobian, and what lmdif keeps: scales, Q^T r and four more.
    let room = count + count * size + 5 * size + count
    return withUnsafeTemporaryAllocation(of: Double.self, capacity: room) { memory in
      withUnsafeTemporaryAllocation(of: Int32.self, capacity: size) { pivots in
        memory.initialize(repeating: 0)
        pivots.initialize(repeating: 0)
        guard let base = memory.baseAddress, let pivots = pivots.baseAddress else { return 0 }
        let jacobian = base + count
        let vectors = jacobian + count * size
        var evaluations: Int32 = 0
        return lmdif(
          { context, _, _, parameters, residuals, _ in
            guard let context, let parameters, let residuals else { return -1 }
            context.assumingMemoryBound(to: Problem.self).pointee.residuals(parameters, residuals)
            return 0
          }, problem, Int32(count), Int32(size), &parameters, base, tolerance, tolerance, 0, Int32(200 * (size + 1)),
          Double.ulpOfOne, vectors, 1, 100, 0, &evaluations, jacobian, Int32(count), pivots, vectors + size,
          vectors + 2 * size, vectors + 3 * size, vectors + 4 * size, vectors + 5 * size)
      }
    }
  }
}
