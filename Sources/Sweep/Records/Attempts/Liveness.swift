import CPlatform
import Foundation

/// Whether attempts are going on: asked by every start, and by `RunStatus`.
///
/// An attempt without an end goes on while its first rank's process does, where this machine can see that process. A dead
/// one, or another that got its number, ends it at once. Elsewhere it goes on while its heartbeat is younger than
/// `patience` or somebody holds the lock of its file: a node that is cut off loses both in the end.
struct Liveness {
  /// Oldest heartbeat of an attempt that goes on, in seconds.
  static let patience = 30.0

  /// The folder.
  let folder: RunFolder
  /// Now, in seconds since 1970: by the clock of the file system where it is known, so that clocks of machines that differ
  /// do no harm.
  let now: Double

  /// What is known of an attempt that goes on.
  struct Sign: Sendable {
    /// Its number.
    let number: Int
    /// Its file's contents; nil where they cannot be read.
    let attempt: Attempt?
    /// Seconds since its last heartbeat.
    let age: Double
  }

  /// The sign of life of an attempt; nil where it has ended or was cut off.
  func sign(ofAttempt number: Int) -> Sign? {
    let path = folder.file(RunFolder.attemptFileName(number))
    // Opened for each look, for a network file system asks its server then.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0, let stamp = FileStamp(descriptor: descriptor) else { return nil }
    defer { close(descriptor) }
    let isLocked = remanence_is_locked(descriptor) != 0
    let sign = Sign(
      number: number, attempt: Liveness.contents(descriptor).flatMap(Attempt.init(data:)), age: now - stamp.modified)
    // Without links and locks a file is seen, for a moment, before anything is in it.
    guard let attempt = sign.attempt else { return isLocked || abs(sign.age) < 0.25 ? sign : nil }
    guard attempt.end == nil else { return nil }
    if let isRunning = attempt.process.isRunning { return isRunning ? sign : nil }
    return abs(sign.age) < Liveness.patience || isLocked ? sign : nil
  }

  /// The attempts that go on, ascending.
  ///
  /// - Parameter limit: only those with lower numbers.
  func signs(below limit: Int = .max) -> [Sign] {
    folder.attempts.filter { $0 < limit }.compactMap(sign)
  }

  private static func contents(_ descriptor: Int32) -> Data? {
    try? FileHandle(fileDescriptor: descriptor, closeOnDealloc: false).readToEnd()
  }
}
