import Crypto
import HDF5

/// SHA-256 of what a rank file says of itself: configuration, program, machine, rank.
///
/// The checksums of its networks do not cover that.
enum HeaderChecksum {
  private static let name = "header_checksum"

  /// Writes the checksum of all attributes that the file carries by now.
  static func write(to file: borrowing File) throws(HDF5Error) { try file.setAttribute(name, to: of(file)) }

  /// Whether the attributes are what the checksum says; true for a file of an earlier version of the program, without one.
  static func holds(in file: borrowing File) throws(HDF5Error) -> Bool {
    guard try file.hasAttribute(name) else { return true }
    return try file.attribute(name, as: String.self) == of(file)
  }

  private static func of(_ file: borrowing File) throws(HDF5Error) -> String {
    var hash = SHA256()
    try file.walkAttributes { value in
      guard value.path != "@\(name)" else { return }
      hash.update(data: Array("\(value.path)\n\(value.type)\n\(value.shape)\n\(value.bytes.count)\n".utf8))
      hash.update(data: value.bytes)
    }
    return hash.finalize().hexadecimal
  }
}
