import Foundation

/// A law for the boundary, judged by the likelihood of all cells.
///
/// ln(p / (1 - p)) = s (ln rate - g(duration)), where g is
/// - `powerLaw`: a + b ln t;
/// - `exponential`: a + c t;
/// - `brokenPowerLaw`: a + b ln t up to t = d, and from there on with another exponent.
///
/// Cells of duration zero are left out of all of them. Akaike's criterion, AIC = 2 parameters - 2 ln likelihood (Akaike 1974,
/// doi:10.1109/TAC.1974.1100705), takes cells as independent; shared seeds make differences look more certain than they are.
public struct LawModel: Sendable, Equatable {
  /// Its form.
  public enum Form: String, Sendable, CaseIterable { case powerLaw, exponential, brokenPowerLaw }

  /// Its form.
  public let form: Form
  /// Values by name: `exponent` and `prefactor`; `rate_per_ms`; `exponent_beyond` and `break_ms`.
  public let parameters: [String: Double]
  /// Log-likelihood without the binomial coefficients.
  public let logLikelihood: Double
  /// Cells.
  public let cells: Int

  /// Number of parameters, the sharpness s and, for the broken law, the place of the break included.
  public var parameterCount: Int { form == .brokenPowerLaw ? 5 : 3 }
  /// Akaike's criterion: smaller is better.
  public var criterion: Double { 2 * Double(parameterCount) - 2 * logLikelihood }

  /// Fits all forms; those that cannot be fitted are left out.
  public static func all(_ counts: EventCounts) -> [LawModel] {
    let design = LogDesign(counts)
    guard min(Set(design.logRates).count, Set(design.logDurations).count) >= JointLogistic.fewestLines else {
      return []
    }
    return [plain(.powerLaw, design), plain(.exponential, design), broken(design)].compactMap { $0 }
  }

  private static func plain(_ form: Form, _ design: LogDesign) -> LawModel? {
    let variable = form == .exponential ? design.durations : design.logDurations
    guard let fit = fit([design.ones, design.logRates, variable], design), fit.coefficients[1] != 0 else { return nil }
    let slope = -fit.coefficients[2] / fit.coefficients[1]
    let prefactor = exp(-fit.coefficients[0] / fit.coefficients[1])
    return LawModel(
      form: form, parameters: [form == .exponential ? "rate_per_ms" : "exponent": slope, "prefactor": prefactor],
      logLikelihood: fit.logLikelihood, cells: design.networks.count)
  }

  /// The break is sought among 200 places between the second and the last but one duration: the likelihood has kinks there.
  private static func broken(_ design: LogDesign) -> LawModel? {
    let places = Set(design.logDurations).sorted()
    guard places.count >= 4 else { return nil }
    let (first, last) = (places[1], places[places.count - 2])
    var best: (break: Double, fit: LogisticRegression)?
    for step in 0...200 {
      let middle = first + (last - first) * Double(step) / 200
      let beyond = design.logDurations.map { max(0, $0 - middle) }
      guard let fit = fit([design.ones, design.logRates, design.logDurations, beyond], design) else { continue }
      if fit.logLikelihood > best?.fit.logLikelihood ?? -.infinity { best = (middle, fit) }
    }
    guard let best, best.fit.coefficients[1] != 0 else { return nil }
    let coefficients = best.fit.coefficients
    return LawModel(
      form: .brokenPowerLaw,
      parameters: [
        "exponent": -coefficients[2] / coefficients[1],
        "exponent_beyond": -(coefficients[2] + coefficients[3]) / coefficients[1],
        "break_ms": exp(best.break), "prefactor": exp(-coefficients[0] / coefficients[1]),
      ], logLikelihood: best.fit.logLikelihood, cells: design.networks.count)
  }

  private static func fit(_ columns: [[Double]], _ design: LogDesign) -> LogisticRegression? {
    try? LogisticRegression.fit(columns: columns, networks: design.networks, events: design.events).get()
  }
}
