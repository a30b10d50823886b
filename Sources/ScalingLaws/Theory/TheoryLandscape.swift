/// A model's loss over its parameter, in closed form and simulated, with paths of descent: what theory.png shows.
///
/// As JSON with keys in snake case it is an element of `landscapes` in theory.json; keys are added and never renamed.
public struct TheoryLandscape: Sendable, Encodable {
  /// A function of the parameter r.
  public struct Curve: Sendable, Encodable {
    /// Parameters, rising.
    public let parameter: [Double]
    /// Losses.
    public let loss: [Double]
  }

  /// One descent.
  public struct Path: Sendable, Encodable {
    /// Step size.
    public let rate: Double
    /// Step size over the critical one.
    public let rateOverCritical: Double
    /// The parameter before every step, and after the last.
    public let parameter: [Double]
    /// Losses there.
    public let loss: [Double]
    /// Whether its end is in the no-learning zone.
    public let entersZone: Bool
  }

  /// The model.
  public let model: MemoryMechanism
  /// Delay Td.
  public let delay: Double
  /// Response Tr.
  public let responseDuration: Double
  /// The parameter r* of least loss.
  public let minimum: Double
  /// The largest parameter of the no-learning zone, r_z.
  public let zoneEdge: Double
  /// Critical rate in closed form.
  public let criticalRate: Double
  /// The loss in closed form.
  public let closedForm: Curve
  /// The loss of the simulated model.
  public let simulated: Curve
  /// Largest difference of the two, where both are known.
  public let largestDifference: Double
  /// Descents below and above the critical rate from one start.
  public let descents: [Path]

  /// Rates of the paths, in critical rates: one below, and one above at which several starts of both models fail.
  static let ratesOverCritical = [0.7, 1.5]
  /// Steps of a path that does not end in the zone.
  static let pathSteps = 40

  /// Computes the landscape from 0 to a multiple of r*.
  ///
  /// - Parameters:
  ///   - model: the model.
  ///   - end: the last parameter, in units of r*.
  ///   - points: intervals of the closed form; every `spacing`-th of their ends is simulated.
  ///   - spacing: intervals between simulated points.
  ///   - search: the starts; the paths begin at the one that fails latest above.
  public init(_ model: some MemoryModel, end: Double, points: Int, spacing: Int, search: CriticalRateSearch) {
    let parameters = (0...max(1, points)).map { model.minimum * end * Double($0) / Double(max(1, points)) }
    let sampled = stride(from: 0, through: max(1, points), by: max(1, spacing)).map { parameters[$0] }
    let simulated = sampled.map { model.simulatedLoss(at: $0) }
    let rates = TheoryLandscape.ratesOverCritical.map { $0 * model.criticalRate }
    let starts = model.starts(search.starts)
    let highest = ParameterDescent(model, rate: rates.max() ?? 0)
    let entries = starts.map { highest.entry(from: $0, within: TheoryLandscape.pathSteps) ?? 0 }
    let start = zip(starts, entries).max { $0.1 < $1.1 }?.0 ?? model.minimum

    self.model = type(of: model).mechanism
    delay = model.task.delay
    responseDuration = model.task.response
    minimum = model.minimum
    zoneEdge = model.zoneEdge
    criticalRate = model.criticalRate
    closedForm = Curve(parameter: parameters, loss: parameters.map { model.loss(at: $0) })
    self.simulated = Curve(parameter: sampled, loss: simulated)
    largestDifference = zip(sampled, simulated).reduce(0) { max($0, abs($1.1 - model.loss(at: $1.0))) }
    descents = zip(rates, TheoryLandscape.ratesOverCritical).map { rate, share in
      let path = ParameterDescent(model, rate: rate).path(from: start, steps: TheoryLandscape.pathSteps)
      return Path(
        rate: rate, rateOverCritical: share, parameter: path, loss: path.map { model.loss(at: $0) },
        entersZone: path.last.map { model.isInZone($0) } ?? false)
    }
  }
}
