import CPlatform
import Foundation
import Synchronization

/// The file of the attempt that this process makes, as long as it goes on: locked, where the file system has locks, and
/// touched every few seconds, so that others see that the attempt lives (`Liveness`).
final class AttemptFile: Sendable {
  /// Time between two heartbeats; `Liveness` gives up after six of them.
  static let interval = 5.0

  private let path: String
  /// The open file, which holds the lock; -1 when the attempt is over.
  private let descriptor: Mutex<Int32>

  private init(path: String, descriptor: Int32) {
    self.path = path
    self.descriptor = Mutex(descriptor)
  }

  /// Makes the file and begins its heartbeat; nil when there is one of that number.
  ///
  /// - Throws: `RunError` when the folder cannot be written.
  static func create(_ attempt: Attempt, in folder: RunFolder) throws(RunError) -> AttemptFile? {
    let path = folder.file(RunFolder.attemptFileName(attempt.attempt))
    let data = try encodedJSON(attempt, place: path)
    // A file system without locks is no error: the heartbeat is left.
    let descriptor = try AtomicFile.openExclusively(data, at: path) { _ = remanence_lock($0) }
    guard let descriptor else { return nil }
    let file = AttemptFile(path: path, descriptor: descriptor)
    file.beat()
    return file
  }

  /// Notes a later state of the attempt; the new file is locked before it has its name.
  func note(_ attempt: Attempt) throws(RunError) {
    let data = try encodedJSON(attempt, place: path)
    let new = try AtomicFile.openReplacing(data, at: path) { _ = remanence_lock($0) }
    close(
      descriptor.withLock { descriptor in
        defer { descriptor = new }
        return descriptor
      })
  }

  /// Ends heartbeat and lock.
  func release() {
    descriptor.withLock { descriptor in
      if descriptor >= 0 { close(descriptor) }
      descriptor = -1
    }
  }

  /// Takes the file away, as if the attempt had never been.
  func remove() {
    unlink(path)
    release()
  }

  /// Now, by the clock of the file system, which is the clock of other attempts' heartbeats too.
  var now: Double {
    descriptor.withLock { descriptor in
      AttemptFile.touch(descriptor)
      return FileStamp(descriptor: descriptor)?.modified ?? Date().timeIntervalSince1970
    }
  }

  /// Touches the file from a thread of its own: an epoch may take longer than a heartbeat may.
  private func beat() {
    Thread.detachNewThread { [self] in
      remanence_block_signals()
      while isOpen {
        Thread.sleep(forTimeInterval: AttemptFile.interval)
        descriptor.withLock { AttemptFile.touch($0) }
      }
    }
  }

  private var isOpen: Bool { descriptor.withLock { $0 >= 0 } }

  /// Without a time the file system takes its own, not this machine's.
  private static func touch(_ descriptor: Int32) {
    if descriptor >= 0 { futimens(descriptor, nil) }
  }
}

/// What tells whether a file has changed.
struct FileStamp: Sendable, Equatable {
  private let file: UInt64
  private let bytes: Int64
  /// Last change in seconds since 1970, by the clock of the file system.
  let modified: Double

  /// The stamp of a file; nil where there is none.
  ///
  /// The file is opened: a network file system asks its server then, and answers `stat` alone from memory.
  init?(path: String) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    self.init(descriptor: descriptor)
  }

  /// The stamp of an open file.
  init?(descriptor: Int32) {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return nil }
    file = UInt64(status.st_ino)
    bytes = Int64(status.st_size)
    modified = Double(status.st_mtim.tv_sec) + Double(status.st_mtim.tv_nsec) / 1e9
  }
}
