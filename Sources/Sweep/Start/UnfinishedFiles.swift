import Foundation

/// Removes what programs that died while they wrote a file have left of it.
enum UnfinishedFiles {
  /// Age of a file, in seconds, at which its writer on another machine is taken for dead: every write to it renews it.
  private static let patience = 600.0

  /// Removes those whose writer is known to be dead, has been silent for ten minutes, or was an earlier version of the
  /// program, which did not sign.
  ///
  /// - Parameters:
  ///   - now: by the clock of the file system.
  ///   - isAlone: whether no other attempt goes on; rank files that were never whole are removed then.
  static func remove(_ folder: RunFolder, now: Double, isAlone: Bool) {
    if isAlone {
      for path in folder.unfinishedRankFiles.map(folder.file) {
        // Ranks outlive a launcher that was killed by some seconds.
        if let stamp = FileStamp(path: path), now - stamp.modified > Liveness.patience { unlink(path) }
      }
    }
    for name in folder.unfinishedFiles {
      let path = folder.file(name)
      let word = name.dropLast(AtomicFile.suffix.count).split(separator: ".").last ?? ""
      let isWritten: Bool
      if word.split(separator: "-").count != 3 {
        isWritten = false
      } else if let isRunning = ProcessMark.isRunning(word: word) {
        isWritten = isRunning
      } else {
        isWritten = FileStamp(path: path).map { now - $0.modified < patience } ?? false
      }
      if !isWritten { unlink(path) }
    }
  }
}
