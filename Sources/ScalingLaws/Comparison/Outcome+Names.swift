extension Outcome {
  /// Its column in tables of counts.
  public var column: String {
    switch self {
    case .notLearned: "not_learned"
    case .limitCycle: "limit_cycle"
    case .slowManifold: "slow_manifold"
    case .otherLearned: "other_learned"
    }
  }

  /// Its name for people.
  public var words: String { column.replacing("_", with: " ") }
}
