import Foundation

/// The terminal, or the log that stands in for it.
enum Console {
  /// Writes a line to standard error.
  static func error(_ text: String) { write("remanence: \(text)\n") }

  /// Writes text to standard error as it is.
  static func write(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }

  /// Whether people watch standard error as a terminal.
  ///
  /// Under mpirun a rank writes into a pipe, and it is the launcher, the rank's parent, that writes to the terminal.
  static var isTerminal: Bool {
    if isatty(STDERR_FILENO) == 1 { return true }
    guard ProcessInfo.processInfo.environment["OMPI_COMM_WORLD_SIZE"] != nil,
      let target = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(getppid())/fd/2")
    else { return false }
    return target.hasPrefix("/dev/pts/") || target.hasPrefix("/dev/tty")
  }

  /// A time in words: `45 s`, `3 min 20 s`, `5 h 10 min`, `2 d 3 h`.
  static func duration(_ seconds: Double) -> String {
    guard seconds.isFinite, seconds < 1e12 else { return "unknown" }
    let whole = Int(seconds.rounded())
    switch whole {
    case ..<60: return "\(whole) s"
    case ..<3600: return "\(whole / 60) min \(whole % 60) s"
    case ..<86_400: return "\(whole / 3600) h \(whole % 3600 / 60) min"
    case ..<31_536_000: return "\(whole / 86_400) d \(whole % 86_400 / 3600) h"
    default: return "\(whole / 31_536_000) years"
    }
  }

  /// A size in words: `512 B`, `3.2 MB`, `1.5 GB`.
  static func bytes(_ count: Double) -> String {
    let units = ["B", "kB", "MB", "GB", "TB", "PB"]
    var value = count
    var unit = 0
    while value >= 1000, unit < units.count - 1 {
      value /= 1000
      unit += 1
    }
    return unit == 0 ? "\(Int(value)) B" : String(format: "%.1f %@", value, units[unit])
  }
}
