internal import CHDF5

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

// Every call that hands memory to the library is in this file. Each checks, or is told by its caller, that the number
// of elements on both sides is equal; the caller has checked the types.

/// A dataset or an attribute that is open.
enum Storage {
  case dataset, attribute

  var readCall: String { self == .dataset ? "H5Dread" : "H5Aread" }
  var writeCall: String { self == .dataset ? "H5Dwrite" : "H5Awrite" }

  func read(_ object: hid_t, as type: hid_t, into pointer: UnsafeMutableRawPointer) -> herr_t {
    switch self {
    case .dataset: H5Dread(object, type, shim_h5s_all(), shim_h5s_all(), shim_h5p_default(), pointer)
    case .attribute: H5Aread(object, type, pointer)
    }
  }

  func write(_ object: hid_t, as type: hid_t, from pointer: UnsafeRawPointer) -> herr_t {
    switch self {
    case .dataset: H5Dwrite(object, type, shim_h5s_all(), shim_h5s_all(), shim_h5p_default(), pointer)
    case .attribute: H5Awrite(object, type, pointer)
    }
  }

  /// Writes numbers; the object holds exactly `values.count` of them.
  func writeNumbers<T: Element>(
    _ values: UnsafeBufferPointer<T>, to object: borrowing Handle, at place: Place
  ) throws(HDF5Error) {
    guard let base = values.baseAddress, !values.isEmpty else { return }
    let identifier = object.identifier
    try check(writeCall, at: place) { write(identifier, as: T.numberKind.type, from: base) }
  }

  /// Reads numbers; the object holds exactly `count` of them.
  func readNumbers<T: Element>(
    _ type: T.Type, count: Int, from object: borrowing Handle, at place: Place
  ) throws(HDF5Error) -> [T] {
    guard count > 0 else { return [] }
    try checkMemory(count: count, stride: MemoryLayout<T>.stride, at: place, in: readCall)
    let identifier = object.identifier
    var status: herr_t = 0
    let values = [T](unsafeUninitializedCapacity: count) { buffer, initialised in
      shim_h5_prepare()
      status = buffer.baseAddress.map { read(identifier, as: T.numberKind.type, into: $0) } ?? -1
      initialised = status < 0 ? 0 : count
    }
    guard status >= 0 else { throw place.libraryError(.other, in: readCall) }
    return values
  }

  /// Writes texts of type `type` (variable length, UTF-8).
  func writeTexts(
    _ texts: [String], as type: borrowing Handle, to object: borrowing Handle, at place: Place
  ) throws(HDF5Error) {
    guard !texts.isEmpty else { return }
    var bytes: [CChar] = []
    var starts: [Int] = []
    for text in texts {
      starts.append(bytes.count)
      bytes.append(contentsOf: text.utf8CString)
    }
    let (identifier, typeIdentifier) = (object.identifier, type.identifier)
    try check(writeCall, at: place) {
      bytes.withUnsafeBufferPointer { buffer -> herr_t in
        let pointers = starts.map { start in buffer.baseAddress.map { $0 + start } }
        return pointers.withUnsafeBytes { raw in
          raw.baseAddress.map { write(identifier, as: typeIdentifier, from: $0) } ?? -1
        }
      }
    }
  }

  /// Reads texts of the stored type `type`, of fixed or variable length.
  func readTexts(
    count: Int, as type: borrowing Handle, in space: borrowing Handle, from object: borrowing Handle, at place: Place
  ) throws(HDF5Error) -> [String] {
    guard count > 0 else { return [] }
    let typeIdentifier = type.identifier
    let isVariable = try check("H5Tis_variable_str", at: place) { H5Tis_variable_str(typeIdentifier) } > 0
    return isVariable
      ? try readVariableTexts(count: count, as: type, in: space, from: object, at: place)
      : try readFixedTexts(count: count, as: type, from: object, at: place)
  }

  private func readVariableTexts(
    count: Int, as type: borrowing Handle, in space: borrowing Handle, from object: borrowing Handle, at place: Place
  ) throws(HDF5Error) -> [String] {
    try checkMemory(count: count, stride: MemoryLayout<UnsafeMutablePointer<CChar>?>.stride, at: place, in: readCall)
    let (identifier, typeIdentifier, spaceIdentifier) = (object.identifier, type.identifier, space.identifier)
    var pointers = [UnsafeMutablePointer<CChar>?](repeating: nil, count: count)
    try check(readCall, at: place) {
      pointers.withUnsafeMutableBytes { raw in
        raw.baseAddress.map { read(identifier, as: typeIdentifier, into: $0) } ?? 0
      }
    }
    let texts = pointers.map { pointer in pointer.map { String(cString: $0) } ?? "" }
    // Gives back the memory of every text; a failure here would only leak.
    _ = pointers.withUnsafeMutableBytes { raw in
      raw.baseAddress.map { H5Dvlen_reclaim(typeIdentifier, spaceIdentifier, shim_h5p_default(), $0) }
    }
    return texts
  }

  private func readFixedTexts(
    count: Int, as type: borrowing Handle, from object: borrowing Handle, at place: Place
  ) throws(HDF5Error) -> [String] {
    let (identifier, typeIdentifier) = (object.identifier, type.identifier)
    let length = H5Tget_size(typeIdentifier)
    let (total, overflow) = count.multipliedReportingOverflow(by: length)
    guard !overflow else { throw place.error(.wrongShape, in: readCall, "too large for this machine's memory") }
    try checkMemory(count: total, stride: 1, at: place, in: readCall)
    let padsWithSpaces = H5Tget_strpad(typeIdentifier) == H5T_STR_SPACEPAD
    var bytes = [UInt8](repeating: 0, count: total)
    try check(readCall, at: place) {
      bytes.withUnsafeMutableBytes { raw in
        raw.baseAddress.map { read(identifier, as: typeIdentifier, into: $0) } ?? 0
      }
    }
    return (0..<count).map { index in
      var text = bytes[index * length..<(index + 1) * length].prefix { $0 != 0 }
      if padsWithSpaces { while text.last == UInt8(ascii: " ") { text.removeLast() } }
      return String(decoding: text, as: UTF8.self)
    }
  }
}

/// Throws where a file claims more values than this machine can hold, instead of ending the process.
///
/// Below 64 MiB nothing is asked; above, the system is asked for the memory and gets it back at once.
private func checkMemory(count: Int, stride: Int, at place: Place, in call: String) throws(HDF5Error) {
  let (bytes, overflow) = count.multipliedReportingOverflow(by: stride)
  if !overflow {
    guard bytes > 64 << 20 else { return }
    // Not malloc, which the compiler removes where nothing is stored.
    let probe = mmap(nil, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
    if let probe, probe != MAP_FAILED {
      munmap(probe, bytes)
      return
    }
  }
  throw place.error(.wrongShape, in: call, "its \(count) values are more than this machine's memory")
}
