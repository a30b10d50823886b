internal import CHDF5

/// Where a call happens: for error messages only.
struct Place {
  /// Path of the file as given.
  let file: String
  /// Path of the object inside it.
  let object: String

  /// An error of this module's own checks.
  func error(_ code: HDF5Error.Code, in call: String, _ cause: String) -> HDF5Error {
    HDF5Error(code: code, call: call, file: file, object: object, cause: cause)
  }

  /// The error that the library has just reported; `code` is used where its words do not say more.
  ///
  /// Must run before any other HDF5 call of this thread, because every call clears the stack.
  func libraryError(_ code: HDF5Error.Code, in call: String) -> HDF5Error {
    let entries = ErrorStack.entries()
    let recognised = ErrorStack.code(for: entries.joined(separator: "; "))
    return error(recognised ?? code, in: call, ErrorStack.summary(of: entries))
  }
}

/// The library's error stack as text, and what the text means.
enum ErrorStack {
  /// The stack of the calling thread, innermost cause first, each entry on one line.
  static func entries() -> [String] {
    var bytes = [CChar](repeating: 0, count: 8192)
    shim_h5e_walk_text(&bytes, bytes.count)
    let text = String(decoding: bytes.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    return text.split(separator: "\u{1f}").map { entry in
      entry.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
  }

  /// The two innermost entries and the outermost; those between only say that the call below them failed.
  static func summary(of entries: [String]) -> String {
    guard let outermost = entries.last else { return "no details" }
    guard entries.count > 3 else { return entries.joined(separator: "; ") }
    return (entries.prefix(2) + ["...", outermost]).joined(separator: "; ")
  }

  /// Recognises causes that have a name of their own; nil for the others.
  ///
  /// The numbers are Linux's: the library prints `errno = N` and the message of the C library.
  static func code(for text: String) -> HDF5Error.Code? {
    func has(_ part: String) -> Bool { text.contains(part) }
    func number(_ value: Int) -> Bool {
      has("errno = \(value),") || has("errno = \(value) ") || text.hasSuffix("errno = \(value)")
    }
    // ENOSPC, EFBIG, EDQUOT
    if has("No space left on device") || number(28) || number(27) || number(122) { return .noSpace }
    // EAGAIN, ENOLCK and a file system without flock
    if has("unable to lock") || has("unable to flock") || number(37) { return .locked }
    if has("file signature not found") { return .notHDF5 }
    if has("truncated file") { return .truncated }
    if number(17) || has("File exists") || has("name already exists") || has("attribute already exists") {
      return .alreadyExists
    }
    // EACCES, EPERM, EROFS
    if has("no write intent") || number(13) || number(1) || number(30) { return .readOnly }
    if number(2) || number(20) { return .notFound }
    return nil
  }
}

/// Runs a call that returns an identifier, and owns what it returns.
func own(
  _ call: String, at place: Place, otherwise code: HDF5Error.Code = .other, _ body: () -> hid_t
) throws(HDF5Error) -> Handle {
  shim_h5_prepare()
  let identifier = body()
  guard identifier >= 0 else { throw place.libraryError(code, in: call) }
  return Handle(identifier)
}

/// Runs a call that returns a status, a truth value or a count, and throws where it is negative.
@discardableResult
func check<Status: SignedInteger>(
  _ call: String, at place: Place, otherwise code: HDF5Error.Code = .other, _ body: () -> Status
) throws(HDF5Error) -> Status {
  shim_h5_prepare()
  let status = body()
  guard status >= 0 else { throw place.libraryError(code, in: call) }
  return status
}
