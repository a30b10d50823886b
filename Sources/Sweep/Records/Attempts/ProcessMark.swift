import Crypto
import Foundation

/// Which process, on which machine: enough to tell later whether it still runs.
///
/// A process number alone says little: numbers are given again, and every container counts its own.
struct ProcessMark: Sendable, Equatable {
  /// Process number.
  let pid: Int32
  /// Boot of the machine and name space of its process numbers; nil where the system does not tell.
  let machine: String?
  /// Start of the process in clock ticks since that boot; nil likewise.
  let start: UInt64?

  /// This process.
  static let current: ProcessMark = {
    let pid = getpid()
    let boot = (try? String(contentsOfFile: "/proc/sys/kernel/random/boot_id", encoding: .utf8))?
      .trimmingCharacters(in: .whitespacesAndNewlines)
    let space = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/ns/pid")
    let machine = boot.flatMap { boot in space.map { "\(boot) \($0)" } }
    return ProcessMark(pid: pid, machine: machine, start: ProcessMark.entry(of: pid)?.start)
  }()

  /// Whether the process runs; nil where that cannot be known here: another machine's, or hidden from this user.
  var isRunning: Bool? {
    guard let machine, machine == ProcessMark.current.machine, let start, pid > 0 else { return nil }
    if let entry = ProcessMark.entry(of: pid) { return entry.start == start && !entry.isDead }
    return kill(pid, 0) != 0 && errno == ESRCH ? false : nil
  }

  /// What /proc/PID/stat says; behind the program's name, which may hold anything, come state and, 19 words on, the start.
  private static func entry(of pid: Int32) -> (start: UInt64, isDead: Bool)? {
    guard let text = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8),
      let name = text.lastIndex(of: ")")
    else { return nil }
    let words = text[text.index(after: name)...].split(separator: " ")
    guard words.count > 19, let start = UInt64(words[19]) else { return nil }
    return (start, ["Z", "X"].contains(words[0]))
  }

  // MARK: - In names of files

  /// A word for names of files, such as `3f2a9c1b-4242-8812345`: machine, process, start.
  var word: String {
    let machine = SHA256.hash(data: Data((machine ?? ProcessInfo.processInfo.hostName).utf8)).hexadecimal.prefix(8)
    return "\(machine)-\(pid)-\(start ?? 0)"
  }

  /// Whether the process that made a word runs; nil where that cannot be known here.
  static func isRunning(word: some StringProtocol) -> Bool? {
    let (parts, own) = (word.split(separator: "-"), current.word.split(separator: "-"))
    guard parts.count == 3, parts[0] == own[0], let pid = Int32(parts[1]), let start = UInt64(parts[2]) else {
      return nil
    }
    return ProcessMark(pid: pid, machine: current.machine, start: start).isRunning
  }
}
