/// A law that could not be fitted, and why.
public struct MissingFit: Error, Encodable {
  /// Which table of the file, from 0.
  public var slice = 0
  /// Whose labels.
  public var labels = ""
  /// Which boundary.
  public let boundary: String
  /// How the boundary was looked for.
  public let estimator: String
  /// Which learning rates took part.
  public let selection: String
  /// Why there is none.
  public let reason: String
}
