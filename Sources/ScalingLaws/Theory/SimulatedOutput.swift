import Dynamics

/// When the output of a model is on within a trial, found by integrating the model's equations.
///
/// The trial is cut into parts in each of which the output switches at most once. Where it differs at the two ends of
/// a part, the switch is located by halving: each half is integrated from the last state before the switch, so that all
/// halvings together integrate over the part once more.
public struct SimulatedOutput: Sendable, Equatable {
  /// Times of the switches in trials, rising; the first one turns the output on.
  public let switches: [Double]

  /// A part is halved so often: to the last bit of a Double's mantissa.
  private static let halvings = 53

  /// Simulates a trial.
  ///
  /// - Parameters:
  ///   - model: the model.
  ///   - parameter: its parameter r.
  ///   - integrator: the method; a tolerance of 1e-12 per step leaves switches good to about 1e-9 of a trial.
  public init(_ model: some MemoryModel, at parameter: Double, integrator: DormandPrince = DormandPrince()) {
    let flow = model.flow(at: parameter)
    let parts = model.parts(at: parameter)
    var tangents: [Double] = []
    func state(_ duration: Double, after state: [Double]) -> [Double] {
      var end = state
      integrator.integrate(flow, over: duration, state: &end, tangents: &tangents)
      return end
    }
    var here = model.startState
    var isOn = model.isOn(here)
    var switches: [Double] = isOn ? [0] : []
    for part in 0..<parts {
      let next = state(1 / Double(parts), after: here)
      if model.isOn(next) != isOn {
        var (time, width) = (Double(part) / Double(parts), 1 / Double(parts))
        for _ in 0..<SimulatedOutput.halvings {
          width /= 2
          let middle = state(width, after: here)
          if model.isOn(middle) == isOn { (here, time) = (middle, time + width) }
        }
        switches.append(time + width)
        isOn.toggle()
      }
      here = next
    }
    self.switches = switches
  }

  /// How long the output is on before a time, both in trials.
  public func onTime(until time: Double) -> Double {
    var sum = 0.0
    for (index, change) in switches.enumerated() where change < time {
      sum += index.isMultiple(of: 2) ? time - change : change - time
    }
    return sum
  }
}

extension MemoryModel {
  /// The loss L(r) of the simulated output.
  public func simulatedLoss(at parameter: Double) -> Double {
    let output = SimulatedOutput(self, at: parameter)
    return task.loss { task.trial * output.onTime(until: $0 / task.trial) }
  }
}
