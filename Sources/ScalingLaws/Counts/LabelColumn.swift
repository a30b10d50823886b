import Dynamics

/// Whose labels of a run's networks are counted.
public enum LabelColumn: String, CaseIterable, Sendable {
  /// This program's, by the dynamics: the column `mechanism`.
  case mechanism
  /// Those of the published classifier: the column `published_class`.
  case published
}

extension Outcome {
  /// What a mechanism means for boundaries: forgetting and divergence are not learning.
  init(_ mechanism: Mechanism) {
    switch mechanism {
    case .notLearned, .unstable, .diverged: self = .notLearned
    case .limitCycle: self = .limitCycle
    case .slowManifold: self = .slowManifold
    case .fixedPoint, .mixed, .chaotic, .unresolved: self = .otherLearned
    }
  }

  /// What a published class means for boundaries: unstable learning is merged into not learned, as published.
  init(_ published: PublishedClass) {
    switch published {
    case .notLearned, .unstable: self = .notLearned
    case .limitCycle: self = .limitCycle
    case .slowPoints: self = .slowManifold
    }
  }
}
