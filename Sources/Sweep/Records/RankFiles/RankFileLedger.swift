import Foundation

/// What has been read from which rank file, so that nothing is read twice that has not changed.
struct RankFileLedger: Sendable {
  private struct Entry: Sendable {
    let stamp: FileStamp
    let results: [NetworkResult]
    /// Whether it was read when nobody was adding to it any more.
    let isFinal: Bool
  }

  private var entries: [String: Entry] = [:]

  /// All rows; a network that was finished twice has two.
  var results: [NetworkResult] { entries.sorted { $0.key < $1.key }.flatMap(\.value.results) }

  /// Notes what a file to which nobody adds held when it had a stamp.
  mutating func note(_ results: [NetworkResult], of name: String, stamp: FileStamp) {
    entries[name] = Entry(stamp: stamp, results: results, isFinal: true)
  }

  /// Reads the files that are new or have changed; those that are gone are forgotten.
  ///
  /// The file of an attempt that may still add to it is read where that can be done without disturbing it, and else left to
  /// the end of that attempt. Where any other cannot be read, for it is damaged or somebody is repairing it, what was known
  /// of it is kept.
  ///
  /// - Parameters:
  ///   - names: the rank files to look at.
  ///   - mayGrow: whether the attempt of a number may still add to its files.
  mutating func update(
    _ folder: RunFolder, names: [String], _ configuration: SweepConfiguration, mayGrow: (Int) -> Bool
  ) {
    var known = KnownNetworks(configuration)
    for name in Set(entries.keys).subtracting(names) { entries[name] = nil }
    for name in names {
      let path = folder.file(name)
      let isGrowing = mayGrow(folder.attempt(of: name))
      let earlier = entries[name]
      guard let stamp = FileStamp(path: path), earlier?.stamp != stamp || earlier?.isFinal == isGrowing else {
        continue
      }
      let results =
        if isGrowing {
          SidecarContents(ofRankFile: path)?.growingRows(ofRankFile: path, known: &known)
        } else {
          try? BelievedRankFile(path: path, known: &known).results
        }
      entries[name] = Entry(stamp: stamp, results: results ?? earlier?.results ?? [], isFinal: !isGrowing)
    }
  }

  /// Whether files to which nobody adds are what they were when they were read.
  func isUpToDate(_ folder: RunFolder, names: [String]) -> Bool {
    names.allSatisfy { name in
      guard let known = entries[name] else { return false }
      return known.isFinal && known.stamp == FileStamp(path: folder.file(name))
    }
  }
}
