import HDF5
import Testing

extension HDF5Tests {
  @Suite struct AttributeTests {
    let scratch: Scratch

    init() throws { scratch = try Scratch() }

    @Test func everyKindOnEveryOwner() throws {
      let file = try File.create(path: scratch.path())
      let group = try file.createGroup("g")
      try file.write([1.0], as: "d", metadata: metadata(1))
      try group.setAttribute("alpha", to: 0.5)
      try file.setAttribute("alpha", to: 0.25)
      try file.setAttribute("alpha", to: 0.125, of: "d")
      #expect(try group.attribute("alpha", as: Double.self) == 0.5)
      #expect(try file.attribute("alpha", as: Double.self) == 0.25)
      #expect(try file.attribute("alpha", as: Double.self, of: "g") == 0.5)
      #expect(try file.attribute("alpha", as: Double.self, of: "d") == 0.125)

      try group.setAttribute("text", to: "μ = ½\nsecond line")
      try group.setAttribute("empty", to: "")
      try group.setAttribute("count", to: Int64.min)
      try group.setAttribute("seed", to: UInt64.max)
      try group.setAttribute("rates", to: [0.1, 0.2])
      try group.setAttribute("ids", to: [Int64(3), -1])
      try group.setAttribute("none", to: [Double]())
      try group.setAttribute("complete", to: true)
      try group.setAttribute("learned", to: false)
      #expect(try group.attribute("text", as: String.self) == "μ = ½\nsecond line")
      #expect(try group.attribute("empty", as: String.self) == "")
      #expect(try group.attribute("count", as: Int64.self) == .min)
      #expect(try group.attribute("seed", as: UInt64.self) == .max)
      #expect(try group.attribute("rates", as: [Double].self) == [0.1, 0.2])
      #expect(try group.attribute("ids", as: [Int64].self) == [3, -1])
      #expect(try group.attribute("none", as: [Double].self) == [])
      #expect(try group.attribute("complete", as: Bool.self))
      #expect(try !group.attribute("learned", as: Bool.self))
      #expect(try group.attribute("complete_flag_meanings", as: String.self) == "0: false, 1: true")
      #expect(try group.hasAttribute("complete"))
      #expect(try !group.hasAttribute("missing"))
      #expect(try group.attribute("count", as: Double.self) == -0x1p63)
    }

    @Test func aLongTextFits() throws {
      let file = try File.create(path: scratch.path())
      let text = String(repeating: "configuration: line\n", count: 20_000)
      try file.setAttribute("config", to: text)
      #expect(try file.attribute("config", as: String.self) == text)
    }

    @Test func settingAgainReplaces() throws {
      let file = try File.create(path: scratch.path())
      try file.setAttribute("x", to: 1.0)
      try file.setAttribute("x", to: "two")
      #expect(try file.attribute("x", as: String.self) == "two")
    }

    @Test func whatDoesNotFitIsAnError() throws {
      let file = try File.create(path: scratch.path())
      try file.setAttribute("text", to: "1.5")
      try file.setAttribute("row", to: [1.0, 2])
      try file.setAttribute("none", to: [Double]())
      try file.setAttribute("wide", to: Int64.max)
      func code(_ body: () throws(HDF5Error) -> Void) -> HDF5Error.Code? { failure(body)?.code }
      #expect(code { () throws(HDF5Error) in _ = try file.attribute("text", as: Double.self) } == .wrongType)
      #expect(code { () throws(HDF5Error) in _ = try file.attribute("row", as: String.self) } == .wrongType)
      #expect(code { () throws(HDF5Error) in _ = try file.attribute("row", as: Double.self) } == .wrongShape)
      #expect(code { () throws(HDF5Error) in _ = try file.attribute("none", as: Double.self) } == .wrongShape)
      #expect(code { () throws(HDF5Error) in _ = try file.attribute("row", as: [Int64].self) } == .wrongType)
      #expect(code { () throws(HDF5Error) in _ = try file.attribute("wide", as: Int32.self) } == .wrongType)
      #expect(code { () throws(HDF5Error) in _ = try file.attribute("wide", as: UInt64.self) } == .wrongType)
      #expect(code { () throws(HDF5Error) in _ = try file.attribute("gone", as: Double.self) } == .notFound)
      #expect(code { () throws(HDF5Error) in _ = try file.attribute("x", as: Double.self, of: "gone") } == .notFound)
      #expect(code { () throws(HDF5Error) in try file.setAttribute("zero", to: "a\0b") } == .invalidName)
      #expect(code { () throws(HDF5Error) in try file.setAttribute("", to: 1.0) } == .invalidName)
    }
  }
}
