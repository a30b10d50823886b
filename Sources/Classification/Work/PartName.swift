import Foundation

/// Names of part files: `.labels-HOST.PROCESS.NUMBER-RANK.h5`, where host and process are those of rank 0.
///
/// They tell which parts belong together, and whether the analysis that writes them is still running on this host.
enum PartName {
  private static let prefix = ".labels-"
  private static let suffix = ".h5"

  /// What the names of an analysis have in common; used by nobody before.
  static func make(in folder: String) -> String {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    let begin = "\(prefix)\(ProcessInfo.processInfo.hostName).\(getpid())."
    var number = 1
    while names.contains(where: { $0.hasPrefix("\(begin)\(number)-") }) { number += 1 }
    return "\(begin)\(number)-"
  }

  /// Path of a rank's part.
  static func path(_ folder: String, _ common: String, rank: Int) -> String { "\(folder)/\(common)\(rank)\(suffix)" }

  /// Paths of the parts in a folder that no other process on this host is writing, sorted.
  static func abandoned(in folder: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
      .filter { $0.hasPrefix(prefix) && $0.hasSuffix(suffix) && !isBeingWritten($0) }
      .map { "\(folder)/\($0)" }
  }

  private static func isBeingWritten(_ name: String) -> Bool {
    let host = prefix + ProcessInfo.processInfo.hostName + "."
    guard name.hasPrefix(host), let process = pid_t(name.dropFirst(host.count).prefix { $0 != "." }), process > 0,
      process != getpid()
    else { return false }
    return isRunning(process)
  }

  /// Whether there is such a process; one that was killed and that nobody has asked about yet runs no more.
  private static func isRunning(_ process: pid_t) -> Bool {
    guard kill(process, 0) == 0 || errno != ESRCH else { return false }
    let status = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)
    let state = status?.split(separator: ")").last?.split(separator: " ").first
    return state != "Z"
  }
}
