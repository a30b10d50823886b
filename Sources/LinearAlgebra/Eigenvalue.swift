import Foundation

/// One eigenvalue of a real matrix: a complex number.
public struct Eigenvalue: Sendable, Equatable {
  /// Real part.
  public let real: Double
  /// Imaginary part; exactly zero for a real eigenvalue.
  public let imaginary: Double

  /// Creates an eigenvalue from its parts.
  public init(real: Double, imaginary: Double = 0) {
    self.real = real
    self.imaginary = imaginary
  }

  /// Absolute value, without overflow on the way.
  public var magnitude: Double { hypot(real, imaginary) }

  /// Argument in (-pi, pi]: the angle by which a map with this multiplier turns in one step.
  public var angle: Double { atan2(imaginary, real) }

  /// Whether the eigenvalue is real; LAPACK returns exact zeros for imaginary parts, so no tolerance is needed.
  public var isReal: Bool { imaginary == 0 }

  /// The other member of a complex pair.
  public var conjugate: Eigenvalue { Eigenvalue(real: real, imaginary: -imaginary) }
}
