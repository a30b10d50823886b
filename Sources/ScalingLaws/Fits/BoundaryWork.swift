import Foundation

/// One boundary of a table, with its replicates.
struct BoundaryWork {
  let boundary: Boundary
  let column: DurationColumn
  let lines: Lines
  let selections: [Selection]
  let counts: EventCounts
  let original: Evaluation
  let replicates: Replicates
  let options: FitOptions
  let resampler: Resampler

  init(_ column: DurationColumn, _ boundary: Boundary, _ resampler: Resampler, _ options: FitOptions) {
    self.boundary = boundary
    self.column = column
    self.options = options
    self.resampler = resampler
    let lines = Lines(column, boundary, options)
    let counts = resampler.original(boundary)
    // A choice that leaves nothing out is no choice.
    let selections = options.selections(boundary).filter { selection in
      selection.name == Selection.all.name || !counts.learningRates.allSatisfy(selection.keeps)
    }
    self.lines = lines
    self.counts = counts
    self.selections = selections
    original = Evaluation(counts, lines, selections)
    replicates = Replicates(
      resampler, boundary, lines, selections, count: resampler.units == 1 ? 0 : options.replicates)
  }

  /// Every estimator with every selection, then the joint likelihood.
  var attempts: [Result<ScalingFit, MissingFit>] {
    let byPoints = lines.estimators.indices.flatMap { estimator in
      selections.indices.map { attempt(estimator, $0) }
    }
    return byPoints + selections.indices.map(jointAttempt)
  }

  private func attempt(_ estimator: Int, _ selection: Int) -> Result<ScalingFit, MissingFit> {
    let name = lines.estimators[estimator].name
    let estimates = estimates(estimator, selection)
    guard let law = original.laws[estimator][selection] else {
      let found = estimates.indices.count {
        estimates[$0].position != nil && lines.keeps($0, selections[selection], counts)
      }
      return .failure(missing(name, selection, Evaluation.whyNoLaw(found, lines)))
    }
    let values = replicates.exponents[estimator][selection]
    return .success(
      makeFit(
        name, selection, exponent: law.slope, logPrefactor: law.intercept, error: law.slopeError,
        values: values, profile: nil, rSquared: law.rSquared, count: law.count,
        leftOut: leftOut(estimator, selection), withLeftOut: withLeftOut(estimator, selection)))
  }

  private func jointAttempt(_ selection: Int) -> Result<ScalingFit, MissingFit> {
    switch original.joint[selection] {
    case .failure(let failure): return .failure(missing("jointLogistic", selection, failure.words))
    case .success(let joint):
      let selected = Evaluation.selected(counts, selections[selection])
      let all = try? original.joint[0].get().exponent
      return .success(
        makeFit(
          "jointLogistic", selection, exponent: joint.exponent, logPrefactor: joint.logPrefactor,
          error: joint.exponentError, values: replicates.jointExponents[selection],
          profile: joint.profileInterval(selected), rSquared: nil, count: joint.cells,
          leftOut: droppedRates(selection), withLeftOut: selection == 0 ? nil : all))
    }
  }

  private func makeFit(
    _ estimator: String, _ selection: Int, exponent: Double, logPrefactor: Double, error: Double?, values: [Double],
    profile: (low: Double, high: Double)?, rSquared: Double?, count: Int, leftOut: [ScalingFit.LeftOut],
    withLeftOut: Double?
  ) -> ScalingFit {
    let interval = interval(values)
    let published = options.publishedSweep?.law(boundary)
    return ScalingFit(
      boundary: boundary.rawValue, quantity: column.rawValue, estimator: estimator,
      selection: selections[selection].name, exponent: exponent, prefactor: exp(logPrefactor), standardError: error,
      interval: interval.map { [$0.low, $0.high] },
      intervalMethod: interval.map { _ in resampler.resampling.intervalName },
      profileInterval: profile.map { [$0.low, $0.high] }, rSquared: rSquared, count: count, leftOut: leftOut,
      exponentWithLeftOut: withLeftOut, replicatesWithoutFit: replicates.count - values.count,
      published: published?.exponent, publishedStandardError: published?.standardError)
  }

  /// Interval of what replicates found; nil where more than a tenth found nothing: the others are no fair sample then.
  private func interval(_ values: [Double]) -> (low: Double, high: Double)? {
    10 * values.count >= 9 * replicates.count ? BootstrapInterval.expanded(values, units: resampler.units) : nil
  }

  private func missing(_ estimator: String, _ selection: Int, _ reason: String) -> MissingFit {
    MissingFit(
      boundary: boundary.rawValue, estimator: estimator, selection: selections[selection].name, reason: reason)
  }

  /// The exponent when nothing is left out by hand or by the rule of rare outcomes; nil where that changes nothing.
  private func withLeftOut(_ estimator: Int, _ selection: Int) -> Double? {
    if selection > 0 { return original.laws[estimator][0]?.slope }
    guard let unskipped = lines.unskipped[estimator] else { return nil }
    let estimates = Evaluation.estimates(unskipped, counts, lines)
    guard estimates != original.positions[estimator] else { return nil }
    return Evaluation.law(estimates, counts, lines, selections[selection])?.slope
  }

  /// Estimates on the lines as a choice leaves them: without a learning rate a line of a duration is another one.
  private func estimates(_ estimator: Int, _ selection: Int) -> [BoundaryEstimate] {
    guard lines.given == .duration, selection > 0 else { return original.positions[estimator] }
    return Evaluation.estimates(
      lines.estimators[estimator], Evaluation.selected(counts, selections[selection]), lines)
  }

  private func leftOut(_ estimator: Int, _ selection: Int) -> [ScalingFit.LeftOut] {
    let byRule = estimates(estimator, selection).enumerated().compactMap { line, estimate -> ScalingFit.LeftOut? in
      guard case .leftOut(let reason) = estimate, lines.keeps(line, selections[selection], counts) else { return nil }
      return ScalingFit.LeftOut(
        learningRate: lines.given == .learningRate ? counts.learningRates[line] : nil,
        duration: lines.given == .duration ? counts.durations[line] : nil, reason: reason.words)
    }
    return byRule + droppedRates(selection)
  }

  private func droppedRates(_ selection: Int) -> [ScalingFit.LeftOut] {
    let chosen = selections[selection]
    return counts.learningRates.filter { !chosen.keeps($0) }.map {
      ScalingFit.LeftOut(learningRate: $0, duration: nil, reason: "dropped: \(chosen.name)")
    }
  }

  /// The points of every estimator with their intervals.
  var points: [BoundaryPoints] {
    lines.estimators.enumerated().map { estimator, kind in
      BoundaryPoints(
        boundary: boundary.rawValue, estimator: kind.name, per: lines.given.rawValue,
        points: original.positions[estimator].enumerated().map { line, estimate in
          point(line, estimate, kind, replicates.positions[estimator][line])
        })
    }
  }

  private func point(
    _ line: Int, _ estimate: BoundaryEstimate, _ estimator: any BoundaryEstimator, _ values: [Double]
  ) -> BoundaryPoints.Point {
    let isRate = lines.given == .learningRate
    let position = estimate.position
    let interval = position == nil ? nil : interval(values)
    let profile = estimator.profileInterval(lines.row(line, counts))
    var reason: String?
    if case .leftOut(let why) = estimate { reason = why.words }
    return BoundaryPoints.Point(
      learningRate: isRate ? counts.learningRates[line] : position,
      duration: isRate ? position : counts.durations[line], interval: interval.map { [$0.low, $0.high] },
      profileInterval: profile.map { [$0.low, $0.high] }, leftOut: reason)
  }

  /// The forms of the law.
  var models: [ComparedModel] {
    let models = LawModel.all(counts)
    let best = models.map(\.criterion).min() ?? 0
    return models.map { model in
      ComparedModel(
        boundary: boundary.rawValue, model: model.form.rawValue, parameters: model.parameters,
        logLikelihood: model.logLikelihood, count: model.cells, parameterCount: model.parameterCount,
        criterion: model.criterion, criterionAboveBest: model.criterion - best)
    }
  }
}
