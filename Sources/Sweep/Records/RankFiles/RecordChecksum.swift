import Crypto
import HDF5

/// SHA-256 of everything a network's group holds, made by reading it.
package struct RecordChecksum: Sendable, Equatable {
  /// Of what the network became; equal for equal bits, whoever trained it, where and when.
  package let content: String
  /// Of that and of the circumstances: rank, attempt, seconds.
  package let record: String

  /// Names of the attributes that hold the two.
  static let contentName = "content_checksum"
  static let recordName = "record_checksum"

  /// Attributes that say where, when and how fast a network was trained.
  private static let circumstances: Set<String> = ["@rank", "@attempt", "@seconds", "@allow_other_kernels"]
  /// Attributes that are written when the checksums are known.
  private static let later: Set<String> = ["@complete", "@\(contentName)", "@\(recordName)"]

  /// Reads a group, all of it.
  init<Source: Container & ~Copyable>(of group: borrowing Source) throws(HDF5Error) {
    var content = SHA256()
    var circumstances = SHA256()
    try group.walk { value in
      let name =
        value.path.hasSuffix("_flag_meanings") ? String(value.path.dropLast("_flag_meanings".count)) : value.path
      if RecordChecksum.later.contains(name) { return }
      let header = "\(value.path)\n\(value.type)\n\(value.shape)\n\(value.bytes.count)\n"
      if RecordChecksum.circumstances.contains(name) {
        circumstances.update(data: Array(header.utf8) + value.bytes)
      } else {
        content.update(data: Array(header.utf8))
        content.update(data: value.bytes)
      }
    }
    self.content = content.finalize().hexadecimal
    record = SHA256.hash(data: Array((self.content + circumstances.finalize().hexadecimal).utf8)).hexadecimal
  }

  /// Writes both as attributes of the group.
  func write<Target: Container & ~Copyable>(to group: borrowing Target) throws(HDF5Error) {
    try group.setAttribute(RecordChecksum.contentName, to: content)
    try group.setAttribute(RecordChecksum.recordName, to: record)
  }

  /// Reads what a group says of itself; nil for one of an earlier version of the program, which says nothing.
  static func stored<Source: Container & ~Copyable>(
    in group: borrowing Source
  ) throws(HDF5Error) -> RecordChecksum? {
    guard try group.hasAttribute(contentName), try group.hasAttribute(recordName) else { return nil }
    return RecordChecksum(
      content: try group.attribute(contentName, as: String.self),
      record: try group.attribute(recordName, as: String.self))
  }

  package init(content: String, record: String) {
    self.content = content
    self.record = record
  }
}
