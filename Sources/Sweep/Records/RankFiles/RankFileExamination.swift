import Foundation

/// What a child process found in a rank file that its sidecar does not vouch for.
public struct RankFileExamination: Sendable, Equatable {
  /// Names of groups that are what their own checksums say, or, of an earlier version of the program, can be read.
  public private(set) var whole: [String] = []
  /// Names of groups that are not, or that ended the child.
  public private(set) var damaged: [String] = []

  /// Children started at most for one file: each may end in another damaged group.
  private static let childLimit = 100

  /// Has a child process look into a file, and another one behind each group that ends it.
  ///
  /// - Throws: `RunError` for a file that cannot be read as a whole, or is locked.
  init(path: String) throws(RunError) {
    var last: String?
    for _ in 0..<RankFileExamination.childLimit {
      let lines = try RankFileExamination.child(path, last.map { [RankFileExaminer.after, $0] } ?? [])
      var begun: String?
      for words in lines.map({ $0.split(separator: " ", maxSplits: 1).map(String.init) }) {
        let rest = words.count > 1 ? words[1] : ""
        switch words.first {
        case "begin": begun = rest
        case "whole", "unchecked":
          whole.append(rest)
          (last, begun) = (rest, nil)
        case "damaged":
          damaged.append(rest)
          (last, begun) = (rest, nil)
        case "incomplete": (last, begun) = (rest, nil)
        case "end": return
        case "locked": throw RunError(.folderUnusable, place: path, message: rest)
        default:
          throw RunError(.badFile, place: path, message: "not a readable rank file: \(rest)", hint: Self.wayOut)
        }
      }
      // The child died, and of this group.
      guard let begun else { break }
      damaged.append(begun)
      last = begun
    }
    throw RunError(
      .badFile, place: path, message: "not a readable rank file: the HDF5 library cannot bear to open it",
      hint: Self.wayOut)
  }

  /// Copies the whole networks of a file into a new one with its own sidecar; neither has its final name yet.
  ///
  /// - Throws: `RunError` where that fails.
  func copy(from path: String, to target: String) throws(RunError) {
    let lines = try RankFileExamination.child(
      path, [RankFileExaminer.copyTo, target, RankFileExaminer.except, damaged.joined(separator: ",")])
    guard lines.last == "end" else {
      unlink(target)
      let cause = lines.last.flatMap { $0.hasPrefix("unreadable ") ? ": " + $0.dropFirst(11) : nil } ?? ""
      throw RunError(.folderUnusable, place: path, message: "what is whole in it cannot be copied\(cause)")
    }
    let hash = lines.first { $0.hasPrefix("run ") }?.dropFirst(4)
    var sidecar = Sidecar(ofRankFile: target, hash: hash.map(String.init) ?? "")
    unlink(sidecar.path)
    for words in lines.map({ Array($0.utf8).split(separator: UInt8(ascii: " "))[...] }) {
      guard words.first?.elementsEqual("copied".utf8) == true, let row = SidecarRow(words: words.dropFirst()) else {
        continue
      }
      try sidecar.append([row], rankFile: target)
    }
    try sidecar.close(rankFile: target)
  }

  private static let wayOut = "move it out of the run folder; its networks will be trained again"

  /// Runs this same program on the file, and returns what it said until its end, whatever that was.
  private static func child(_ path: String, _ arguments: [String]) throws(RunError) -> [String] {
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    process.arguments = [RankFileExaminer.command, path] + arguments
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    process.standardInput = FileHandle.nullDevice
    do {
      try process.run()
      let data = try output.fileHandleForReading.readToEnd() ?? Data()
      process.waitUntilExit()
      return String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init)
    } catch {
      throw RunError(
        .folderUnusable, place: path, message: "no child process can be started to look into it: \(error)")
    }
  }
}
