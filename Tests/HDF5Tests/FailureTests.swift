import Foundation
import HDF5
import Testing

extension HDF5Tests {
  @Suite struct FailureTests {
    let scratch: Scratch

    init() throws { scratch = try Scratch() }

    func small(_ name: String = "test.h5") throws -> String {
      let file = try File.create(path: scratch.path(name))
      try file.write((0..<10_000).map(Double.init), as: "x", metadata: metadata(1))
      try file.write(["a"], as: "labels", metadata: metadata(1))
      _ = try file.createGroup("group")
      try file.close()
      return scratch.path(name)
    }

    @Test func creatingNeverOverwrites() throws {
      let path = try small()
      let error = try #require(failure { () throws(HDF5Error) in _ = try File.create(path: path) })
      #expect(error.code == .alreadyExists)
      #expect(error.description.contains(path))
      #expect(try File.open(path: path).exists("x"))
    }

    @Test func missingFileAndFolder() throws {
      let missing = scratch.path("missing.h5")
      #expect(failure { () throws(HDF5Error) in _ = try File.open(path: missing) }?.code == .notFound)
      #expect(failure { () throws(HDF5Error) in _ = try File.openForWriting(path: missing) }?.code == .notFound)
      let nowhere = scratch.path("no/such/folder.h5")
      #expect(failure { () throws(HDF5Error) in _ = try File.create(path: nowhere) }?.code == .notFound)
      #expect(failure { () throws(HDF5Error) in _ = try File.create(path: "") }?.code == .invalidName)
    }

    @Test func foreignFile() throws {
      let path = scratch.path("notes.txt")
      try "just some text\n".write(toFile: path, atomically: true, encoding: .utf8)
      let error = try #require(failure { () throws(HDF5Error) in _ = try File.open(path: path) })
      #expect(error.code == .notHDF5)
      #expect(error.description.hasPrefix("not an HDF5 file: '\(path)'"))
      try Data().write(to: URL(fileURLWithPath: scratch.path("empty")))
      #expect(failure { () throws(HDF5Error) in _ = try File.open(path: scratch.path("empty")) }?.code == .notHDF5)
    }

    @Test(arguments: [40_000, 2_000, 100])
    func truncatedFile(length: Int) throws {
      let path = try small()
      let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
      try handle.truncate(atOffset: UInt64(length))
      try handle.close()
      let error = try #require(failure { () throws(HDF5Error) in _ = try File.open(path: path) })
      #expect(error.code == .truncated)
      #expect(error.description.contains("copy is incomplete"))
    }

    @Test func folderIsNoFile() throws {
      #expect(failure { () throws(HDF5Error) in _ = try File.open(path: scratch.folder.path) } != nil)
    }

    @Test func namesThatAreMissingOrTaken() throws {
      let file = try File.openForWriting(path: try small())
      #expect(failure { () throws(HDF5Error) in _ = try file.read([Double].self, "gone") }?.code == .notFound)
      #expect(failure { () throws(HDF5Error) in _ = try file.openGroup("gone/too") }?.code == .notFound)
      #expect(failure { () throws(HDF5Error) in _ = try file.openGroup("x") }?.code == .wrongType)
      #expect(failure { () throws(HDF5Error) in _ = try file.read([Double].self, "group") }?.code == .wrongType)
      #expect(failure { () throws(HDF5Error) in _ = try file.createGroup("group") }?.code == .alreadyExists)
      let again = failure { () throws(HDF5Error) in try file.write([1.0], as: "x", metadata: metadata(1)) }
      #expect(again?.code == .alreadyExists)
      #expect(again?.object == "/x")
      #expect(
        failure { () throws(HDF5Error) in try file.write([1.0], as: "", metadata: metadata(1)) }?.code == .invalidName)
      #expect(
        failure { () throws(HDF5Error) in try file.write([1.0], as: "a\0b", metadata: metadata(1)) }?.code
          == .invalidName
      )
    }

    @Test func typesThatDoNotFit() throws {
      let file = try File.openForWriting(path: try small())
      try file.write([Int64(1) << 40], as: "wide", metadata: metadata(1))
      try file.write([UInt32.max], as: "unsigned", metadata: metadata(1))
      func code(_ body: () throws(HDF5Error) -> Void) -> HDF5Error.Code? { failure(body)?.code }
      #expect(code { () throws(HDF5Error) in _ = try file.read([Int32].self, "x") } == .wrongType)
      #expect(code { () throws(HDF5Error) in _ = try file.read([Int32].self, "wide") } == .wrongType)
      #expect(code { () throws(HDF5Error) in _ = try file.read([Int32].self, "unsigned") } == .wrongType)
      #expect(code { () throws(HDF5Error) in _ = try file.read([Double].self, "labels") } == .wrongType)
      #expect(code { () throws(HDF5Error) in _ = try file.read([String].self, "x") } == .wrongType)
      #expect(try file.read([Int64].self, "unsigned").values == [Int64(UInt32.max)])
      let error = failure { () throws(HDF5Error) in _ = try file.read([Int32].self, "x") }
      #expect(error?.description.contains("stored as float64, asked for int32") == true)
    }

    @Test func shapesThatDoNotFit() throws {
      let file = try File.openForWriting(path: try small())
      let error = failure { () throws(HDF5Error) in _ = try file.read([Double].self, "x", shape: [100, 100]) }
      #expect(error?.code == .wrongShape)
      #expect(error?.cause == "its shape is [10000], expected [100, 100]")
      func code(_ shape: [Int], _ rank: Int, _ layout: Layout = .contiguous) -> HDF5Error.Code? {
        failure { () throws(HDF5Error) in
          try file.write([1.0, 2, 3, 4], shape: shape, as: "y", metadata: metadata(rank), layout: layout)
        }?.code
      }
      #expect(code([5], 1) == .wrongShape)
      #expect(code([-2, -2], 2) == .wrongShape)
      #expect(code([Int.max, Int.max], 2) == .wrongShape)
      #expect(code([4], 2) == .wrongShape)
      #expect(code([2, 2], 2, .compressedChunks([2])) == .wrongShape)
      #expect(code([2, 2], 2, .compressedChunks([3, 2])) == .wrongShape)
      #expect(code([2, 2], 2, .compressedChunks([0, 2])) == .wrongShape)
      #expect(try !file.exists("y"))
    }

    @Test func readOnlyHandle() throws {
      let file = try File.open(path: try small())
      #expect(
        failure { () throws(HDF5Error) in try file.write([1.0], as: "y", metadata: metadata(1)) }?.code == .readOnly)
      #expect(failure { () throws(HDF5Error) in try file.setAttribute("y", to: 1.0) }?.code == .readOnly)
    }

    /// Permissions do not bind root; a file system mounted read-only does.
    @Test(
      .enabled(if: ReadOnlyFolder.isPossible, "needs the right to mount a file system, which this container forbids"))
    func readOnlyFolder() throws {
      try #require(ReadOnlyFolder.begin(scratch.folder.path))
      #expect(failure { () throws(HDF5Error) in _ = try File.create(path: scratch.path()) }?.code == .readOnly)
      #expect(ReadOnlyFolder.end(scratch.folder.path))
    }

    @Test func aGroupKnowsThatItsFileIsClosed() throws {
      let file = try File.create(path: scratch.path())
      let group = try file.createGroup("g")
      try file.close()
      let error = failure { () throws(HDF5Error) in try group.setAttribute("x", to: 1.0) }
      #expect(error?.code == .closed)
    }

    @Test func aFileLockedElsewhere() throws {
      let path = try small()
      let holder = open(path, O_RDWR)
      try #require(holder >= 0)
      defer { close(holder) }
      try #require(flock(holder, LOCK_EX | LOCK_NB) == 0)
      let error = failure { () throws(HDF5Error) in _ = try File.openForWriting(path: path) }
      #expect(error?.code == .locked)
      #expect(error?.description.contains("HDF5_USE_FILE_LOCKING=FALSE") == true)
    }

    /// A program that was started meanwhile has a copy of every descriptor, and with it of the lock.
    @Test func aClosedFileIsLockedNoMore() throws {
      let path = try small()
      let file = try File.openForWriting(path: path)
      var process = pid_t()
      let arguments = [strdup("sleep"), strdup("60"), nil]
      defer { for argument in arguments { free(argument) } }
      try #require(posix_spawnp(&process, "sleep", nil, nil, arguments, nil) == 0)
      defer {
        kill(process, SIGKILL)
        waitpid(process, nil, 0)
      }
      try file.setAttribute("x", to: 1.0)
      try file.close()
      #expect(try File.openForWriting(path: path).attribute("x", as: Double.self) == 1)
    }

    /// A file that is open twice in one process stays locked until it is closed twice.
    @Test func aFileOpenTwiceStaysLocked() throws {
      let path = try small()
      let first = try File.openForWriting(path: path)
      try File.openForWriting(path: path).close()
      let other = open(path, O_RDWR)
      try #require(other >= 0)
      defer { close(other) }
      #expect(flock(other, LOCK_EX | LOCK_NB) != 0)
      try first.close()
      #expect(flock(other, LOCK_EX | LOCK_NB) == 0)
    }

    @Test func textOfAnError() {
      let error = HDF5Error(code: .noSpace, call: "H5Dwrite", file: "a.h5", object: "/x", cause: "errno = 28")
      #expect(
        error.description
          == "no space left while writing '/x' in 'a.h5'; free some space or raise the quota, then run again "
          + "(H5Dwrite: errno = 28)"
      )
    }

    @Test func everyCodeHasAText() {
      for code in HDF5Error.Code.allCases {
        let text = HDF5Error(code: code, call: "call", file: "file.h5", object: "/o", cause: "cause").description
        #expect(text.contains("'/o' in 'file.h5'") && text.hasSuffix("(call: cause)"))
      }
    }

    @Test func versionOfTheLibrary() { #expect(HDF5Library.version.split(separator: ".").count == 3) }
  }
}

/// Makes a folder read-only for a while: by a mount for root, whom permissions do not bind, otherwise by permissions.
private enum ReadOnlyFolder {
  static let isPossible: Bool = {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("read-only-\(UUID().uuidString)").path
    guard mkdir(folder, 0o700) == 0 else { return false }
    defer { rmdir(folder) }
    return begin(folder) && end(folder)
  }()

  static func begin(_ folder: String) -> Bool {
    getuid() == 0 ? mount("tmpfs", folder, "tmpfs", UInt(MS_RDONLY), nil) == 0 : chmod(folder, 0o500) == 0
  }

  static func end(_ folder: String) -> Bool {
    getuid() == 0 ? umount(folder) == 0 : chmod(folder, 0o700) == 0
  }
}
