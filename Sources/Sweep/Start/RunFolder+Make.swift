import Foundation

extension RunFolder {
  /// Makes the folder where there is none.
  ///
  /// - Throws: `RunError` where it cannot be made, or holds things that are not of a run.
  func make() throws(RunError) {
    var isDirectory: ObjCBool = false
    if FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) {
      guard isDirectory.boolValue else {
        throw RunError(
          .folderUnusable, place: path, message: "a file of that name is in the way",
          hint: "choose another --output")
      }
      // Without run.json a folder is still ours when it holds nothing but a run's files.
      let foreign = names.filter { name in
        !["attempt-", "rank-", "network-", "summary.", "run.json", "analysis", "report"].contains { name.hasPrefix($0) }
      }
      guard foreign.isEmpty || names.contains("run.json") else {
        throw RunError(
          .foreignFolder, place: path,
          message: "the folder holds other things (\(foreign.prefix(3).joined(separator: ", "))) and no run.json",
          hint: "choose an empty or a new --output folder")
      }
      return
    }
    var parent = path.hasPrefix("/") ? "/" : ""
    for part in path.split(separator: "/") {
      parent += (parent.isEmpty || parent == "/" ? "" : "/") + part
      guard mkdir(parent, 0o777) == 0 || errno == EEXIST || RunFolder.isFolder(parent) else {
        throw RunError(
          .folderUnusable, place: path,
          message: "the folder cannot be made: \(parent): \(String(cString: strerror(errno)))",
          hint: "choose an --output folder you may write to")
      }
    }
  }

  private static func isFolder(_ path: String) -> Bool {
    let number = errno
    defer { errno = number }
    var isDirectory: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) && isDirectory.boolValue
  }
}
