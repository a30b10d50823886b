/// A power law for a boundary: learning rate = prefactor * duration^exponent, with its errors.
public struct ScalingFit: Sendable, Encodable {
  /// Which table of the file, from 0.
  public var slice = 0
  /// Whose labels: `mechanism` or `published`.
  public var labels = ""
  /// Which boundary.
  public let boundary: String
  /// Column of the duration, in ms.
  public let quantity: String
  /// How the boundary was found.
  public let estimator: String
  /// Which learning rates took part.
  public let selection: String
  /// Exponent: d ln learning rate / d ln duration.
  public let exponent: Double
  /// Learning rate of the law at 1 ms.
  public let prefactor: Double
  /// Standard error: of the least-squares slope, or of the likelihood by the delta method.
  @Nullable public var standardError: Double?
  /// 95 % bootstrap interval; nil where replicates were too few, or more than a tenth of them have no law.
  @Nullable public var interval: [Double]?
  /// How the interval was made.
  @Nullable public var intervalMethod: String?
  /// 95 % profile-likelihood interval; nil but for `jointLogistic`.
  @Nullable public var profileInterval: [Double]?
  /// Share of the variance of ln learning rate that the line explains; nil for `jointLogistic`.
  @Nullable public var rSquared: Double?
  /// Points of the line; cells of `jointLogistic`.
  public let count: Int
  /// What took no part, and why.
  public let leftOut: [LeftOut]
  /// The exponent with the points that a rule or a hand left out; nil where nothing was.
  @Nullable public var exponentWithLeftOut: Double?
  /// Bootstrap replicates in which there was no law.
  public let replicatesWithoutFit: Int
  /// The published exponent of such a sweep.
  @Nullable public var published: Double?
  /// Its published standard error.
  @Nullable public var publishedStandardError: Double?

  /// A line of the grid that took no part.
  public struct LeftOut: Sendable, Encodable {
    /// Its learning rate, if that is what it is a line of.
    @Nullable public var learningRate: Double?
    /// Its duration in ms, likewise.
    @Nullable public var duration: Double?
    /// Why.
    public let reason: String

    enum CodingKeys: String, CodingKey {
      case duration, reason
      case learningRate = "learning_rate"
    }
  }

  enum CodingKeys: String, CodingKey {
    case slice, labels, boundary, quantity, estimator, selection, exponent, prefactor, published
    case standardError = "standard_error"
    case interval = "ci95"
    case intervalMethod = "ci95_method"
    case profileInterval = "profile_ci95"
    case rSquared = "r_squared"
    case count = "n"
    case leftOut = "left_out"
    case exponentWithLeftOut = "exponent_with_left_out"
    case replicatesWithoutFit = "replicates_without_fit"
    case publishedStandardError = "published_standard_error"
  }
}
