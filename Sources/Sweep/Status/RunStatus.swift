import Foundation

/// How far a run is: what `remanence status` tells, from the files of the run folder alone.
///
/// Nothing is written, and a run that is going on is not disturbed.
public struct RunStatus: Sendable, Equatable, Encodable {
  /// Networks by state.
  public struct Counts: Sendable, Equatable, Encodable {
    /// Not finished, and not known to be worked on.
    public var pending = 0
    /// With a checkpoint of an attempt that is going on.
    public var running = 0
    /// All epochs were run.
    public var done = 0
    /// The loss left the finite numbers or the configured bound.
    public var diverged = 0
    /// An error was thrown.
    public var failed = 0
    /// Not trained any more, since their computation broke the process down twice.
    public var quarantined = 0
  }

  /// A network with a checkpoint.
  public struct Begun: Sendable, Equatable, Encodable {
    /// Network id.
    public let network: Int
    /// Rank that wrote the checkpoint.
    public let rank: Int
    /// Attempt in which it was written.
    public let attempt: Int
    /// Epochs run.
    public let epoch: Int
    /// Epochs of the network.
    public let epochs: Int
    /// Wall time spent on it.
    public let seconds: Double
  }

  /// An attempt that is going on.
  public struct Running: Sendable, Equatable, Encodable {
    /// What its file says.
    public let attempt: Attempt
    /// How far its ranks are.
    public let ranks: [RankProgress]
  }

  /// What a rank of an attempt has done so far.
  public struct RankProgress: Sendable, Equatable, Encodable {
    /// The rank.
    public let rank: Int
    /// Networks it has finished in this attempt.
    public let finished: Int
    /// Network of its last checkpoint; nil where there is none.
    public let network: Int?
    /// Share of that network's epochs, 0 to 1.
    public let share: Double?
  }

  /// A network that failed.
  public struct Failure: Sendable, Equatable, Encodable {
    /// Network id.
    public let network: Int
    /// Why.
    public let message: String
    /// Whether it is quarantined: not trained any more, since its computation broke the process down twice.
    public let isQuarantined: Bool

    enum CodingKeys: String, CodingKey {
      case network, message
      case isQuarantined = "quarantined"
    }
  }

  /// Whether summary.csv and summary.h5 say what the rank files do.
  public enum Index: String, Sendable, Encodable {
    /// They do.
    case whole
    /// They are those of an earlier state of the run.
    case stale
    /// There is none.
    case missing
    /// Damaged, or without a checksum.
    case damaged
  }

  /// Name of this layout.
  public let schema = "remanence-status"
  /// Version of this layout.
  public let schemaVersion = "1.0"
  /// Name of the run.
  public let name: String
  /// The part of the run that was asked for, as `networks`, `counts` and `seconds_left` have it; nil for all of it.
  public let shard: String?
  /// Networks of the run, or of that part.
  public let networks: Int
  /// Networks by state.
  public let counts: Counts
  /// The newest attempt; nil where none can be read.
  public let attempt: Attempt?
  /// Whether the newest attempt is going on, as `Liveness` sees it.
  public let isRunning: Bool
  /// All attempts that are going on, ascending: shards run beside each other.
  public let attemptsRunning: [Running]
  /// Attempts that have no end and are not going on: they were cut off.
  public let attemptsCutOff: [Int]
  /// Ranks of the newest attempt.
  public let ranks: [RankProgress]
  /// Networks with a checkpoint.
  public let begun: [Begun]
  /// Networks that failed.
  public let failures: [Failure]
  /// Predicted seconds with as many ranks as are running, or as the newest attempt had, from the seconds that networks took so far; nil where
  /// nothing has been measured.
  public let secondsLeft: Double?
  /// The summary against the rank files.
  public let index: Index
  /// Files that are damaged, each with what is wrong with it.
  public let damage: [String]
  /// The command to type next.
  public let next: String

  enum CodingKeys: String, CodingKey {
    case schema, name, shard, networks, counts, attempt, ranks, begun, failures, index, damage, next
    case schemaVersion = "schema_version"
    case isRunning = "is_running"
    case attemptsRunning = "attempts_running"
    case attemptsCutOff = "attempts_cut_off"
    case secondsLeft = "seconds_left"
  }

  /// As JSON with sorted keys.
  public func json() throws(RunError) -> String {
    String(decoding: try encodedJSON(self, place: "status"), as: UTF8.self)
  }
}
