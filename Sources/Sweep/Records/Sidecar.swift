import Crypto
import Foundation

/// `rank-0003.a02.sum`: what a rank file should be, line by line, in a file of its own.
///
///     network 142 <record checksum> <content checksum>
///     file 1048576 <SHA-256 of the first 1048576 bytes of the rank file>
///
/// A rank file that has a recorded beginning is as its writer left it. HDF5 changes the beginning of a file with every
/// network it adds, so that only the last such line can hold. Lines are appended and synchronised with the disk after every
/// network; a line that is damaged is no line.
struct Sidecar {
  /// The file.
  let path: String

  /// A file of at most so many bytes is hashed after every network, a longer one when it has grown by an eighth, and at the
  /// end: hashing it every time would cost a time that grows with the square of the networks.
  private static let alwaysHashed = 16 << 20

  private var hashedLength = 0

  /// Names the sidecar of a rank file.
  init(ofRankFile rankFile: String) { path = Sidecar.path(ofRankFile: rankFile) }

  /// `rank-0003.a02.sum` of `rank-0003.a02.h5`.
  static func path(ofRankFile rankFile: String) -> String {
    (rankFile.hasSuffix(".h5") ? String(rankFile.dropLast(3)) : rankFile) + ".sum"
  }

  /// Notes a network that was added, and the file where it is due.
  mutating func append(network: Int, _ checksum: RecordChecksum, rankFile: String) throws(RunError) {
    var lines = "network \(network) \(checksum.record) \(checksum.content)\n"
    let length = Sidecar.length(of: rankFile)
    if length <= Sidecar.alwaysHashed || length - hashedLength >= hashedLength / 8 { lines += fileLine(rankFile) }
    try AtomicFile.append(Data(lines.utf8), to: path)
  }

  /// Notes the file as it is at the end of an attempt, unless that has been done.
  mutating func close(rankFile: String) throws(RunError) {
    guard FileManager.default.fileExists(atPath: rankFile), Sidecar.length(of: rankFile) != hashedLength else { return }
    try AtomicFile.append(Data(fileLine(rankFile).utf8), to: path)
  }

  private mutating func fileLine(_ rankFile: String) -> String {
    let length = Sidecar.length(of: rankFile)
    guard let sums = Sidecar.checksums(of: rankFile, lengths: [length]), let sum = sums[length] else { return "" }
    hashedLength = length
    return "file \(length) \(sum)\n"
  }

  /// Whether a rank file is, byte for byte, what its sidecar says; false where there is no sidecar.
  static func vouches(forRankFile rankFile: String) -> Bool {
    guard let data = FileManager.default.contents(atPath: path(ofRankFile: rankFile)) else { return false }
    let size = length(of: rankFile)
    var recorded: [Int: Set<String>] = [:]
    for line in String(decoding: data, as: UTF8.self).split(separator: "\n") {
      let words = line.split(separator: " ", omittingEmptySubsequences: false)
      guard words.count == 3, words[0] == "file", words[2].utf8.count == 64, let length = Int(words[1]), length > 0,
        length <= size
      else { continue }
      recorded[length, default: []].insert(String(words[2]))
    }
    // The last lines first and not all of them, since each beginning takes time to hash.
    let lengths = recorded.keys.sorted().suffix(4)
    guard !lengths.isEmpty, let found = checksums(of: rankFile, lengths: Array(lengths)) else { return false }
    return lengths.contains { length in found[length].map { recorded[length]?.contains($0) ?? false } ?? false }
  }

  private static func length(of path: String) -> Int {
    var status = stat()
    return stat(path, &status) == 0 ? Int(status.st_size) : 0
  }

  /// Checksums of beginnings of a file, in one pass; nil where it cannot be read so far.
  private static func checksums(of path: String, lengths: [Int]) -> [Int: String]? {
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
}
