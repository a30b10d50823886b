import Dispatch

/// What became of every estimate and law in the bootstrap replicates of one boundary.
struct Replicates {
  /// Number of replicates.
  let count: Int
  /// Positions where there was one, `[estimator][line]`.
  private(set) var positions: [[[Double]]]
  /// Exponents where there was a law, `[estimator][selection]`.
  private(set) var exponents: [[[Double]]]
  /// Exponents of the joint likelihood where there was one, `[selection]`.
  private(set) var jointExponents: [[Double]]

  /// Draws and evaluates replicates, on all cores: a replicate depends on its number alone.
  init(_ resampler: Resampler, _ boundary: Boundary, _ lines: Lines, _ selections: [Selection], count: Int) {
    self.count = count
    let lineCount = lines.count(resampler.original(boundary))
    positions = [[[Double]]](
      repeating: [[Double]](repeating: [], count: lineCount), count: lines.estimators.count)
    exponents = [[[Double]]](
      repeating: [[Double]](repeating: [], count: selections.count), count: lines.estimators.count)
    jointExponents = [[Double]](repeating: [], count: selections.count)
    let evaluations = [Evaluation](unsafeUninitializedCapacity: count) { buffer, initialized in
      // Every iteration writes one element of its own.
      nonisolated(unsafe) let results = buffer
      DispatchQueue.concurrentPerform(iterations: count) { number in
        results.initializeElement(
          at: number,
          to: Evaluation(resampler.replicate(number, boundary), lines, selections))
      }
      initialized = count
    }
    for evaluation in evaluations { add(evaluation) }
  }

  private mutating func add(_ evaluation: Evaluation) {
    for (estimator, estimates) in evaluation.positions.enumerated() {
      for (line, estimate) in estimates.enumerated() {
        if let position = estimate.position { positions[estimator][line].append(position) }
      }
      for (selection, law) in evaluation.laws[estimator].enumerated() {
        if let law { exponents[estimator][selection].append(law.slope) }
      }
    }
    for (selection, joint) in evaluation.joint.enumerated() {
      switch joint {
      case .success(let joint): jointExponents[selection].append(joint.exponent)
      // The limit of ever steeper laws: an interval that reaches it has no end.
      case .failure(.vertical): jointExponents[selection].append(-.infinity)
      case .failure: break
      }
    }
  }
}
