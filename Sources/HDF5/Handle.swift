internal import CHDF5
internal import CPlatform
import Synchronization

/// The one owner of an identifier that is not a file: dataspace, type, property list, dataset, attribute.
struct Handle: ~Copyable {
  /// The identifier, valid as long as the handle lives.
  let identifier: hid_t

  init(_ identifier: hid_t) { self.identifier = identifier }

  deinit { H5Idec_ref(identifier) }

  /// Gives the identifier to another owner.
  consuming func release() -> hid_t {
    let identifier = identifier
    discard self
    return identifier
  }

  /// Closes now and reports what went wrong: closing a dataset writes its last chunks.
  consuming func close(_ call: String, at place: Place) throws(HDF5Error) {
    let identifier = identifier
    discard self
    shim_h5_prepare()
    guard H5Idec_ref(identifier) >= 0 else { throw place.libraryError(.other, in: call) }
  }
}

/// An open file, shared by its owner and the groups opened through it, so that no group outlives it unnoticed.
final class Session {
  /// Path as given.
  let path: String
  /// The library's identifier.
  let identifier: hid_t
  /// False after the owner closed the file, or gave it up.
  private(set) var isOpen = true
  /// Whether a failed write left the library with values it can neither write nor forget.
  private(set) var isGivenUp = false

  /// The system's descriptor, which all who opened the file share; -1 where it is not on a disk.
  private let descriptor: Int32

  init(path: String, identifier: hid_t) {
    self.path = path
    self.identifier = identifier
    descriptor = shim_h5f_descriptor(identifier)
    OpenDescriptors.add(descriptor)
  }

  /// Leaves the file as it is, for ever: nothing more is asked of the library about it.
  func giveUp() {
    isOpen = false
    isGivenUp = true
  }

  /// Why the file cannot be used any more.
  var closedCause: String {
    isGivenUp ? "the file was given up after a failed write" : "the file was closed before this use"
  }

  /// Closes the file and everything opened through it, and gives up its lock.
  ///
  /// The library leaves the lock to the last descriptor that is closed. A program that another thread is starting at this
  /// moment has one too, until it runs, and the file could not be opened again before.
  func close() throws(HDF5Error) {
    guard isOpen else {
      if isGivenUp { throw Place(file: path, object: "/").error(.closed, in: "H5Fclose", closedCause) }
      return
    }
    isOpen = false
    // The last of several that opened the file gives up the lock.
    let duplicate = OpenDescriptors.remove(descriptor) ? remanence_duplicate(descriptor) : -1
    defer { remanence_unlock_and_close(duplicate) }
    try check("H5Fclose", at: Place(file: path, object: "/")) { H5Fclose(identifier) }
  }
}

/// How often each file is open in this process.
///
/// The library's own count is of no use: it includes files in memory that have nothing to do with the one asked for.
private enum OpenDescriptors {
  private static let counts = Mutex<[Int32: Int]>([:])

  static func add(_ descriptor: Int32) {
    guard descriptor >= 0 else { return }
    counts.withLock { $0[descriptor, default: 0] += 1 }
  }

  /// Whether nobody else has the file open.
  static func remove(_ descriptor: Int32) -> Bool {
    guard descriptor >= 0 else { return false }
    return counts.withLock { counts in
      let left = (counts[descriptor] ?? 1) - 1
      counts[descriptor] = left > 0 ? left : nil
      return left == 0
    }
  }
}

/// Where an owner stands: an open file and an object inside it.
///
/// Only this module can look inside.
public struct Location {
  let session: Session
  let identifier: hid_t
  let path: String

  /// The identifier, after the check that the file is still open.
  func open() throws(HDF5Error) -> hid_t {
    guard session.isOpen else { throw place().error(.closed, in: "open", session.closedCause) }
    return identifier
  }

  /// The place of an object (or, with `attribute`, of an attribute) under this one.
  func place(_ name: String = ".", attribute: String? = nil) -> Place {
    var object = path
    if name != "." && !name.isEmpty {
      if name.hasPrefix("/") { object = name } else { object += (path.hasSuffix("/") ? "" : "/") + name }
    }
    if let attribute { object += "@" + attribute }
    return Place(file: session.path, object: object)
  }
}
