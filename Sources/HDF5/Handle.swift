internal import CHDF5

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

  init(path: String, identifier: hid_t) {
    self.path = path
    self.identifier = identifier
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
    let duplicate = shim_h5f_duplicate(identifier)
    defer { shim_h5f_unlock(duplicate) }
    try check("H5Fclose", at: Place(file: path, object: "/")) { H5Fclose(identifier) }
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
