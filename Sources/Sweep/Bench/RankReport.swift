/// How much slower a rank trains when all ranks train, beside how much slower SGEMM becomes.
public struct RankReport: Sendable, Encodable {
  /// One case.
  public struct Case: Sendable, Encodable {
    /// Units N.
    public let units: Int
    /// Trials B.
    public let trials: Int
    /// Delay in milliseconds.
    public let delayMs: Int
    /// Epochs per second of rank 0 while the others sleep, median over rounds.
    public let aloneEpochsPerSecond: Double
    /// Epochs per second of the slowest rank while all train; a rank's own number is its median over rounds.
    public let allEpochsPerSecondMinimum: Double
    /// The mean over ranks.
    public let allEpochsPerSecondMean: Double
    /// Slowest rank over alone.
    public let ratio: Double
    /// SGEMM rate of rank 0 while the others sleep, in 10^9 operations per second.
    public let sgemmAloneGflops: Double
    /// SGEMM rate of the slowest rank while all multiply.
    public let sgemmAllGflops: Double
    /// The same ratio for SGEMM.
    public let sgemmRatio: Double
    /// What training loses beyond what SGEMM loses on the same core, of the rank that loses most; the goal is at most 0.05.
    ///
    /// 1 - (epochs / epochs alone) / (SGEMM / SGEMM alone) round by round, median over rounds.
    public let excess: Double
    /// First quartile of the rounds.
    public let excessLow: Double
    /// Third quartile of the rounds.
    public let excessHigh: Double
    /// Number of rounds.
    public let rounds: Int
  }

  /// Number of ranks.
  public let count: Int
  /// The cases, in the order of the report's own.
  public let cases: [Case]
}
