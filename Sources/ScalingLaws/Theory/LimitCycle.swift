import Dynamics
import Foundation

/// Memory by a limit cycle: a rotation with r turns per unit of time; the output is on in the lower half plane.
///
/// d rho / dt = rho (1 - rho^2), d theta / dt = 2 pi r from rho = 1, theta = 0; output H(-sin 2 pi r t) with H(0) = 0. So the
/// output is on in the second half of every turn, from (2k + 1) / (2r) to (k + 1) / r, which gives the loss for all r and
/// all durations. A negative r turns the other way and swaps on and off: L(-r) = 2 - L(r).
///
/// Source: Kurtkaya, Dinc et al. 2025, arXiv:2502.17433; the loss beyond its first pieces and the critical rate in closed
/// form are derived from the model.
public struct LimitCycle: MemoryModel {
  public static let mechanism = MemoryMechanism.limitCycle
  public let task: DelayedResponse

  /// Takes the durations.
  public init(_ task: DelayedResponse) { self.task = task }

  /// How long the output is on before a time T, with r > 0, and the derivative of that by r.
  ///
  /// After u = r T turns it is g(u) / r with g(u) = floor(u) / 2 + max(0, u - floor(u) - 1/2).
  static func onTime(until time: Double, parameter: Double) -> (value: Double, derivative: Double) {
    let turns = parameter * time
    let whole = turns.rounded(.down)
    let isOn = turns - whole >= 0.5
    let halfTurns = whole / 2 + (isOn ? turns - whole - 0.5 : 0)
    return (halfTurns / parameter, ((isOn ? turns : 0) - halfTurns) / (parameter * parameter))
  }

  public func loss(at parameter: Double) -> Double {
    guard parameter != 0 else { return 1 }
    let loss = task.loss { LimitCycle.onTime(until: $0, parameter: abs(parameter)).value }
    return parameter > 0 ? loss : 2 - loss
  }

  public func slope(at parameter: Double) -> Double {
    // L(-r) = 2 - L(r) has the same slope at -r as L at r.
    guard !isInZone(parameter) else { return 0 }
    let early = LimitCycle.onTime(until: task.delay, parameter: abs(parameter)).derivative
    let whole = LimitCycle.onTime(until: task.trial, parameter: abs(parameter)).derivative
    return early / task.delay - (whole - early) / task.response
  }

  /// 1 / (2 Td), where the first half turn ends with the delay and the loss is 0, as long as Tr <= Td.
  ///
  /// A longer response is not covered by half a turn: the least loss is then (Tr - Td) / (2 Tr), first at 1 / (Td + Tr).
  public var minimum: Double { min(0.5 / task.delay, 1 / task.trial) }

  /// 1 / (2 (Td + Tr)), half a turn in a trial: slower ones switch nothing on.
  public var zoneEdge: Double { 0.5 / task.trial }

  public func isInZone(_ parameter: Double) -> Bool { abs(parameter) <= zoneEdge }

  /// 2 Td where Tr < Td; 6 Td where Tr = Td, since the turn then ends with the response at the same r.
  public var slopeAboveMinimum: Double {
    if task.response < task.delay { return 2 * task.delay }
    if task.response == task.delay { return 6 * task.delay }
    return task.trial * task.trial / (2 * task.response)
  }

  /// In (r*, 1 / (Td + Tr)), where the loss rises by one law; where there is no such interval, in (r*, 1.3 r*].
  public func starts(_ count: Int) -> [Double] {
    let end = 1 / task.trial
    guard minimum < end else {
      return (1...max(1, count)).map { minimum * (1 + 0.3 * Double($0) / Double(count)) }
    }
    return (1...max(1, count)).map { minimum + (end - minimum) * Double($0) / Double(count + 1) }
  }

  /// Tr / (4 Td^3); the critical rate itself is Tr / (4 Td^2 (Td + Tr)), and 1 / (24 Td^2) where Tr = Td.
  public var shortResponseLimit: Double { task.response / (4 * pow(task.delay, 3)) }
}

extension LimitCycle {
  public func flow(at parameter: Double) -> LimitCycleFlow { LimitCycleFlow(trial: task.trial, turns: parameter) }

  public var startState: [Double] { [1, 0] }

  /// Below the axis, H(-y) with H(0) = 0.
  public func isOn(_ state: [Double]) -> Bool { state[1] < 0 }

  /// Eight, and eight more for every half turn.
  public func parts(at parameter: Double) -> Int {
    let halfTurns = 2 * abs(parameter) * task.trial
    return halfTurns < 1e6 ? 8 + Int(8 * halfTurns) : 8_000_000
  }
}

/// The limit cycle in the plane, x = rho cos theta and y = rho sin theta, with time in trials T.
///
/// dx/ds = T (x (1 - x^2 - y^2) - 2 pi r y), dy/ds = T (y (1 - x^2 - y^2) + 2 pi r x).
public struct LimitCycleFlow: SmoothFlow {
  /// Duration T of a trial.
  public let trial: Double
  /// Turns per unit of time, r.
  public let turns: Double

  public var dimension: Int { 2 }

  public func velocity(at state: UnsafePointer<Double>, into velocity: UnsafeMutablePointer<Double>) {
    let (x, y, rotation) = (state[0], state[1], 2 * Double.pi * turns)
    let growth = 1 - x * x - y * y
    velocity[0] = trial * (growth * x - rotation * y)
    velocity[1] = trial * (growth * y + rotation * x)
  }

  public func velocityJacobian(at state: UnsafePointer<Double>, into jacobian: UnsafeMutablePointer<Double>) {
    let (x, y, rotation) = (state[0], state[1], 2 * Double.pi * turns)
    let growth = 1 - x * x - y * y
    jacobian[0] = trial * (growth - 2 * x * x)
    jacobian[1] = trial * (-2 * x * y - rotation)
    jacobian[2] = trial * (-2 * x * y + rotation)
    jacobian[3] = trial * (growth - 2 * y * y)
  }
}
