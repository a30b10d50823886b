internal import CHDF5

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Musl
#endif

/// An open HDF5 file with exactly one owner.
///
/// Files are written in the library's default format: the widest reach, and a file that was flushed and then lost its
/// writer still opens. Nothing here uses single-writer-multiple-reader mode.
///
/// Closing a file closes every group opened through it. `close()` reports errors, so a writer should call it; a file
/// that goes out of scope unclosed is closed silently.
///
/// A file whose values could not be written (a full disk) is given up: the library crashes when asked to close it, so
/// its descriptor stays open until the process ends, and every later use throws `closed`.
public struct File: ~Copyable, Container {
  private let session: Session

  private init(_ session: Session) { self.session = session }

  /// Creates a new file; an existing one is never touched (`alreadyExists`).
  public static func create(path: String) throws(HDF5Error) -> File {
    File(
      try start("H5Fcreate", path, otherwise: .cannotCreate) { access in
        H5Fcreate(path, shim_h5f_acc_excl(), shim_h5p_default(), access)
      })
  }

  /// Opens a file for reading.
  public static func open(path: String) throws(HDF5Error) -> File {
    File(
      try start("H5Fopen", path, otherwise: .cannotOpen) { access in
        H5Fopen(path, shim_h5f_acc_rdonly(), access)
      })
  }

  /// Opens an existing file for reading and writing.
  public static func openForWriting(path: String) throws(HDF5Error) -> File {
    File(
      try start("H5Fopen", path, otherwise: .cannotOpen) { access in
        H5Fopen(path, shim_h5f_acc_rdwr(), access)
      })
  }

  /// Creates a file in memory, which is gone when it is closed: a place to put something together before it is copied.
  ///
  /// - Parameter name: what to call it in errors.
  public static func inMemory(name: String) throws(HDF5Error) -> File {
    File(
      try start("H5Fcreate", name, otherwise: .cannotCreate) { access in
        guard H5Pset_fapl_core(access, 1 << 16, false) >= 0 else { return -1 }
        return H5Fcreate(name, shim_h5f_acc_excl(), shim_h5p_default(), access)
      })
  }

  /// Opens the bytes of a whole file for reading, as `image` gave them or as a disk holds them.
  ///
  /// - Parameters:
  ///   - image: the bytes; they are copied.
  ///   - name: what to call the file in errors.
  public static func open(image: [UInt8], name: String) throws(HDF5Error) -> File {
    File(
      try start("H5Fopen", name, otherwise: .cannotOpen) { access in
        guard H5Pset_fapl_core(access, 1 << 16, false) >= 0 else { return -1 }
        // The library takes a pointer that it does not write to.
        var bytes = image
        let status = bytes.withUnsafeMutableBytes { H5Pset_file_image(access, $0.baseAddress, $0.count) }
        guard status >= 0 else { return -1 }
        // The library refuses the name of a file that exists.
        return H5Fopen(name + " in memory", shim_h5f_acc_rdonly(), access)
      })
  }

  /// The bytes of the file as a disk would hold them.
  public func image() throws(HDF5Error) -> [UInt8] {
    try flush()
    let identifier = try location.open()
    let place = location.place()
    let size = try check("H5Fget_file_image", at: place) { H5Fget_file_image(identifier, nil, 0) }
    var bytes = [UInt8](repeating: 0, count: size)
    _ = try check("H5Fget_file_image", at: place) {
      bytes.withUnsafeMutableBytes { H5Fget_file_image(identifier, $0.baseAddress, $0.count) }
    }
    return bytes
  }

  private static func start(
    _ call: String, _ path: String, otherwise code: HDF5Error.Code, _ body: (hid_t) -> hid_t
  ) throws(HDF5Error) -> Session {
    let place = Place(file: path, object: "/")
    guard !path.isEmpty, !path.utf8.contains(0) else {
      throw place.error(.invalidName, in: call, "a path must be neither empty nor contain a zero byte")
    }
    shim_h5_prepare()
    let access = try own("H5Pcreate", at: place) { H5Pcreate(shim_h5p_file_access()) }
    // Strong: closing the file really ends it, so that it can be synchronised and renamed afterwards.
    try check("H5Pset_fclose_degree", at: place) { H5Pset_fclose_degree(access.identifier, H5F_CLOSE_STRONG) }
    // Datasets are written and read whole, so values need no buffers inside the library. Without them a full disk is
    // an error of the write itself; with them it would be one of a later close, after which the library crashes.
    try check("H5Pset_sieve_buf_size", at: place) { H5Pset_sieve_buf_size(access.identifier, 0) }
    try check("H5Pset_cache", at: place) { H5Pset_cache(access.identifier, 0, 521, 0, 0.75) }
    let identifier = try waitingForLock { () throws(HDF5Error) in
      try check(call, at: place, otherwise: code) { body(access.identifier) }
    }
    return Session(path: path, identifier: identifier)
  }

  /// Tries again for half a second while a file is locked.
  ///
  /// A program that is just being started has a copy of every open file of its parent, and with it of the lock, until it
  /// runs; that is over in milliseconds.
  private static func waitingForLock(_ open: () throws(HDF5Error) -> hid_t) throws(HDF5Error) -> hid_t {
    for _ in 0..<20 {
      do throws(HDF5Error) {
        return try open()
      } catch {
        guard error.code == .locked else { throw error }
        usleep(25_000)
      }
    }
    return try open()
  }

  /// Path as it was given.
  public var path: String { session.path }

  /// The root group.
  public var location: Location { Location(session: session, identifier: session.identifier, path: "/") }

  /// Hands everything written so far to the operating system (which is not yet the disk: see fsync).
  public func flush() throws(HDF5Error) {
    let identifier = try location.open()
    do throws(HDF5Error) {
      try check("H5Fflush", at: location.place()) { H5Fflush(identifier, H5F_SCOPE_GLOBAL) }
    } catch {
      session.giveUp()
      throw error
    }
  }

  /// Closes the file, and with it every group opened through it.
  ///
  /// - Throws: `noSpace` where the last of it did not fit on the disk, or `closed` where an earlier write did not, and
  ///   the file was given up then. Such a file must be treated as damaged.
  public consuming func close() throws(HDF5Error) { try session.close() }

  deinit { try? session.close() }
}

/// Facts about the linked library.
public enum HDF5Library {
  /// Version of the library found at run time, such as "1.10.8".
  public static var version: String {
    shim_h5_prepare()
    var major: UInt32 = 0
    var minor: UInt32 = 0
    var release: UInt32 = 0
    H5get_libversion(&major, &minor, &release)
    return "\(major).\(minor).\(release)"
  }
}
