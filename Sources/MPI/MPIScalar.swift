internal import COpenMPI

/// A number that can be sent.
public protocol MPIScalar: BitwiseCopyable, Sendable {
  /// Which of the supported numbers this is.
  static var scalarKind: ScalarKind { get }
  /// Any value, to fill memory before a message arrives.
  static var zero: Self { get }
}

/// The supported numbers.
public enum ScalarKind: Sendable {
  case uint8, int32, int64, float, double

  var type: shim_type {
    switch self {
    case .uint8: shim_type_uint8
    case .int32: shim_type_int32
    case .int64: shim_type_int64
    case .float: shim_type_float
    case .double: shim_type_double
    }
  }
}

extension UInt8: MPIScalar { public static var scalarKind: ScalarKind { .uint8 } }
extension Int32: MPIScalar { public static var scalarKind: ScalarKind { .int32 } }
extension Int64: MPIScalar { public static var scalarKind: ScalarKind { .int64 } }
extension Float: MPIScalar { public static var scalarKind: ScalarKind { .float } }
extension Double: MPIScalar { public static var scalarKind: ScalarKind { .double } }

/// How values of all ranks become one.
public enum Reduction: Sendable {
  case maximum, minimum, sum

  var operation: shim_reduction {
    switch self {
    case .maximum: shim_reduction_maximum
    case .minimum: shim_reduction_minimum
    case .sum: shim_reduction_sum
    }
  }
}
