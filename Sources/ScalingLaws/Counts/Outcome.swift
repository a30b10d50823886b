/// What became of a network, as far as boundaries need to know.
public enum Outcome: Int, Sendable, CaseIterable {
  /// Did not learn its task, forgot it again, or diverged.
  case notLearned
  /// Learned, and remembers on a limit cycle.
  case limitCycle
  /// Learned, and remembers on a slow manifold.
  case slowManifold
  /// Learned, and remembers in another way.
  case otherLearned
}
