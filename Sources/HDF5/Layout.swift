/// How the values of a dataset lie in the file.
public enum Layout: Equatable, Sendable {
  /// One block, uncompressed: for weights and state, which do not compress.
  case contiguous
  /// Chunks of the given shape with byte shuffle and deflate level 4: for trajectories.
  case compressedChunks([Int])
  /// As `compressedChunks`, with a shape chosen by `chunkShape(for:bytesPerElement:)`.
  case compressed

  /// Deflate level: beyond 4 the time grows much faster than the saving.
  static let deflateLevel: UInt32 = 4

  /// Largest chunk the helper chooses: 1 MiB, the default chunk cache of readers such as h5py, so that they inflate a
  /// chunk once.
  public static let largestChunkBytes = 1 << 20

  /// A chunk of 64 KiB to 1 MiB that covers whole trailing axes, so that one trial is read in one piece.
  ///
  /// Trailing axes are covered while they fit into 1 MiB; the first axis that does not is cut into blocks of nearly
  /// equal length; axes before it get length 1. A dataset below 64 KiB becomes one chunk.
  ///
  /// - Returns: One length per axis, each at least 1; empty for a scalar.
  public static func chunkShape(for shape: [Int], bytesPerElement: Int) -> [Int] {
    var chunk = [Int](repeating: 1, count: shape.count)
    var bytes = max(bytesPerElement, 1)
    for axis in shape.indices.reversed() {
      let length = max(shape[axis], 1)
      let most = max(largestChunkBytes / bytes, 1)
      guard length > most else {
        chunk[axis] = length
        bytes *= length
        continue
      }
      let blocks = (length - 1) / most + 1
      chunk[axis] = (length - 1) / blocks + 1
      break
    }
    return chunk
  }

  /// The chunk to use for a shape, or nil where the dataset is to be contiguous: scalars and empty datasets always are.
  func chunk(for shape: [Int], bytesPerElement: Int) -> [Int]? {
    guard !shape.isEmpty, !shape.contains(0) else { return nil }
    switch self {
    case .contiguous: return nil
    case .compressed: return Self.chunkShape(for: shape, bytesPerElement: bytesPerElement)
    case .compressedChunks(let chunk): return chunk
    }
  }
}
