import Foundation

/// Files that are either there whole or not there at all.
enum AtomicFile {
  /// What a file's name ends with while it is being written.
  static let suffix = ".tmp"

  /// The name under which this process writes a file: no other process writes there.
  static func temporary(_ path: String) -> String { "\(path).\(ProcessMark.current.word)\(suffix)" }

  /// Writes a file under another name, synchronises it with the disk and renames it into place.
  ///
  /// - Parameter beforeRename: called when the file is whole, and does not have its name.
  static func write(_ data: Data, to path: String, beforeRename: () -> Void = {}) throws(RunError) {
    close(try openReplacing(data, at: path) { _ in beforeRename() })
  }

  /// Writes a file likewise, and leaves it open for reading.
  ///
  /// - Parameter prepare: called with the open file before it has its name.
  static func openReplacing(
    _ data: Data, at path: String, prepare: (Int32) -> Void = { _ in }
  ) throws(RunError) -> Int32 {
    let temporary = temporary(path)
    let descriptor = try create(temporary, data, flags: O_RDWR | O_CREAT | O_TRUNC, place: path)
    prepare(descriptor)
    do {
      try rename(temporary, to: path)
    } catch {
      close(descriptor)
      unlink(temporary)
      throw error
    }
    return descriptor
  }

  /// Moves a file that is synchronised with the disk into place.
  static func rename(_ temporary: String, to path: String) throws(RunError) {
    guard Foundation.rename(temporary, path) == 0 else { throw failure(path, "cannot be renamed into place") }
    synchroniseFolder(of: path)
  }

  /// Writes a file that must not exist yet; false when it does.
  static func createExclusively(_ data: Data, at path: String) throws(RunError) -> Bool {
    guard let descriptor = try openExclusively(data, at: path) else { return false }
    close(descriptor)
    return true
  }

  /// Writes a file that must not exist yet, and leaves it open for reading; nil when it exists.
  ///
  /// It is written under another name and linked to its own: whoever sees it sees all of it. A file system without links
  /// gets it the plain way, and for a moment it may be seen unfinished.
  ///
  /// - Parameter prepare: called with the open file before it has its name.
  static func openExclusively(
    _ data: Data, at path: String, prepare: (Int32) -> Void = { _ in }
  ) throws(RunError) -> Int32? {
    let temporary = temporary(path)
    let descriptor = try create(temporary, data, flags: O_RDWR | O_CREAT | O_TRUNC, place: path)
    prepare(descriptor)
    let isLinked = link(temporary, path) == 0
    let number = errno
    // A link over the network may have come about although the answer to the first request was lost.
    var status = stat()
    let isThere = isLinked || (fstat(descriptor, &status) == 0 && status.st_nlink == 2)
    unlink(temporary)
    if isThere {
      synchroniseFolder(of: path)
      return descriptor
    }
    close(descriptor)
    guard number != EEXIST else { return nil }
    do {
      let descriptor = try create(path, data, flags: O_RDWR | O_CREAT | O_EXCL)
      prepare(descriptor)
      synchroniseFolder(of: path)
      return descriptor
    } catch {
      guard errno == EEXIST else { throw error }
      return nil
    }
  }

  /// Adds to the end of a file, made where there is none, and synchronises it with the disk.
  static func append(_ data: Data, to path: String) throws(RunError) {
    let isNew = !FileManager.default.fileExists(atPath: path)
    close(try create(path, data, flags: O_WRONLY | O_CREAT | O_APPEND, isNew: isNew))
    if isNew { synchroniseFolder(of: path) }
  }

  /// Opens a file that no program started from here shall have, writes to it and synchronises it with the disk.
  private static func create(
    _ path: String, _ data: Data, flags: Int32, isNew: Bool = true, place: String? = nil
  ) throws(RunError) -> Int32 {
    let place = place ?? path
    let descriptor = open(path, flags | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw failure(place, "cannot be written") }
    var written = 0
    while written < data.count {
      let count = data.withUnsafeBytes { buffer in
        Foundation.write(descriptor, buffer.baseAddress.map { $0 + written }, data.count - written)
      }
      if count < 0 {
        if errno == EINTR { continue }
        let error = failure(place, "cannot be written")
        close(descriptor)
        if isNew { unlink(path) }
        throw error
      }
      written += count
    }
    guard fsync(descriptor) == 0 else {
      let error = failure(place, "cannot be synchronised with the disk")
      close(descriptor)
      throw error
    }
    return descriptor
  }

  /// Makes a rename or a new name durable; a folder that cannot be synchronised is left to the file system.
  static func synchroniseFolder(of path: String) {
    let folder = (path as NSString).deletingLastPathComponent
    let descriptor = open(folder.isEmpty ? "." : folder, O_RDONLY)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    close(descriptor)
  }

  /// Makes a closed file durable.
  static func synchronise(_ path: String) {
    let descriptor = open(path, O_RDONLY)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    close(descriptor)
  }

  /// What to say where a file cannot be made because its folder is not there any more.
  static func folderIsGone(_ path: String) -> RunError {
    RunError(
      .folderUnusable, place: path, message: "cannot be written: its folder is gone",
      hint: "was it removed, renamed or unmounted? put it back and run the same command again, or begin anew")
  }

  private static func failure(_ path: String, _ what: String) -> RunError {
    let number = errno
    let cause = String(cString: strerror(number))
    let isFull = number == ENOSPC || number == EDQUOT
    defer { errno = number }
    if number == ENOENT { return folderIsGone(path) }
    return RunError(
      isFull ? .noSpace : .folderUnusable, place: path, message: "\(what): \(cause)",
      hint: isFull
        ? "free some space and run the same command again; finished networks are kept"
        : "choose an --output folder you may write to")
  }
}
