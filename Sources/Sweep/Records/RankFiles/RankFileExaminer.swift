import CPlatform
import Foundation
import HDF5

/// The work of the child process that looks into a rank file nobody vouches for: damaged bytes can end the HDF5 library's
/// process, and then they end the child's.
///
/// It says, a line at a time, which networks are whole; `RankFileExamination` listens.
public struct RankFileExaminer {
  /// The word after the program's name that asks for this work, in both executables.
  static let command = "examine-rank-file"
  /// Options: the group after which to begin; the new file, and the groups that do not go there.
  static let after = "--after", copyTo = "--copy-to", except = "--except"

  private let path: String
  private let options: [String: String]
  private let say: (String) -> Void

  /// The work that a command line asks for; nil for every other command line.
  ///
  /// - Parameters:
  ///   - arguments: the whole command line, as this program started the child with it.
  ///   - say: receives lines; each must leave the process at once.
  public init?(arguments: [String], say: @escaping (String) -> Void) {
    guard arguments.count >= 3, arguments.count % 2 == 1, arguments[1] == RankFileExaminer.command else { return nil }
    path = arguments[2]
    let pairs = stride(from: 3, to: arguments.count, by: 2).map { (arguments[$0], arguments[$0 + 1]) }
    options = Dictionary(pairs, uniquingKeysWith: { first, _ in first })
    self.say = say
  }

  /// Looks into the file, or copies from it.
  public func run(provenance: Provenance) {
    // A file that keeps the library busy for ever, or ends the process, is damaged; no core dump need tell of it.
    let size = try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int
    remanence_limit_child(UInt32(60 + (size ?? 0) / 1_000_000))
    if let target = options[RankFileExaminer.copyTo] {
      copy(
        to: target, except: (options[RankFileExaminer.except] ?? "").split(separator: ",").map(String.init), provenance)
    } else {
      examine(after: options[RankFileExaminer.after])
    }
  }

  /// Reads every network of the file, all that is stored of it.
  private func examine(after last: String?) {
    do {
      let file = try File.open(path: path)
      guard try HeaderChecksum.holds(in: file) else {
        return say("unreadable what it says of itself does not have the checksum stored beside it")
      }
      guard try file.exists("networks") else { return say("end") }
      let networks = try file.openGroup("networks")
      for name in try networks.childNames().drop(while: { name in last.map { name <= $0 } ?? false }) {
        say("begin \(name)")
        do throws(HDF5Error) {
          say("\(try verdict(networks.openGroup(name))) \(name)")
        } catch {
          say("damaged \(name)")
        }
      }
      say("end")
    } catch {
      say("\(error.code == .locked ? "locked" : "unreadable") \(error)")
    }
  }

  /// `whole`, `damaged`, `unchecked` for a readable one without checksums, `incomplete`.
  private func verdict(_ group: borrowing Group) throws(HDF5Error) -> String {
    guard try group.hasAttribute("complete") else { return "incomplete" }
    guard try group.attribute("complete", as: Int64.self) == 1 else { return "damaged" }
    let found = try RecordChecksum(of: group)
    guard let stored = try RecordChecksum.stored(in: group) else { return "unchecked" }
    return stored == found ? "whole" : "damaged"
  }

  /// Copies networks into a new file, and says the checksums that each has there.
  private func copy(to target: String, except: [String], _ provenance: Provenance) {
    do {
      let source = try File.open(path: path)
      unlink(target)
      let file = try File.create(path: target)
      let hash = try source.attribute("config_hash", as: String.self)
      say("run \(hash)")
      try provenance.write(
        to: file, schema: "remanence-rank-file", configuration: source.attribute("config", as: String.self), hash: hash)
      for name in ["rank", "ranks", "attempt"] {
        try file.setAttribute(name, to: source.attribute(name, as: Int64.self))
      }
      if try source.hasAttribute(RankFile.grownFromName) {
        try file.setAttribute(
          RankFile.grownFromName, to: source.attribute(RankFile.grownFromName, as: String.self))
      }
      try file.setAttribute("salvaged_from", to: (path as NSString).lastPathComponent)
      try HeaderChecksum.write(to: file)
      let networks = try source.openGroup("networks")
      for name in try networks.childNames() where !except.contains(name) {
        guard try networks.openGroup(name).hasAttribute("complete") else { continue }
        try file.copy("networks/\(name)", from: source, as: "networks/\(name)")
        let group = try file.openGroup("networks/\(name)")
        let found = try RecordChecksum(of: group)
        let stored = try RecordChecksum.stored(in: group)
        guard stored == nil || stored == found else {
          return say("unreadable the copy of network \(name) differs from the original")
        }
        let row = SidecarRow(
          result: try RankFileReader.result(group, path: path),
          streamKey: try group.attribute("stream_key", as: UInt64.self), checksum: found)
        say("copied \(row.text)")
      }
      try file.flush()
      try file.close()
      AtomicFile.synchronise(target)
      say("end")
    } catch {
      say("unreadable \(error)")
    }
  }
}
