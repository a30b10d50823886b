/// The F distribution.
///
/// With d₁ and d₂ degrees of freedom of numerator and denominator and x = d₂/(d₂ + d₁ f), P(F > f) = I_x(d₂/2, d₁/2). Accuracy: that of `IncompleteBeta`.
public enum FDistribution {
  /// Probability of a value above f; NaN for f below zero and for degrees of freedom that are not positive and finite.
  public static func upperTail(_ f: Double, numerator: Double, denominator: Double) -> Double {
    let odds = numerator * f / denominator
    return IncompleteBeta(denominator / 2, numerator / 2).tails(1 / (1 + odds), complement: 1 / (1 + 1 / odds)).lower
  }
}
