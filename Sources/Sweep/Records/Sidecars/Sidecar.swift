import Crypto
import Foundation

/// `rank-0003.a02.sum`: what a rank file should be, line by line, in a file of its own.
///
///     run <configuration hash>
///     network 142 <record checksum> <content checksum> <stream key> <cell> <seed> <rank> <attempt> <status> ...
///     file 1048576 <SHA-256 of the first 1048576 bytes of the rank file> <networks in it>
///
/// Each line ends with a checksum of itself. A rank file that has a recorded beginning is as its writer left it. HDF5
/// changes the beginning of a file with every network it adds, so that only the last such line can hold. Lines are
/// appended and synchronised with the disk after every network. The rows of the summary are in the lines too: a run with
/// thousands of rank files is read without opening one of them.
package struct Sidecar {
  /// The file.
  let path: String
  private let hash: String

  /// A file of at most so many bytes is hashed after every network.
  ///
  /// A longer one is hashed when a hundred times as long has
  /// passed as that took the last time, and at the end: it costs 1 % of the time at most.
  private static let alwaysHashed = 16 << 20

  private var hashedLength = 0
  private let clock = ContinuousClock()
  private var due: ContinuousClock.Instant?
  private var networks = 0

  /// Names the sidecar of a rank file.
  ///
  /// - Parameter hash: configuration of the run.
  package init(ofRankFile rankFile: String, hash: String) {
    path = Sidecar.path(ofRankFile: rankFile)
    self.hash = hash
  }

  /// `rank-0003.a02.sum` of `rank-0003.a02.h5`.
  static func path(ofRankFile rankFile: String) -> String {
    (rankFile.hasSuffix(".h5") ? String(rankFile.dropLast(3)) : rankFile) + ".sum"
  }

  /// Notes networks that were added, and the file where it is due.
  package mutating func append(_ rows: [SidecarRow], rankFile: String) throws(RunError) {
    var text = networks == 0 ? SidecarLine.run(hash: hash).text : ""
    for row in rows { text += SidecarLine.network(row).text }
    networks += rows.count
    if fileLength(rankFile) <= Sidecar.alwaysHashed || due.map({ clock.now >= $0 }) ?? true {
      text += fileLine(rankFile)
    }
    try AtomicFile.append(Data(text.utf8), to: path)
  }

  /// Notes the file as it is at the end of an attempt, unless that has been done.
  mutating func close(rankFile: String) throws(RunError) {
    guard FileManager.default.fileExists(atPath: rankFile), fileLength(rankFile) != hashedLength else { return }
    try AtomicFile.append(Data(fileLine(rankFile).utf8), to: path)
  }

  private mutating func fileLine(_ rankFile: String) -> String {
    let begin = clock.now
    let length = fileLength(rankFile)
    guard let sum = fileChecksums(rankFile, lengths: [length])?[length] else { return "" }
    due = clock.now + (clock.now - begin) * 100
    hashedLength = length
    return SidecarLine.file(length: length, sum: sum, networks: networks).text
  }
}

/// Length of a file in bytes; 0 where there is none.
func fileLength(_ path: String) -> Int {
  var status = stat()
  return stat(path, &status) == 0 ? Int(status.st_size) : 0
}

/// SHA-256 of beginnings of a file, in one pass; nil where it cannot be read so far.
func fileChecksums(_ path: String, lengths: [Int]) -> [Int: String]? {
  guard let handle = FileHandle(forReadingAtPath: path) else { return nil }
  defer { try? handle.close() }
  var hash = SHA256()
  var position = 0
  var sums: [Int: String] = [:]
  for length in lengths.sorted() {
    while position < length {
      guard let data = try? handle.read(upToCount: min(1 << 20, length - position)), !data.isEmpty else { return nil }
      hash.update(data: data)
      position += data.count
    }
    let beginning = hash
    sums[length] = beginning.finalize().hexadecimal
  }
  return sums
}
