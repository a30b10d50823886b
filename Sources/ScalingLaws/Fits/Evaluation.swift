import Foundation

/// All estimates and laws of one boundary in one table: of the table as it is, or of a replicate.
struct Evaluation {
  /// Positions, `[estimator][line]`.
  let positions: [[BoundaryEstimate]]
  /// The law through the positions of each estimator, `[estimator][selection]`; nil with fewer than three.
  let laws: [[LineFit?]]
  /// The joint likelihood fit, `[selection]`.
  let joint: [Result<JointLogistic, LogisticRegression.Failure>]

  /// Points that a line needs before it has an error.
  static let fewestPoints = JointLogistic.fewestLines

  init(_ counts: EventCounts, _ lines: Lines, _ selections: [Selection]) {
    positions = lines.estimators.map { Evaluation.estimates($0, counts, lines) }
    var laws = [[LineFit?]](repeating: [], count: lines.estimators.count)
    for selection in selections {
      let selected = Evaluation.selected(counts, selection)
      for (place, estimator) in lines.estimators.enumerated() {
        // Without a learning rate a line of durations changes; a line of that learning rate only goes.
        let estimates =
          lines.given == .learningRate ? positions[place] : Evaluation.estimates(estimator, selected, lines)
        laws[place].append(Evaluation.law(estimates, counts, lines, selection))
      }
    }
    self.laws = laws
    joint = selections.map { JointLogistic.fit(Evaluation.selected(counts, $0), lines.trend) }
  }

  /// Positions on all lines.
  static func estimates(
    _ estimator: any BoundaryEstimator, _ counts: EventCounts, _ lines: Lines
  ) -> [BoundaryEstimate] {
    (0..<lines.count(counts)).map { estimator.estimate(lines.row($0, counts)) }
  }

  /// Least squares of ln learning rate on ln duration through the points of a selection.
  static func law(
    _ estimates: [BoundaryEstimate], _ counts: EventCounts, _ lines: Lines, _ selection: Selection
  ) -> LineFit? {
    let points = estimates.enumerated().compactMap { line, estimate in
      lines.keeps(line, selection, counts)
        ? estimate.position.map { lines.point(line, $0, counts) } : nil
    }
    guard points.count >= fewestPoints else { return nil }
    return LineFit(x: points.map { log($0.duration) }, y: points.map { log($0.learningRate) })
  }

  /// Why there is no law through so many points.
  static func whyNoLaw(_ found: Int, _ lines: Lines) -> String {
    let kind = lines.given == .learningRate ? "learning rate" : "duration"
    return found < fewestPoints
      ? "\(found) \(kind)\(found == 1 ? " has" : "s have") a boundary; a line with an error needs \(fewestPoints)"
      : "the boundary does not move from one \(kind) to the next"
  }

  /// Counts without the networks of learning rates that do not take part.
  static func selected(_ counts: EventCounts, _ selection: Selection) -> EventCounts {
    var selected = counts
    for (rate, learningRate) in counts.learningRates.enumerated() where !selection.keeps(learningRate) {
      for duration in counts.durations.indices {
        selected.networks[rate * counts.durations.count + duration] = 0
        selected.events[rate * counts.durations.count + duration] = 0
      }
    }
    return selected
  }
}
