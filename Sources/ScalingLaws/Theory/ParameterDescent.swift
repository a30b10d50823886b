/// Gradient descent on a model's one parameter, r <- r - rate L'(r), without momentum.
public struct ParameterDescent<Model: MemoryModel>: Sendable {
  /// The model.
  public let model: Model
  /// Step size.
  public let rate: Double

  /// Chooses a step size.
  public init(_ model: Model, rate: Double) {
    self.model = model
    self.rate = rate
  }

  /// The parameter after one step.
  public func step(from parameter: Double) -> Double { parameter - rate * model.slope(at: parameter) }

  /// The step, from 1, with which descent enters the no-learning zone; nil when it stays out for so many steps.
  public func entry(from start: Double, within steps: Int) -> Int? {
    var parameter = start
    for number in 0..<max(0, steps) {
      parameter = step(from: parameter)
      if model.isInZone(parameter) { return number + 1 }
    }
    return nil
  }

  /// The parameters from a start on, the start included: so many steps, or up to the first one in the zone.
  public func path(from start: Double, steps: Int) -> [Double] {
    var path = [start]
    var parameter = start
    for _ in 0..<max(0, steps) where !model.isInZone(parameter) {
      parameter = step(from: parameter)
      path.append(parameter)
    }
    return path
  }
}
