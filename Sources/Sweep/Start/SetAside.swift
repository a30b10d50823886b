import Foundation

/// Gives damaged files other names, so that nothing takes them for results and nothing of them is lost.
enum SetAside {
  /// Renames a file to `NAME.damaged-1`, or the next number that is free.
  ///
  /// - Returns: what became of it, in words.
  static func file(_ path: String) -> String {
    let aside = freeName(path)
    return rename(path, aside) == 0 ? "moved to \(aside)" : "\(path) could not be moved aside"
  }

  private static func freeName(_ path: String) -> String {
    var number = 1
    while FileManager.default.fileExists(atPath: "\(path).damaged-\(number)") { number += 1 }
    return "\(path).damaged-\(number)"
  }

  /// Renames a rank file and its sidecar.
  static func rankFile(_ path: String) -> String {
    let sidecar = Sidecar.path(ofRankFile: path)
    if FileManager.default.fileExists(atPath: sidecar) { _ = file(sidecar) }
    return file(path)
  }

  /// Gives a rank file and its sidecar, which others are about to replace under their names, second names.
  ///
  /// - Returns: what became of the file, in words.
  static func replacedRankFile(_ path: String) -> String {
    let sidecar = Sidecar.path(ofRankFile: path)
    if FileManager.default.fileExists(atPath: sidecar) { _ = secondName(sidecar) }
    return secondName(path)
  }

  /// A link, or where the file system has none, the file itself.
  private static func secondName(_ path: String) -> String {
    let aside = freeName(path)
    return link(path, aside) == 0 ? "moved to \(aside)" : file(path)
  }
}
