/// Sizes of which every combination is a case.
public struct ThroughputCases: Sendable, Equatable {
  /// Units N.
  public var units: [Int]
  /// Trials B.
  public var trials: [Int]
  /// Delays in milliseconds.
  public var delaysMs: [Int]

  /// What `remanence bench` measures.
  public static let standard = ThroughputCases(
    units: [32, 100, 256, 512], trials: [16, 128], delaysMs: [0, 200, 400])

  /// What `remanence bench --ranks` measures: the published size, a small and a large one.
  public static let ranks = ThroughputCases(units: [32, 100, 512], trials: [128], delaysMs: [200])

  /// Every combination, units slowest, trials fastest.
  func all() throws(BenchError) -> [ThroughputCase] {
    var cases: [ThroughputCase] = []
    for units in units {
      for delay in delaysMs {
        for trials in trials { cases.append(try ThroughputCase(units: units, trials: trials, delayMs: delay)) }
      }
    }
    return cases
  }
}
