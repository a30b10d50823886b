/// What `remanence-analysis theory` computes: the laws of both models, and their losses.
///
/// As JSON with keys in snake case it is theory.json; scripts read it, so keys are added and never renamed.
public struct TheoryReport: Sendable, Encodable {
  /// Kind and version of the file.
  public let schema = "remanence-theory 1.0"
  /// The four laws: both models, each with a short response and with one as long as the delay.
  public let models: [TheoryLaw]
  /// The losses of both models.
  public let landscapes: [TheoryLandscape]
  /// How the critical rates were measured.
  public let search: Search

  /// How the critical rates were measured.
  public struct Search: Sendable, Encodable {
    /// Starts tried for each rate.
    public let starts: Int
    /// Steps of each descent.
    public let steps: Int
  }

  /// The delays of the laws: evenly spaced in the logarithm, within the range of the published figure.
  public static let delays: [Double] = [20, 32, 50, 80, 125, 200, 320]
  /// Delay and response of the landscapes.
  public static let landscapeTask = DelayedResponse(delay: 60, response: 10)

  /// Computes everything: some seconds.
  ///
  /// - Throws: `ScalingError` when a law cannot be fitted.
  public init() throws(ScalingError) {
    let search = CriticalRateSearch()
    var laws: [TheoryLaw] = []
    for mechanism in MemoryMechanism.allCases {
      for rule in ResponseRule.allCases {
        laws.append(try TheoryLaw(mechanism, rule, delays: TheoryReport.delays, search: search))
      }
    }
    models = laws
    landscapes =
      TheoryReport.landscapeTask.map { task in
        [
          TheoryLandscape(SlowPoint(task), end: 4, points: 480, spacing: 12, search: search),
          // A little beyond the last piece that is known in one formula, which ends at twice the minimum.
          TheoryLandscape(LimitCycle(task), end: 2.5, points: 480, spacing: 12, search: search),
        ]
      } ?? []
    self.search = Search(starts: search.starts, steps: search.steps)
  }
}
