import Dynamics

/// Whose labels of a run's networks are counted.
public enum LabelColumn: String, CaseIterable, Sendable {
  /// This program's, by the dynamics: the column `mechanism`.
  case mechanism
  /// Those of the published classifier: the column `published_class`.
  case published

  /// Whose labels a table has, by the names of its columns; mechanism where it has neither.
  ///
  /// - Parameter text: the table, or its first line.
  public static func present(in text: String) -> [LabelColumn] {
    let header = text.drop { $0.isNewline || $0 == "\u{FEFF}" }.prefix { !$0.isNewline }
    let names = Set(
      header.split(whereSeparator: { ",;\t".contains($0) }).map { name in
        name.drop { $0 == " " || $0 == "\"" }.prefix { $0 != " " && $0 != "\"" }
      })
    let found = allCases.filter { labels in
      switch labels {
      case .mechanism: names.contains("mechanism") || names.contains("not_learned")
      case .published: names.contains("published_class") || (0...3).allSatisfy { names.contains("published_\($0)") }
      }
    }
    return found.isEmpty ? [.mechanism] : found
  }
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
