/// How a network remembers, or why that cannot be said.
///
/// Raw values are the words of the column `mechanism` in `networks.csv`.
public enum Mechanism: String, Sendable, CaseIterable, Codable {
  /// Every condition ends on a closed orbit.
  case limitCycle
  /// The memory is in transit past slow points to rest.
  case slowManifold
  /// The memory sits at stable fixed points.
  case fixedPoint
  /// The conditions disagree in kind.
  case mixed
  /// Nearby states part exponentially.
  case chaotic
  /// The task was not learned.
  case notLearned
  /// The task was learned once and lost again.
  case unstable
  /// Loss or rates left the finite numbers, or the loss the bound that was configured; the reason says which.
  case diverged
  /// The evidence does not decide; the reason says why.
  case unresolved
}

/// A mechanism with its evidence.
public struct MechanismLabel: Sendable, Equatable {
  /// The mechanism.
  public let mechanism: Mechanism
  /// Smallest |ln(value/threshold)| on the path that led here: 0 on the edge, about 0.7 at a factor of two; nil when no
  /// threshold of the dynamics was met.
  public let margin: Double?
  /// What the label rests on, one short word.
  public let evidence: String
  /// Why this label, in short words.
  public let reason: String
  /// The comparisons on the path to it; the margin is the smallest of theirs.
  public let checks: [Check]

  /// Creates a label.
  public init(mechanism: Mechanism, margin: Double?, evidence: String, reason: String, checks: [Check] = []) {
    self.checks = checks
    self.mechanism = mechanism
    self.margin = margin
    self.evidence = evidence
    self.reason = reason
  }
}

/// What training made of a network: the first exits of every mechanism rule.
public enum LearningOutcome: String, Sendable, CaseIterable {
  /// Learned and stable by the window in use.
  case learned
  /// Not learned, never unstable.
  case notLearned
  /// Not learned: succeeded once and failed too often afterwards.
  case unstable
  /// The loss left the finite numbers, which ended training.
  case diverged
  /// The loss, still finite, passed the configured bound, which ended training.
  case lossAboveBound
  /// Not to be judged: the label describes the dynamics alone (networks trained elsewhere).
  case notJudged

  /// Sorts a network of a sweep.
  ///
  /// - Parameters:
  ///   - diverged: whether its training ended with status `diverged`.
  ///   - finalLoss: loss of its last epoch; where it diverged, a finite one was above the configured bound.
  ///   - learned: whether it learned, by the window in use.
  ///   - stable: whether it stayed learned.
  public init(diverged: Bool, finalLoss: Double, learned: Bool, stable: Bool) {
    if diverged {
      self = finalLoss.isFinite ? .lossAboveBound : .diverged
    } else if !stable {
      self = .unstable
    } else {
      self = learned ? .learned : .notLearned
    }
  }

  /// The label of a network whose dynamics are not asked for; nil when they are.
  public var exit: MechanismLabel? {
    switch self {
    case .learned, .notJudged: nil
    case .notLearned:
      MechanismLabel(mechanism: .notLearned, margin: nil, evidence: "training", reason: "belowSuccess")
    case .unstable:
      MechanismLabel(mechanism: .unstable, margin: nil, evidence: "training", reason: "failedAfterSuccess")
    case .diverged:
      MechanismLabel(mechanism: .diverged, margin: nil, evidence: "training", reason: "nonFiniteLoss")
    case .lossAboveBound:
      MechanismLabel(mechanism: .diverged, margin: nil, evidence: "training", reason: "lossAboveBound")
    }
  }
}
