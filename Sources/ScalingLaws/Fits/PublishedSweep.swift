import Foundation

/// The sweeps whose laws were published, and what was found.
///
/// Source: Kurtkaya, Dinc et al. 2025, arXiv:2502.17433.
public enum PublishedSweep: String, Sendable, CaseIterable {
  /// Delayed cue discrimination without a post-reaction period: the sweeps broad and narrow, 30 learning rates together.
  case noPostReaction
  /// The same with a post-reaction period.
  case postReaction
  /// The control without memory.
  case noMemoryControl

  /// A published exponent.
  public struct Law: Sendable, Equatable {
    /// Exponent of the critical learning rate in the duration.
    public let exponent: Double
    /// Its published standard error.
    public let standardError: Double
  }

  /// What was published of a boundary; nil for nothing.
  public func law(_ boundary: Boundary) -> Law? {
    switch (self, boundary) {
    case (.noPostReaction, .notLearned): Law(exponent: -2.72, standardError: 0.07)
    case (.noPostReaction, .slowManifold): Law(exponent: -4.05, standardError: 0.10)
    case (.postReaction, .notLearned): Law(exponent: -2.65, standardError: 0.23)
    case (.noMemoryControl, .notLearned): Law(exponent: -0.384, standardError: 0.016)
    case (.postReaction, .slowManifold), (.noMemoryControl, .slowManifold): nil
    }
  }

  /// Which learning rates the published fit kept by hand; nil where it kept all.
  public func selection(_ boundary: Boundary) -> Selection? {
    switch (self, boundary) {
    case (.noPostReaction, .slowManifold):
      // The 25 largest of 30: all but the last five of broad's logspace(-1, -3, 15).
      let smallest = pow(10, -1 - 2.0 * 9.5 / 14)
      return Selection("largest25") { $0 > smallest }
    case (.postReaction, .notLearned):
      let second = pow(10, -1 - 2.0 / 14)
      return Selection("withoutSecondRate") { abs($0 / second - 1) > 1e-3 }
    default: return nil
    }
  }
}
