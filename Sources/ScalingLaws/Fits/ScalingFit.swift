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

/// A law that could not be fitted, and why.
public struct MissingFit: Sendable, Encodable {
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

/// One form of the law among others.
public struct ComparedModel: Sendable, Encodable {
  /// Which table of the file, from 0.
  public var slice = 0
  /// Whose labels.
  public var labels = ""
  /// Which boundary.
  public let boundary: String
  /// `powerLaw`, `exponential` or `brokenPowerLaw`.
  public let model: String
  /// Its parameters by name.
  public let parameters: [String: Double]
  /// Log-likelihood without the binomial coefficients.
  public let logLikelihood: Double
  /// Cells.
  public let count: Int
  /// Number of parameters.
  public let parameterCount: Int
  /// Akaike's criterion.
  public let criterion: Double
  /// Akaike's criterion above that of the best form.
  public let criterionAboveBest: Double

  enum CodingKeys: String, CodingKey {
    case slice, labels, boundary, model, parameters
    case logLikelihood = "log_likelihood"
    case count = "n"
    case parameterCount = "parameter_count"
    case criterion = "aic"
    case criterionAboveBest = "delta_aic"
  }
}
