import Foundation
import HDF5
import Testing

extension HDF5Tests {
  @Suite struct WalkTests {
    /// A mantissa with another length leaves 0 and 1 what they are: the values cannot tell that the type is damaged.
    @Test(arguments: [0, 1]) func theLayoutOfATypeCounts(_ bit: UInt8) throws {
      let scratch = try Scratch()
      let path = scratch.path()
      let file = try File.create(path: path)
      try file.write([0, 1, -1] as [Float], shape: [3], as: "targets", metadata: metadata(1))
      try file.close()
      let whole = try stored(path)
      #expect(whole.type == "float32")

      // Of an IEEE float: where its exponent lies and how long it is, where its mantissa lies and how long it is.
      var data = try Data(contentsOf: URL(fileURLWithPath: path))
      let place = try #require(data.range(of: Data([23, 8, 0, 23, 127, 0, 0, 0])))
      data[place.lowerBound + 3] ^= 1 << bit
      try data.write(to: URL(fileURLWithPath: path))
      let damaged = try stored(path)
      #expect(damaged.type == "float32 of another layout")
      #expect(damaged.shape == whole.shape)
    }

    private func stored(_ path: String) throws -> StoredValue {
      var found: [StoredValue] = []
      try File.open(path: path).walk { found.append($0) }
      return try #require(found.first { $0.path == "targets" })
    }
  }
}
