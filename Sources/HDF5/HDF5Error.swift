/// Why an HDF5 call failed, where, and what to do about it.
///
/// `description` is one sentence for people: what could not be done, the file, the object inside it, the way out if
/// there is a known one, and the library's own words.
public struct HDF5Error: Error, CustomStringConvertible, Equatable, Sendable {
  /// What kind of failure it is; programs branch on this.
  public enum Code: String, CaseIterable, Sendable {
    /// The file or object exists but cannot be opened.
    case cannotOpen
    /// The file or object cannot be created.
    case cannotCreate
    /// Something of that name is already there, and nothing is overwritten.
    case alreadyExists
    /// No file, object or attribute of that name.
    case notFound
    /// The stored type does not fit the type asked for.
    case wrongType
    /// The stored shape, or the number of values given, differs from the shape asked for.
    case wrongShape
    /// The file ends before its header says it should.
    case truncated
    /// The file is not an HDF5 file, or was never flushed.
    case notHDF5
    /// The file is locked by another program, or the file system has no locks.
    case locked
    /// The disk or the quota is full.
    case noSpace
    /// The file, the folder or the handle allows no writing.
    case readOnly
    /// A name or a text HDF5 cannot store (empty, or with a zero byte).
    case invalidName
    /// The file was closed before this use.
    case closed
    /// Anything else; `cause` has the library's words.
    case other
  }

  /// The kind of failure.
  public let code: Code
  /// The C function that failed, or the check of this module.
  public let call: String
  /// Path of the file as it was given.
  public let file: String
  /// Path of the object inside the file; "/" for the file itself, `path@name` for an attribute.
  public let object: String
  /// The library's error stack, innermost first, or the words of this module's own check.
  public let cause: String

  /// Makes an error; public so that readers built on this module can report in the same form.
  public init(code: Code, call: String, file: String, object: String = "/", cause: String) {
    self.code = code
    self.call = call
    self.file = file
    self.object = object
    self.cause = cause
  }

  /// One sentence: what, where, the way out, and why.
  public var description: String {
    let place = object == "/" ? "'\(file)'" : "'\(object)' in '\(file)'"
    let wayOut = advice.map { "; " + $0 } ?? ""
    return "\(headline) \(place)\(wayOut) (\(call): \(cause))"
  }

  /// What failed, in words that read on with the name of the place.
  private var headline: String {
    switch code {
    case .cannotOpen: "cannot open"
    case .cannotCreate: "cannot create"
    case .alreadyExists: "already exists:"
    case .notFound: "not found:"
    case .wrongType: "wrong type of"
    case .wrongShape: "wrong shape of"
    case .truncated: "truncated file:"
    case .notHDF5: "not an HDF5 file:"
    case .locked: "cannot lock"
    case .noSpace: "no space left while writing"
    case .readOnly: "no permission for"
    case .invalidName: "invalid name or text for"
    case .closed: "used after closing:"
    case .other: "HDF5 failed on"
    }
  }

  /// The next thing to try, where one is known.
  private var advice: String? {
    switch code {
    case .locked:
      "if no other program has it open, the file system has no working locks: "
        + "set HDF5_USE_FILE_LOCKING=FALSE and try again"
    case .noSpace: "free some space or raise the quota, then run again"
    case .truncated: "the writer was stopped before it closed the file, or the copy is incomplete"
    case .notHDF5: "the writer was stopped before its first flush, or this is some other kind of file"
    default: nil
    }
  }
}
