/// The points of a boundary by one estimator.
public struct BoundaryPoints: Sendable, Encodable {
  /// Which table of the file, from 0.
  public var slice = 0
  /// Whose labels.
  public var labels = ""
  /// Which boundary.
  public let boundary: String
  /// How they were found.
  public let estimator: String
  /// What is given for each: `learning_rate` or `duration`; the other one is estimated.
  public let per: String
  /// The points.
  public let points: [Point]

  /// A point: one of the two is estimated, or nil where there is no estimate.
  public struct Point: Sendable, Encodable {
    /// Learning rate.
    @Nullable public var learningRate: Double?
    /// Duration in ms.
    @Nullable public var duration: Double?
    /// 95 % interval of the estimated one; nil where replicates mostly have none.
    @Nullable public var interval: [Double]?
    /// 95 % interval by the profile likelihood, or the gap where outcomes are separated; nil but for `binomialLogistic`.
    @Nullable public var profileInterval: [Double]?
    /// Why there is no estimate.
    @Nullable public var leftOut: String?

    enum CodingKeys: String, CodingKey {
      case duration
      case learningRate = "learning_rate"
      case interval = "ci95"
      case profileInterval = "profile_ci95"
      case leftOut = "left_out"
    }
  }
}
