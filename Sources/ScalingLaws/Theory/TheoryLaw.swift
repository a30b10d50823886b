import Foundation

/// How the duration of the response goes with the delay.
public enum ResponseRule: String, Sendable, CaseIterable, Encodable {
  /// Tr = 5 whatever the delay, as published.
  case short
  /// Tr = Td.
  case equal

  /// The response of a delay.
  public func response(delay: Double) -> Double { self == .short ? 5 : delay }
}

/// How a model's critical rate falls with the delay, in closed form and measured, and the exponents of both.
///
/// As JSON with keys in snake case it is an element of `models` in theory.json; keys are added and never renamed.
public struct TheoryLaw: Sendable, Encodable {
  /// The model.
  public let model: MemoryMechanism
  /// How the response goes with the delay.
  public let response: ResponseRule
  /// Delays Td.
  public let delay: [Double]
  /// Responses Tr, one for each delay.
  public let responseDuration: [Double]
  /// Critical rates eta* = (r* - r_z) / L'(r*+).
  public let criticalRateClosedForm: [Double]
  /// Smallest rates with which descent enters the no-learning zone, found by `CriticalRateSearch`.
  public let criticalRateMeasured: [Double]
  /// Slope of the line through ln measured rate over ln delay.
  public let exponent: Double
  /// Its standard error; nil for two delays.
  public let standardError: Double?
  /// Share of the variance that this line explains.
  public let rSquared: Double
  /// Slope of the line through ln closed-form rate over ln delay, for the same delays.
  public let exponentClosedForm: Double
  /// The exponent of the limits Tr << Td and Tr = Td.
  public let exponentAsymptotic: Double

  /// Measures one law.
  ///
  /// - Throws: `ScalingError` when no line can be fitted, for fewer than two delays above 0, or descent never fails.
  public init(
    _ mechanism: MemoryMechanism, _ rule: ResponseRule, delays: [Double], search: CriticalRateSearch
  ) throws(ScalingError) {
    switch mechanism {
    case .slowPoint: try self.init(rule, delays: delays, search: search) { SlowPoint($0) }
    case .limitCycle: try self.init(rule, delays: delays, search: search) { LimitCycle($0) }
    }
  }

  private init<Model: MemoryModel>(
    _ rule: ResponseRule, delays: [Double], search: CriticalRateSearch, model: (DelayedResponse) -> Model
  ) throws(ScalingError) {
    let place = "\(Model.mechanism.rawValue), \(rule.rawValue) response"
    var (responses, closed, measured) = ([Double](), [Double](), [Double]())
    for delay in delays {
      guard let task = DelayedResponse(delay: delay, response: rule.response(delay: delay)) else {
        throw ScalingError(.nothingToFit, place: place, message: "a delay of \(delay)", hint: "delays are above 0")
      }
      let model = model(task)
      guard let failure = search.measure(model) else {
        throw ScalingError(
          .nothingToFit, place: place,
          message: "descent never fails up to \(search.range.upperBound) times the critical rate, delay \(delay)",
          hint: "try larger rates, more starts or more steps")
      }
      responses.append(task.response)
      closed.append(model.criticalRate)
      measured.append(failure.rate)
    }
    guard let fit = LineFit(x: delays.map { log($0) }, y: measured.map { log($0) }),
      let closedFit = LineFit(x: delays.map { log($0) }, y: closed.map { log($0) })
    else {
      throw ScalingError(
        .nothingToFit, place: place, message: "no line through \(delays.count) delays", hint: "give two delays or more")
    }
    self.model = Model.mechanism
    response = rule
    delay = delays
    responseDuration = responses
    criticalRateClosedForm = closed
    criticalRateMeasured = measured
    exponent = fit.slope
    standardError = fit.slopeError
    rSquared = fit.rSquared
    exponentClosedForm = closedFit.slope
    exponentAsymptotic = Model.mechanism.asymptoticExponent(rule)
  }
}

extension MemoryMechanism {
  /// The exponent of the critical rate over the delay, for Tr << Td and for Tr = Td.
  public func asymptoticExponent(_ rule: ResponseRule) -> Double {
    switch (self, rule) {
    case (.slowPoint, .short): -5
    case (.slowPoint, .equal): -4
    case (.limitCycle, .short): -3
    case (.limitCycle, .equal): -2
    }
  }
}
