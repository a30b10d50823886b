import Foundation
import HDF5
import Testing

extension HDF5Tests {
  @Suite struct CopyTests {
    let scratch: Scratch

    init() throws { scratch = try Scratch() }

    /// A file with a group of everything that groups hold.
    private func writeOriginal(_ name: String) throws {
      let file = try File.create(path: scratch.path(name))
      let group = try file.createGroup("networks/one")
      try group.setAttribute("label", to: "größer")
      try group.setAttribute("numbers", to: [1.5, -0.0])
      try group.write([Float](repeating: 0.25, count: 600), shape: [20, 30], as: "deep/er", metadata: metadata(2))
      try group.write([1, 2, 3] as [Int64], shape: [3], as: "packed", metadata: metadata(1), layout: .compressed)
      try group.write(["a", ""], as: "texts", metadata: metadata(1))
      try group.createExternalLink("elsewhere", toFile: "none.h5", object: "/x")
      try file.close()
    }

    @Test func aGroupIsCopiedWithAllItHolds() throws {
      try writeOriginal("original.h5")
      let source = try File.open(path: scratch.path("original.h5"))
      let target = try File.create(path: scratch.path("copy.h5"))
      try target.copy("networks/one", from: source, as: "all/of/it")
      let networks = try source.openGroup("networks")
      try target.copy("one", from: networks, as: "again")
      try target.close()

      let copy = try File.open(path: scratch.path("copy.h5"))
      for name in ["all/of/it", "again"] {
        let group = try copy.openGroup(name)
        #expect(try group.childNames() == ["deep", "elsewhere", "packed", "texts"])
        #expect(try group.attribute("label", as: String.self) == "größer")
        #expect(try group.attribute("numbers", as: [Double].self).map(\.bitPattern) == [1.5, -0.0].map(\.bitPattern))
        let values = try group.read([Float].self, "deep/er")
        #expect(values == Dataset(shape: [20, 30], values: [Float](repeating: 0.25, count: 600)))
        #expect(try group.read([Int64].self, "packed").values == [1, 2, 3])
        #expect(try group.read([String].self, "texts").values == ["a", ""])
        #expect(try group.metadata(of: "packed") == metadata(1))
        #expect(try !group.exists("elsewhere"))
      }
    }

    @Test func whatCannotBeCopiedIsNamed() throws {
      try writeOriginal("original.h5")
      let source = try File.open(path: scratch.path("original.h5"))
      let target = try File.create(path: scratch.path("copy.h5"))
      let missing = failure { () throws(HDF5Error) in try target.copy("two", from: source, as: "two") }
      #expect(missing?.code == .notFound)
      #expect(missing?.file == scratch.path("original.h5"))
      #expect(missing?.object == "/two")
      try target.copy("networks", from: source, as: "networks")
      let taken = failure { () throws(HDF5Error) in try target.copy("networks", from: source, as: "networks") }
      #expect(taken?.code == .alreadyExists)
      #expect(taken?.file == scratch.path("copy.h5"))
      #expect(failure { () throws(HDF5Error) in try target.copy("networks", from: source, as: "") }?.code == .invalidName)
      let readOnly = failure { () throws(HDF5Error) in try source.copy("networks", from: target, as: "more") }
      #expect(readOnly?.code == .readOnly)
    }

    /// Copies of equal groups are equal bytes, wherever in which file the originals stood, and so are copies of copies.
    @Test func copiesOfEqualGroupsAreEqualBytes() throws {
      try writeOriginal("first.h5")
      let second = try File.create(path: scratch.path("second.h5"))
      try second.write([Double](repeating: 1, count: 77), as: "something/else", metadata: metadata(1))
      let first = try File.open(path: scratch.path("first.h5"))
      try second.copy("networks/one", from: first, as: "x")
      try second.close()
      for (copy, original, object) in [("a", "first", "networks/one"), ("b", "second", "x")] {
        let source = try File.open(path: scratch.path(original + ".h5"))
        let target = try File.create(path: scratch.path(copy + ".h5"))
        try target.copy(object, from: source, as: "networks/one")
        try target.close()
      }
      let bytes = try ["a", "b"].map { try Data(contentsOf: URL(fileURLWithPath: scratch.path($0 + ".h5"))) }
      #expect(bytes[0] == bytes[1])
    }
  }
}
