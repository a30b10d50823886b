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
