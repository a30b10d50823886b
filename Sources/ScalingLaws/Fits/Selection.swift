/// Which learning rates take part in a fit.
public struct Selection: Sendable {
  /// Its name in tables.
  public let name: String
  private let keepsRate: @Sendable (Double) -> Bool

  /// Names a choice.
  public init(_ name: String, keeps: @escaping @Sendable (Double) -> Bool) {
    self.name = name
    keepsRate = keeps
  }

  /// All that have a boundary.
  public static let all = Selection("all") { _ in true }

  /// Whether a learning rate takes part.
  public func keeps(_ learningRate: Double) -> Bool { keepsRate(learningRate) }
}
