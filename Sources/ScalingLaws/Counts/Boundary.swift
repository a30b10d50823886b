/// A boundary in the plane of learning rate and duration: on one side most networks share an outcome, on the other few.
public enum Boundary: String, Sendable, CaseIterable {
  /// Networks that did not learn against all others; their share rises with duration and learning rate.
  case notLearned
  /// Networks on a slow manifold against all others, those that did not learn included; their share falls.
  case slowManifold

  /// How the share of such networks changes with learning rate and duration.
  public var trend: Trend { self == .notLearned ? .rising : .falling }

  /// Whether a network counts.
  public func includes(_ outcome: Outcome) -> Bool {
    switch self {
    case .notLearned: outcome == .notLearned
    case .slowManifold: outcome == .slowManifold
    }
  }
}
