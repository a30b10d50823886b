import Foundation

/// Files that are either there whole or not there at all.
enum AtomicFile {
  /// What a file's name ends with while it is being written.
  static let suffix = ".tmp"

  /// Writes a file under another name, synchronises it with the disk and renames it into place.
  static func write(_ data: Data, to path: String) throws(RunError) {
    let temporary = path + suffix
    try create(temporary, data, flags: O_WRONLY | O_CREAT | O_TRUNC)
    try rename(temporary, to: path)
  }

  /// Moves a file that is synchronised with the disk into place.
  static func rename(_ temporary: String, to path: String) throws(RunError) {
    guard Foundation.rename(temporary, path) == 0 else { throw failure(path, "cannot be renamed into place") }
    synchroniseFolder(of: path)
  }

  /// Writes a file that must not exist yet; false when it does.
  static func createExclusively(_ data: Data, at path: String) throws(RunError) -> Bool {
    do {
      try create(path, data, flags: O_WRONLY | O_CREAT | O_EXCL)
    } catch {
      if FileManager.default.fileExists(atPath: path), errno == EEXIST { return false }
      throw error
    }
    synchroniseFolder(of: path)
    return true
  }

  /// Adds to the end of a file, made where there is none, and synchronises it with the disk.
  static func append(_ data: Data, to path: String) throws(RunError) {
    let isNew = !FileManager.default.fileExists(atPath: path)
    try create(path, data, flags: O_WRONLY | O_CREAT | O_APPEND, isNew: isNew)
    if isNew { synchroniseFolder(of: path) }
  }

  private static func create(_ path: String, _ data: Data, flags: Int32, isNew: Bool = true) throws(RunError) {
    let descriptor = open(path, flags, 0o644)
    guard descriptor >= 0 else { throw failure(path, "cannot be written") }
    var written = 0
    while written < data.count {
      let count = data.withUnsafeBytes { buffer in
        Foundation.write(descriptor, buffer.baseAddress.map { $0 + written }, data.count - written)
      }
      if count < 0 {
        if errno == EINTR { continue }
        let error = failure(path, "cannot be written")
        close(descriptor)
        if isNew { unlink(path) }
        throw error
      }
      written += count
    }
    let synchronised = fsync(descriptor)
    let closed = close(descriptor)
    guard synchronised == 0, closed == 0 else { throw failure(path, "cannot be synchronised with the disk") }
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

  private static func failure(_ path: String, _ what: String) -> RunError {
    let number = errno
    let cause = String(cString: strerror(number))
    let isFull = number == ENOSPC || number == EDQUOT
    defer { errno = number }
    return RunError(
      isFull ? .noSpace : .folderUnusable, place: path, message: "\(what): \(cause)",
      hint: isFull
        ? "free some space and run the same command again; finished networks are kept"
        : "choose an --output folder you may write to")
  }
}
