import Foundation
import Synchronization

/// A folder of one test, removed with all it holds when the test ends; one that many tests share, when the program ends.
final class Scratch: Sendable {
  let path: String

  /// Folders that are still there.
  private static let open = Mutex<Set<String>>([])
  private static let removesTheRestAtExit: Void = {
    atexit {
      for path in Scratch.open.withLock({ $0 }) { try? FileManager.default.removeItem(atPath: path) }
    }
  }()

  init() throws {
    Scratch.removesTheRestAtExit
    let folder = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
      .appendingPathComponent("remanence-test-\(UUID().uuidString.prefix(8))")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let path = folder.path
    Scratch.open.withLock { _ = $0.insert(path) }
    self.path = path
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
    Scratch.open.withLock { [path] in _ = $0.remove(path) }
  }

  /// Path of a thing in the folder.
  func callAsFunction(_ name: String) -> String { path + "/" + name }

  /// Writes a file and returns its path.
  @discardableResult func write(_ text: String, to name: String) throws -> String {
    try Data(text.utf8).write(to: URL(fileURLWithPath: self(name)))
    return self(name)
  }

  /// Makes a folder and returns its path.
  @discardableResult func makeFolder(_ name: String) throws -> String {
    try FileManager.default.createDirectory(atPath: self(name), withIntermediateDirectories: true)
    return self(name)
  }
}

/// Every file below a folder with its content, to see whether anything was touched.
func contents(of folder: String) throws -> [String: Data] {
  guard let names = FileManager.default.enumerator(atPath: folder) else { return [:] }
  var found: [String: Data] = [:]
  for case let name as String in names {
    // A folder has no content of its own.
    found[name] = FileManager.default.contents(atPath: folder + "/" + name) ?? Data()
  }
  return found
}

/// A small file system of its own, such as a full or a read-only disk.
final class SmallDisk: Sendable {
  let path: String

  /// Mounts it on an empty folder.
  ///
  /// - Parameter options: as `mount -o` takes them, such as `size=400k`.
  init(_ path: String, options: String) async throws {
    self.path = path
    try await SmallDisk.mount(["-t", "tmpfs", "-o", options, "tmpfs", path])
  }

  deinit { umount2(path, Int32(MNT_DETACH)) }

  /// Changes its size.
  func resize(to size: String) async throws { try await SmallDisk.mount(["-o", "remount,size=\(size)", path]) }

  /// Whether this process may mount file systems; containers may forbid it even to root.
  static let isPossible: Bool = {
    guard Installation.isRoot, let scratch = try? Scratch() else { return false }
    guard Foundation.mount("tmpfs", scratch.path, "tmpfs", 0, "size=64k") == 0 else { return false }
    return umount2(scratch.path, Int32(MNT_DETACH)) == 0
  }()

  private static func mount(_ arguments: [String]) async throws {
    let ended = try await run("mount", arguments)
    guard ended.status == 0 else { throw Refused(description: "mount \(arguments.joined(separator: " ")): \(ended)") }
  }

  struct Refused: Error, CustomStringConvertible { let description: String }
}
