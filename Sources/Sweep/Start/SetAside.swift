import Foundation

/// Gives damaged files other names, so that nothing takes them for results and nothing of them is lost.
enum SetAside {
  /// Renames a file to `NAME.damaged-1`, or the next number that is free.
  ///
  /// - Returns: what became of it, in words.
  static func file(_ path: String) -> String {
    var number = 1
    while FileManager.default.fileExists(atPath: "\(path).damaged-\(number)") { number += 1 }
    let aside = "\(path).damaged-\(number)"
    return rename(path, aside) == 0 ? "moved to \(aside)" : "\(path) could not be moved aside"
  }

  /// Renames a rank file and its sidecar.
  static func rankFile(_ path: String) -> String {
    let sidecar = Sidecar.path(ofRankFile: path)
    if FileManager.default.fileExists(atPath: sidecar) { _ = file(sidecar) }
    return file(path)
  }
}
