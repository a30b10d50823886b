internal import CHDF5

/// A number that a dataset or an attribute can hold.
///
/// Reading a floating-point type accepts any stored float or integer and rounds to the nearest; reading an integer
/// type accepts stored integers, booleans and enumerations whose every value fits, so nothing is cut off silently.
public protocol Element: BitwiseCopyable, Sendable {
  /// Which of the supported numbers this is.
  static var numberKind: NumberKind { get }
}

/// The supported numbers.
///
/// Files hold them in this machine's byte order (little endian on every supported node).
public enum NumberKind: String, CaseIterable, Sendable {
  case float32, float64, int32, int64, uint8, uint32, uint64

  /// The library's name of the type in memory and in the file.
  var type: hid_t {
    switch self {
    case .float32: shim_h5t_native_float()
    case .float64: shim_h5t_native_double()
    case .int32: shim_h5t_native_int32()
    case .int64: shim_h5t_native_int64()
    case .uint8: shim_h5t_native_uint8()
    case .uint32: shim_h5t_native_uint32()
    case .uint64: shim_h5t_native_uint64()
    }
  }

  var isFloating: Bool { self == .float32 || self == .float64 }
  var isSigned: Bool { self == .int32 || self == .int64 }
  var size: Int {
    switch self {
    case .uint8: 1
    case .float32, .int32, .uint32: 4
    case .float64, .int64, .uint64: 8
    }
  }

  /// Throws `wrongType` unless every value of the stored type can be read as this kind.
  func checkReadable(from stored: borrowing Handle, at place: Place, in call: String) throws(HDF5Error) {
    let found = StoredType(stored)
    let fits =
      switch found {
      case .floating: isFloating
      case .integer(let bytes, let signed):
        isFloating || (signed == isSigned ? bytes <= size : isSigned && bytes < size)
      case .text, .other: false
      }
    guard fits else { throw place.error(.wrongType, in: call, "stored as \(found), asked for \(rawValue)") }
  }
}

/// What a stored type is, as far as reading cares.
enum StoredType: CustomStringConvertible {
  case floating(bytes: Int)
  case integer(bytes: Int, signed: Bool)
  case text
  case other(String)

  init(_ type: borrowing Handle) {
    let bytes = H5Tget_size(type.identifier)
    switch H5Tget_class(type.identifier) {
    case H5T_FLOAT: self = .floating(bytes: bytes)
    case H5T_INTEGER: self = .integer(bytes: bytes, signed: H5Tget_sign(type.identifier) == H5T_SGN_2)
    case H5T_ENUM:
      let base = Handle(H5Tget_super(type.identifier))
      self = .integer(bytes: bytes, signed: H5Tget_sign(base.identifier) == H5T_SGN_2 && bytes > 1)
    case H5T_STRING: self = .text
    case H5T_COMPOUND: self = .other("a compound")
    case H5T_ARRAY: self = .other("an array type")
    case H5T_VLEN: self = .other("variable-length sequences")
    case H5T_REFERENCE: self = .other("references")
    case H5T_BITFIELD: self = .other("a bit field")
    case H5T_OPAQUE: self = .other("opaque bytes")
    default: self = .other("an unknown type")
    }
  }

  var description: String {
    switch self {
    case .floating(let bytes): "float\(bytes * 8)"
    case .integer(let bytes, let signed): "\(signed ? "int" : "uint")\(bytes * 8)"
    case .text: "text"
    case .other(let name): name
    }
  }
}

extension StoredType {
  /// The type in words, also where a number is not laid out in its bytes as this machine does it: `float32`, or
  /// `float32 of another layout`.
  ///
  /// A mantissa of another length leaves a 1 what it is, so that no value tells.
  static func words(_ type: borrowing Handle) -> String {
    let found = StoredType(type)
    return found.description + (found.isLaidOut(as: type) ? "" : " of another layout")
  }

  private func isLaidOut(as type: borrowing Handle) -> Bool {
    switch self {
    case .floating(bytes: 4): H5Tequal(type.identifier, NumberKind.float32.type) > 0
    case .floating(bytes: 8): H5Tequal(type.identifier, NumberKind.float64.type) > 0
    case .floating: false
    case .integer(let bytes, _):
      H5Tget_precision(type.identifier) == 8 * bytes && H5Tget_offset(type.identifier) == 0
        && H5Tget_order(type.identifier) == H5Tget_order(NumberKind.int64.type)
    case .text, .other: true
    }
  }
}

extension Float: Element { public static var numberKind: NumberKind { .float32 } }
extension Double: Element { public static var numberKind: NumberKind { .float64 } }
extension Int32: Element { public static var numberKind: NumberKind { .int32 } }
extension Int64: Element { public static var numberKind: NumberKind { .int64 } }
extension UInt8: Element { public static var numberKind: NumberKind { .uint8 } }
extension UInt32: Element { public static var numberKind: NumberKind { .uint32 } }
extension UInt64: Element { public static var numberKind: NumberKind { .uint64 } }
