import Dynamics

/// Networks per outcome and per published class: of a cell, or of the whole run.
public struct OutcomeCounts {
  /// Outcomes in the order of the columns of cells.csv.
  public static let order: [String] = mechanisms.map(\.rawValue) + [ClassifiedNetwork.failed]

  private static let mechanisms: [Mechanism] = [
    .notLearned, .unstable, .diverged, .limitCycle, .slowManifold, .fixedPoint, .mixed, .chaotic, .unresolved,
  ]

  /// Networks.
  public private(set) var networks = 0
  /// Networks by outcome.
  public private(set) var byOutcome: [String: Int] = [:]
  /// Networks by published class.
  public private(set) var byClass: [PublishedClass: Int] = [:]
  /// Networks by both.
  public private(set) var byBoth: [String: [PublishedClass: Int]] = [:]
  /// Networks whose published label hangs on the arbitrary sign of a principal axis.
  public private(set) var signDecides = 0

  /// Starts with none.
  public init() {}

  /// Counts a network by its labels; nil for a failed one.
  public mutating func add(_ labels: NetworkLabels?) {
    networks += 1
    let outcome = labels?.mechanism.rawValue ?? ClassifiedNetwork.failed
    byOutcome[outcome, default: 0] += 1
    guard let labels else { return }
    byClass[labels.publishedClass, default: 0] += 1
    byBoth[outcome, default: [:]][labels.publishedClass, default: 0] += 1
    if labels.signDecides { signDecides += 1 }
  }

  /// Networks of an outcome.
  public func count(_ outcome: String) -> Int { byOutcome[outcome] ?? 0 }

  /// Networks of an outcome and a published class.
  public func count(_ outcome: String, _ published: PublishedClass) -> Int { byBoth[outcome]?[published] ?? 0 }

  /// Networks that learned the task, by the window in use.
  public var learned: Int { OutcomeCounts.order.filter(OutcomeCounts.isLearned).reduce(0) { $0 + count($1) } }

  /// Whether networks of an outcome learned the task.
  public static func isLearned(_ outcome: String) -> Bool {
    switch outcome {
    case Mechanism.notLearned.rawValue, Mechanism.unstable.rawValue, Mechanism.diverged.rawValue,
      ClassifiedNetwork.failed:
      false
    default: true
    }
  }

  /// An outcome as a column of cells.csv: `limitCycle` is `limit_cycle`.
  public static func column(_ outcome: String) -> String {
    outcome.reduce(into: "") { $0 += $1.isUppercase ? "_" + $1.lowercased() : String($1) }
  }
}

/// Which pairs of mechanism and published class mean the same.
public struct Agreement {
  /// The pairs.
  ///
  /// Divergence counts as not learned, and rest of any kind as slow points: the published classes know no other.
  public static let pairs: [(mechanism: Mechanism, published: PublishedClass)] = [
    (.notLearned, .notLearned), (.diverged, .notLearned), (.unstable, .unstable), (.limitCycle, .limitCycle),
    (.slowManifold, .slowPoints), (.fixedPoint, .slowPoints),
  ]

  /// Networks that carry both labels.
  public let compared: Int
  /// Networks whose labels agree.
  public let agreeing: Int
  /// Networks that both call learned.
  public let bothLearned: Int
  /// Networks that both call learned and whose labels agree.
  public let bothLearnedAgreeing: Int

  /// Compares what was counted.
  public init(_ counts: OutcomeCounts) {
    compared = counts.byClass.values.reduce(0, +)
    agreeing = Agreement.pairs.reduce(0) { $0 + counts.count($1.mechanism.rawValue, $1.published) }
    let learnedClasses: [PublishedClass] = [.limitCycle, .slowPoints]
    bothLearned = OutcomeCounts.order.filter(OutcomeCounts.isLearned).reduce(0) { sum, outcome in
      sum + learnedClasses.reduce(0) { $0 + counts.count(outcome, $1) }
    }
    bothLearnedAgreeing = Agreement.pairs.filter { learnedClasses.contains($0.published) }
      .reduce(0) { $0 + counts.count($1.mechanism.rawValue, $1.published) }
  }

  /// Share of the compared networks whose labels agree; nil where none was compared.
  public var share: Double? { compared > 0 ? Double(agreeing) / Double(compared) : nil }
}
