/// The lines of a table along which a boundary is looked for, and the estimators that look for it.
///
/// With delays every learning rate is a line and the critical delay is estimated; in the control without memory every duration is
/// one, and the critical learning rate is estimated. As published.
struct Lines: Sendable {
  /// What is given for each line.
  enum Given: String, Sendable {
    case learningRate = "learning_rate"
    case duration
  }

  let given: Given
  let trend: Trend
  let estimators: [any BoundaryEstimator]
  /// Published estimators without their rule of which lines to skip, by place among the estimators.
  let unskipped: [Int: any BoundaryEstimator]

  init(_ column: DurationColumn, _ boundary: Boundary, _ options: FitOptions) {
    trend = boundary.trend
    let choices = options.publishedChoices
    var published: [(any BoundaryEstimator, any BoundaryEstimator)] = []
    switch column {
    case .delay:
      given = .learningRate
      if boundary == .notLearned {
        published.append(
          (
            ExponentialOnset(start: choices.start, smallestShare: choices.smallestShare),
            ExponentialOnset(start: choices.start, smallestShare: 0)
          ))
      }
      published.append(
        (
          LogisticMidpoint(trend, smallestShare: choices.smallestShare),
          LogisticMidpoint(trend, smallestShare: 0)
        ))
    case .reaction:
      given = .duration
      let midpoint = LogisticMidpoint(trend, scale: .logarithmic(slope: 10), smallestShare: 0)
      published.append((midpoint, midpoint))
    }
    estimators =
      published.map(\.0) + [
        FractionCrossing(0.1, trend), FractionCrossing(0.25, trend), FractionCrossing(0.5, trend),
        IsotonicMidpoint(trend), BinomialLogistic(trend),
      ]
    unskipped = Dictionary(uniqueKeysWithValues: published.enumerated().map { ($0.offset, $0.element.1) })
  }

  /// Number of lines.
  func count(_ counts: EventCounts) -> Int {
    given == .learningRate ? counts.learningRates.count : counts.durations.count
  }

  /// A line.
  func row(_ line: Int, _ counts: EventCounts) -> ShareRow {
    given == .learningRate ? counts.row(rate: line) : counts.row(duration: line)
  }

  /// Learning rate and duration of an estimated point.
  func point(_ line: Int, _ estimate: Double, _ counts: EventCounts) -> (learningRate: Double, duration: Double) {
    given == .learningRate
      ? (counts.learningRates[line], estimate) : (estimate, counts.durations[line])
  }

  /// Whether a line takes part in a fit.
  func keeps(_ line: Int, _ selection: Selection, _ counts: EventCounts) -> Bool {
    given == .duration || selection.keeps(counts.learningRates[line])
  }
}
