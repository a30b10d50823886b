import Dynamics
import Foundation

/// Memory by a slow point: dx/dt = x^2 + r from x = 0; the output is on once x has passed a large threshold.
///
/// The passage takes t*(r) = pi / (2 sqrt r), half of what the whole line would, and is the slower the smaller r is.
/// Without the threshold, that is as it goes to infinity:
///
///     L = 1                   r <= r_z = pi^2 / (4 (Td + Tr)^2)      too late, or never
///         (t* - Td) / Tr      r_z < r <= r* = pi^2 / (4 Td^2)
///         (Td - t*) / Td      r > r*                                 too early
///
/// Source: Kurtkaya, Dinc et al. 2025, arXiv:2502.17433; the critical rate in closed form is derived from the loss.
public struct SlowPoint: MemoryModel {
  public static let mechanism = MemoryMechanism.slowPoint
  public let task: DelayedResponse
  public let minimum: Double
  public let zoneEdge: Double

  /// Takes the durations.
  public init(_ task: DelayedResponse) {
    self.task = task
    minimum = SlowPoint.parameter(passage: task.delay)
    zoneEdge = SlowPoint.parameter(passage: task.trial)
  }

  /// When the output goes on, t*(r); infinite where it never does.
  public static func passage(at parameter: Double) -> Double {
    parameter > 0 ? .pi / (2 * parameter.squareRoot()) : .infinity
  }

  /// The parameter of a passage time, pi^2 / (4 t^2).
  private static func parameter(passage: Double) -> Double { .pi * .pi / (4 * passage * passage) }

  public func loss(at parameter: Double) -> Double {
    let passage = SlowPoint.passage(at: parameter)
    if passage <= task.delay { return (task.delay - passage) / task.delay }
    return passage <= task.trial ? (passage - task.delay) / task.response : 1
  }

  public func slope(at parameter: Double) -> Double {
    let passage = SlowPoint.passage(at: parameter)
    guard passage <= task.trial else { return 0 }
    // -dt*/dr = pi / (4 r^(3/2)) = t* / (2 r).
    let speedUp = passage / (2 * parameter)
    return passage <= task.delay ? speedUp / task.delay : -speedUp / task.response
  }

  public func isInZone(_ parameter: Double) -> Bool { parameter <= zoneEdge }

  /// 2 Td^2 / pi^2.
  public var slopeAboveMinimum: Double { 2 * task.delay * task.delay / (.pi * .pi) }

  /// In (r*, 1.3 r*]; steps are so much longer than that below the critical rate that all of them soon forget it.
  public func starts(_ count: Int) -> [Double] {
    (1...max(1, count)).map { minimum * (1 + 0.3 * Double($0) / Double(count)) }
  }

  /// (pi^4 / 4) Tr / Td^5; with Tr = Td the critical rate is (3 pi^4 / 32) / Td^4.
  public var shortResponseLimit: Double { pow(.pi, 4) / 4 * task.response / pow(task.delay, 5) }
}

extension SlowPoint {
  /// Where x counts as past all bounds, in trials^-1: x* = 1e9 / (Td + Tr).
  ///
  /// From there to infinity the flow takes less than 1e-9 of a trial, since dx/dt > x^2; by so much at most, and always
  /// too early, the simulated output goes on. Smaller thresholds would show in the loss.
  public static let threshold = 1e9

  public func flow(at parameter: Double) -> SlowPointFlow {
    SlowPointFlow(drive: parameter * task.trial * task.trial)
  }

  public var startState: [Double] { [0] }

  /// Past the threshold, or past all numbers: with r > 0 the flow reaches infinity in finite time.
  public func isOn(_ state: [Double]) -> Bool { !(state[0] < SlowPoint.threshold) }

  /// One: the output goes on once and stays on.
  public func parts(at parameter: Double) -> Int { 1 }
}

/// dx/dt = x^2 + r with time s in trials T and X = x T: dX/ds = X^2 + r T^2.
///
/// In these units r T^2 is of order 1 and so is X for most of the passage: the integrator's tolerance, relative to
/// 1 + |X|, holds for the smallest r as well.
public struct SlowPointFlow: SmoothFlow {
  /// The parameter r T^2.
  public let drive: Double

  public var dimension: Int { 1 }

  public func velocity(at state: UnsafePointer<Double>, into velocity: UnsafeMutablePointer<Double>) {
    velocity[0] = state[0] * state[0] + drive
  }

  public func velocityJacobian(at state: UnsafePointer<Double>, into jacobian: UnsafeMutablePointer<Double>) {
    jacobian[0] = 2 * state[0]
  }
}
