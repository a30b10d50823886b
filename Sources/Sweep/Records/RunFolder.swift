import Foundation

/// Names of everything in a run folder.
public struct RunFolder: Sendable, Equatable {
  /// The folder.
  public let path: String

  /// Names a folder; nothing is touched.
  public init(path: String) { self.path = path }

  /// `rank-0003.a01.h5`.
  public static func rankFileName(rank: Int, attempt: Int) -> String {
    "rank-\(padded(rank, 4)).a\(padded(attempt, 2)).h5"
  }

  /// `rank-0003.a01.log`.
  package static func rankLogName(rank: Int, attempt: Int) -> String {
    "rank-\(padded(rank, 4)).a\(padded(attempt, 2)).log"
  }

  /// `/networks/0000142`.
  public static func groupName(network: Int) -> String { "/networks/\(padded(network, 7))" }

  /// `network-0000142.ckpt.h5`.
  public static func checkpointFileName(network: Int) -> String { "network-\(padded(network, 7))\(checkpointSuffix)" }

  private static let checkpointSuffix = ".ckpt.h5"

  /// `attempt-01.json`.
  public static func attemptFileName(_ attempt: Int) -> String { "attempt-\(padded(attempt, 2)).json" }

  /// A file in the folder.
  public func file(_ name: String) -> String { path + "/" + name }

  /// The run's description.
  public var runFile: String { file("run.json") }

  /// Names in the folder, sorted; empty when there is no folder.
  public var names: [String] { ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted() }

  /// The rank files, in the order of attempts and ranks.
  public var rankFiles: [String] {
    names.filter { $0.hasPrefix("rank-") && $0.hasSuffix(".h5") }
      .sorted { (attempt(of: $0), $0) < (attempt(of: $1), $1) }
  }

  /// The logs of some attempts, by attempt; the folder is read once.
  func rankLogs(ofAttempts attempts: Set<Int>) -> [Int: [String]] {
    let logs = names.filter { $0.hasPrefix("rank-") && $0.hasSuffix(".log") && attempts.contains(attempt(of: $0)) }
    return Dictionary(grouping: logs, by: attempt(of:))
  }

  /// Networks that have a checkpoint, ascending.
  public var checkpoints: [Int] {
    names.compactMap { name in
      guard name.hasPrefix("network-"), name.hasSuffix(RunFolder.checkpointSuffix) else { return nil }
      let network = Int(name.dropFirst("network-".count).dropLast(RunFolder.checkpointSuffix.count))
      return network.flatMap { RunFolder.checkpointFileName(network: $0) == name ? $0 : nil }
    }.sorted()
  }

  /// What programs that write a file call it until it is whole.
  var unfinishedFiles: [String] { names.filter { $0.hasSuffix(AtomicFile.suffix) } }

  /// What a rank file is called until its first network is in it.
  static let partSuffix = ".part"
  /// What a copy of a damaged rank file is called until it is whole.
  static let salvagedSuffix = ".salvaged"

  /// Rank files that were never begun or copied to the end.
  var unfinishedRankFiles: [String] {
    names.filter { name in
      name.hasPrefix("rank-")
        && [RunFolder.partSuffix, RunFolder.salvagedSuffix, RunFolder.salvagedSuffix + ".sum"].contains {
          name.hasSuffix($0)
        }
    }
  }

  /// Numbers of the attempts so far, ascending.
  public var attempts: [Int] {
    names.filter { $0.hasPrefix("attempt-") && $0.hasSuffix(".json") }
      .compactMap { Int($0.dropFirst("attempt-".count).dropLast(".json".count)) }.sorted()
  }

  /// The largest number of an attempt that left anything, 0 where none did: its own file may be lost.
  var newestAttempt: Int {
    max(attempts.last ?? 0, names.filter { $0.hasPrefix("rank-") }.map(attempt).max() ?? 0)
  }

  /// The attempt that wrote a rank file or a log; 0 for a name that does not say.
  func attempt(of name: String) -> Int {
    name.split(separator: ".").dropFirst().first.flatMap { Int($0.dropFirst()) } ?? 0
  }
}

/// A number with leading zeros.
func padded(_ number: Int, _ width: Int) -> String {
  let digits = String(number)
  return String(repeating: "0", count: max(0, width - digits.count)) + digits
}
