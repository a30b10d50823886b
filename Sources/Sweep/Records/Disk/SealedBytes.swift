import Crypto
import Foundation

/// Bytes that carry their own checksum behind them, so that whoever reads a file knows that it is whole.
///
/// The seal is one line of text, `sha256 <64 hexadecimal digits>`, between line feeds. HDF5 never looks behind the end that a file's own
/// superblock names, so a sealed HDF5 file is an ordinary one to every reader.
enum SealedBytes {
  private static let word = Array("\nsha256 ".utf8)
  private static let length = word.count + 64 + 1

  /// Puts the seal behind the bytes.
  static func seal(_ bytes: [UInt8]) -> Data {
    var sealed = Data(capacity: bytes.count + length)
    sealed.append(contentsOf: bytes)
    sealed.append(contentsOf: seal(of: sealed))
    return sealed
  }

  /// Whether not a single bit differs from what was sealed; false where there is no seal.
  static func isWhole(_ data: Data) -> Bool {
    data.count >= length && data.suffix(length).elementsEqual(seal(of: data.dropLast(length)))
  }

  /// The bytes before the seal; nil where they are not whole.
  static func open(_ data: Data) -> [UInt8]? { isWhole(data) ? [UInt8](data.dropLast(length)) : nil }

  private static func seal(of bytes: Data) -> [UInt8] {
    word + Array(SHA256.hash(data: bytes).hexadecimal.utf8) + [UInt8(ascii: "\n")]
  }
}
