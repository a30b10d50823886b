import CPlatform
import Foundation

/// Room on the disk, taken before a file is touched.
///
/// A disk that fills up in the middle of an append could leave an HDF5 file half changed. So the room for a record is taken
/// first, beyond the end of the file, where taking it changes nothing; what is not used is given back.
enum DiskSpace {
  /// Takes room behind the end of a file.
  ///
  /// Before the first record there is no file to harm, and free space is only looked at.
  ///
  /// - Throws: `RunError` with the way out when there is not enough, or the folder is gone.
  static func reserve(_ bytes: Int, for path: String) throws(RunError) {
    let descriptor = open(path, O_WRONLY)
    guard descriptor >= 0 else { return try look(bytes, near: path) }
    defer { close(descriptor) }
    let end = lseek(descriptor, 0, SEEK_END)
    if remanence_reserve(descriptor, end, off_t(bytes)) == 0 { return }
    guard errno == ENOSPC || errno == EDQUOT else { return try look(bytes, near: path) }
    throw full(path, bytes)
  }

  /// Gives back what was reserved and not used.
  static func release(_ path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return }
    _ = truncate(path, status.st_size)
  }

  private static func look(_ bytes: Int, near path: String) throws(RunError) {
    var status = statvfs()
    let folder = (path as NSString).deletingLastPathComponent
    guard statvfs(folder.isEmpty ? "." : folder, &status) == 0 else {
      if errno == ENOENT { throw AtomicFile.folderIsGone(path) }
      return
    }
    guard Double(status.f_bavail) * Double(status.f_frsize) >= Double(bytes) else { throw full(path, bytes) }
  }

  private static func full(_ path: String, _ bytes: Int) -> RunError {
    RunError(
      .noSpace, place: path, message: "no space left for the next record, up to \(bytes / 1000) kB",
      hint: "free some space and run the same command again; finished networks are kept")
  }
}
