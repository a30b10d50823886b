import Foundation
import Synchronization

/// Holds one rank still at a named place until it is killed; for tests of what a kill leaves behind, and for nothing else.
///
/// `REMANENCE_PAUSE=PLACE:PASSAGES:RANK:MARK` lets the rank pass the place so many times. Then it writes its process number
/// into the file MARK and sleeps for ever. Without the variable a passage costs one comparison.
struct Pause {
  /// Where a rank can be held.
  enum Place: String {
    /// Between two epochs.
    case training
    /// A checkpoint is written under its temporary name, and not yet renamed.
    case checkpointRename
    /// A network is in its rank file, but for the attribute `complete`.
    case rankFileAppend
    /// A network is complete in its rank file, and the sidecar does not know it yet.
    case rankFileSidecar
    /// summary.csv is new, summary.h5 is the old one.
    case summaryWrite
  }

  private let place: Place
  private let passages: Int
  private let mark: String

  private static let passed = Mutex(0)
  private static let asked = Pause(environment: ProcessInfo.processInfo.environment)

  /// What the environment asks for; nil where it asks for nothing that can be understood, or speaks to another rank.
  private init?(environment: [String: String]) {
    let words = (environment["REMANENCE_PAUSE"] ?? "").split(separator: ":", maxSplits: 3).map(String.init)
    guard words.count == 4, let place = Place(rawValue: words[0]), let passages = Int(words[1]) else { return nil }
    let own = ["OMPI_COMM_WORLD_RANK", "PMIX_RANK", "SLURM_PROCID"].compactMap { environment[$0] }.first ?? "0"
    guard words[2] == own else { return nil }
    (self.place, self.passages, mark) = (place, passages, words[3])
  }

  /// Passes a place, or stays there.
  static func at(_ place: Place) {
    guard let asked, asked.place == place else { return }
    let before = passed.withLock { count in
      defer { count += 1 }
      return count
    }
    guard before >= asked.passages else { return }
    try? AtomicFile.write(Data("\(getpid())\n".utf8), to: asked.mark)
    while true { sleep(3600) }
  }
}
