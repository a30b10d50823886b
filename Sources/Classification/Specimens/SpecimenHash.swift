import Crypto
import Dynamics

/// A SHA-256 of texts and numbers, each behind its length, so that no two sequences are encoded alike.
///
/// Lengths are 64 bits, little-endian; texts go in as UTF-8, numbers as the 64 bits of a Float64, little-endian.
struct SpecimenHash {
  private var hash = SHA256()

  /// The 32 bytes of the hash of what was added.
  var bytes: [UInt8] { Array(hash.finalize()) }

  /// Adds a text.
  mutating func add(_ text: String) {
    add(length: text.utf8.count)
    hash.update(data: Array(text.utf8))
  }

  /// Adds numbers.
  mutating func add(_ values: [Double]) {
    add(length: values.count)
    values.map(\.bitPattern.littleEndian).withUnsafeBytes { hash.update(bufferPointer: $0) }
  }

  /// Adds a tensor: its name, its shape and its values.
  mutating func add(_ tensor: NetworkTensor) {
    add(tensor.name)
    add(tensor.shape.map(Double.init))
    add(tensor.values)
  }

  private mutating func add(length: Int) {
    withUnsafeBytes(of: UInt64(length).littleEndian) { hash.update(bufferPointer: $0) }
  }
}
