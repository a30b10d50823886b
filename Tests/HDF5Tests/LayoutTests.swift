import HDF5
import Testing

extension HDF5Tests {
  @Suite struct LayoutTests {
    static let shapes: [[Int]] = [
      [1], [100], [1 << 20], [(1 << 18) + 1], [128, 300, 100], [128, 1], [10_000, 7], [3, 5, 700, 1000], [2, 1 << 22],
      [0, 3],
    ]

    @Test(arguments: shapes, [1, 4, 8])
    func staysWithinTheLimits(shape: [Int], bytes: Int) {
      let chunk = Layout.chunkShape(for: shape, bytesPerElement: bytes)
      #expect(chunk.count == shape.count)
      #expect(zip(chunk, shape).allSatisfy { $0 >= 1 && $0 <= max($1, 1) })
      let size = chunk.reduce(bytes, *)
      #expect(size <= Layout.largestChunkBytes)
      let whole = shape.reduce(bytes, *)
      #expect(size >= min(whole, 64 << 10))
      // Whole trailing axes: behind the first axis that is cut, every axis is whole; before it, every length is 1.
      if let cut = shape.indices.last(where: { chunk[$0] < shape[$0] }) {
        #expect(chunk[..<cut].allSatisfy { $0 == 1 })
      }
    }

    @Test func aScalarHasNoChunk() { #expect(Layout.chunkShape(for: [], bytesPerElement: 8) == []) }

    @Test func blocksOfTrialsAreNearlyEqual() {
      // 128 trials x 300 steps x 100 units of Float: 120 kB per trial, eight fit into 1 MiB.
      #expect(Layout.chunkShape(for: [128, 300, 100], bytesPerElement: 4) == [8, 300, 100])
    }
  }
}
