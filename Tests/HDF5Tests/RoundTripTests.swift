import Foundation
import HDF5
import Testing

extension HDF5Tests {
  @Suite struct RoundTripTests {
    let scratch: Scratch

    init() throws { scratch = try Scratch() }

    /// Writes, closes, reopens, reads.
    func roundTrip<T: Element & Equatable>(_ values: [T], _ shape: [Int], _ layout: Layout) throws {
      let file = try File.create(path: scratch.path())
      try file.write(values, shape: shape, as: "inside/values", metadata: metadata(shape.count), layout: layout)
      try file.close()
      let again = try File.open(path: scratch.path())
      let dataset = try again.read([T].self, "inside/values", shape: shape)
      #expect(dataset == Dataset(shape: shape, values: values))
      #expect(try again.metadata(of: "inside/values") == metadata(shape.count))
      #expect(try again.shape(of: "inside/values") == shape)
    }

    /// A file put together in memory is read back from its bytes, and from a disk that has more behind them.
    @Test func anImageIsTheFile() throws {
      let file = try File.inMemory(name: "memory")
      try file.write([1.5, -0.0], as: "inside/values", metadata: metadata(1))
      let image = try file.image()
      try file.close()
      let again = try File.open(image: image, name: "image")
      #expect(try again.read([Double].self, "inside/values").values.map(\.bitPattern) == [1.5, -0.0].map(\.bitPattern))
      try Data(image + Array("\nmore behind the end\n".utf8)).write(to: URL(fileURLWithPath: scratch.path()))
      let onDisk = try File.open(path: scratch.path())
      #expect(try onDisk.read([Double].self, "inside/values").values == [1.5, 0])
    }

    @Test(arguments: [0, 1, 8, 100, 700]) func anImageCutShortIsRefused(length: Int) throws {
      let file = try File.inMemory(name: "memory")
      try file.write([1.5], as: "values", metadata: metadata(1))
      let image = try file.image()
      #expect(throws: HDF5Error.self) { _ = try File.open(image: Array(image.prefix(length)), name: "cut").path }
    }

    static let shapes: [[Int]] = [[], [0], [1], [7], [0, 3], [3, 0], [1, 1, 1], [2, 3, 4], [5, 100, 33]]

    @Test(arguments: shapes, [Layout.contiguous, .compressed])
    func float(shape: [Int], layout: Layout) throws {
      try roundTrip((0..<shape.reduce(1, *)).map { Float($0) * 0.1 }, shape, layout)
    }

    @Test(arguments: shapes, [Layout.contiguous, .compressed])
    func double(shape: [Int], layout: Layout) throws {
      try roundTrip((0..<shape.reduce(1, *)).map { Double($0) * 0.1 }, shape, layout)
    }

    @Test(arguments: [Layout.contiguous, .compressed, .compressedChunks([2, 2])])
    func everyInteger(layout: Layout) throws {
      try roundTrip([Int32.min, -1, 0, 1, 2, .max], [2, 3], layout)
    }

    @Test func wideInteger() throws { try roundTrip([Int64.min, -1, 0, .max], [4], .contiguous) }
    @Test func byte() throws { try roundTrip([UInt8.min, 1, .max], [3], .contiguous) }
    @Test func unsigned() throws { try roundTrip([UInt32.min, 1, .max], [3], .compressed) }
    @Test func wideUnsigned() throws { try roundTrip([UInt64.min, 1, .max], [3], .contiguous) }

    @Test func specialFloats() throws {
      let file = try File.create(path: scratch.path())
      let values: [Float] = [.nan, .infinity, -.infinity, -0.0, .leastNonzeroMagnitude]
      try file.write(values, as: "x", metadata: metadata(1))
      let bits = try file.read([Float].self, "x").values.map(\.bitPattern)
      #expect(bits == values.map(\.bitPattern))
    }

    @Test func raggedChunks() throws {
      let shape = [5, 7, 3]
      try roundTrip((0..<105).map(Int32.init), shape, .compressedChunks([2, 7, 2]))
    }

    @Test func texts() throws {
      let texts = ["", "plain", "Übergang μ → ∞", String(repeating: "long ", count: 50_000)]
      let file = try File.create(path: scratch.path())
      try file.write(texts, as: "labels", metadata: metadata(1))
      try file.write([String](), as: "none", metadata: metadata(1))
      try file.close()
      let again = try File.open(path: scratch.path())
      #expect(try again.read([String].self, "labels").values == texts)
      #expect(try again.read([String].self, "none").shape == [0])
    }

    @Test func widensAndRounds() throws {
      let file = try File.create(path: scratch.path())
      try file.write([Float(0.1)], as: "single", metadata: metadata(1))
      try file.write([0.1], as: "double", metadata: metadata(1))
      try file.write([Int32(-7)], as: "integer", metadata: metadata(1))
      #expect(try file.read([Double].self, "single").values == [Double(Float(0.1))])
      #expect(try file.read([Float].self, "double").values == [Float(0.1)])
      #expect(try file.read([Double].self, "integer").values == [-7])
      #expect(try file.read([Int64].self, "integer").values == [-7])
    }

    @Test func groupsAndNames() throws {
      let file = try File.create(path: scratch.path())
      for number in [12, 3, 100] { _ = try file.createGroup("networks/000\(number)") }
      let networks = try file.openGroup("networks")
      #expect(networks.path == "/networks")
      #expect(try networks.childNames() == ["00012", "000100", "0003"].sorted())
      #expect(try file.exists("networks/0003"))
      #expect(try file.exists("/networks"))
      #expect(try file.exists("/"))
      #expect(try !file.exists("networks/4/deeper"))
      #expect(try file.kind(of: "networks") == .group)
      #expect(try file.kind(of: "nothing") == nil)
      let same = try file.openOrCreateGroup("networks/0003")
      #expect(same.path == "/networks/0003")
      try same.write([1.5], shape: [], as: "x", metadata: metadata(0))
      #expect(try file.kind(of: "networks/0003/x") == .dataset)
    }

    @Test func appendsToAnExistingFile() throws {
      let first = try File.create(path: scratch.path())
      try first.write([1.0], as: "a", metadata: metadata(1))
      try first.close()
      let second = try File.openForWriting(path: scratch.path())
      try second.write([2.0], as: "b", metadata: metadata(1))
      try second.flush()
      try second.close()
      let third = try File.open(path: scratch.path())
      #expect(try third.childNames() == ["a", "b"])
    }

    @Test func equalContentGivesEqualBytes() throws {
      for name in ["one.h5", "two.h5"] {
        let file = try File.create(path: scratch.path(name))
        try file.write([1.0, 2], as: "group/x", metadata: metadata(1), layout: .compressed)
        try file.setAttribute("complete", to: true)
        try file.close()
      }
      let status = try run("/usr/bin/cmp", [scratch.path("one.h5"), scratch.path("two.h5")]).status
      #expect(status == 0)
    }

    @Test func externalLinksMoveWithTheFolder() throws {
      let rank = try File.create(path: scratch.path("rank.h5"))
      try rank.write([4.0], as: "networks/0000001/x", metadata: metadata(1))
      try rank.close()
      let summary = try File.create(path: scratch.path("summary.h5"))
      try summary.createExternalLink("networks/0000001", toFile: "rank.h5", object: "/networks/0000001")
      try summary.createExternalLink("networks/0000002", toFile: "lost.h5", object: "/networks/0000002")
      try summary.close()
      let reader = try File.open(path: scratch.path("summary.h5"))
      #expect(try reader.read([Double].self, "networks/0000001/x").values == [4])
      #expect(try !reader.exists("networks/0000002"))
      #expect(try reader.openGroup("networks").childNames() == ["0000001", "0000002"])
    }
  }
}
