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
      #expect(
        failure { () throws(HDF5Error) in try target.copy("networks", from: source, as: "") }?.code == .invalidName)
      let readOnly = failure { () throws(HDF5Error) in try source.copy("networks", from: target, as: "more") }
      #expect(readOnly?.code == .readOnly)
    }

    /// Copies of groups that were made in memory are equal bytes, whatever the files hold beside them.
    @Test func copiesFromMemoryAreEqualBytes() throws {
      for (name, crowd) in [("a", 0), ("b", 3)] {
        let part = try File.create(path: scratch.path(name + ".part.h5"))
        for number in 0..<crowd {
          try part.write([Double](repeating: 1, count: 77), as: "x\(number)", metadata: metadata(1))
        }
        let memory = try File.inMemory(name: "memory")
        let group = try memory.createGroup("one")
        for number in 0..<20 { try group.setAttribute("text\(number)", to: String(repeating: "x", count: 10 * number)) }
        try group.write([1.5, 2], shape: [2], as: "values", metadata: metadata(1))
        try part.copy("one", from: memory, as: "new/one")
        try part.flush()
        try part.move("new/one", to: "networks/one")
        try part.close()
        let source = try File.open(path: scratch.path(name + ".part.h5"))
        let target = try File.create(path: scratch.path(name + ".h5"))
        try target.copy("networks/one", from: source, as: "networks/one")
        try target.close()
      }
      let bytes = try ["a", "b"].map { try Data(contentsOf: URL(fileURLWithPath: scratch.path($0 + ".h5"))) }
      #expect(bytes[0] == bytes[1])
      #expect(!FileManager.default.fileExists(atPath: "memory"))
    }

    @Test func whatCannotBeMovedIsNamed() throws {
      let file = try File.create(path: scratch.path())
      for name in ["a", "b"] { _ = try file.createGroup(name) }
      #expect(failure { () throws(HDF5Error) in try file.move("c", to: "d") }?.code == .notFound)
      #expect(failure { () throws(HDF5Error) in try file.move("a", to: "b") }?.code == .alreadyExists)
      try file.move("a", to: "c/a")
      #expect(try file.childNames() == ["b", "c"])
    }
  }
}
