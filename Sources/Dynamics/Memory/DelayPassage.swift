import Foundation
import LinearAlgebra

/// How one condition goes through the delay: where it is slowest, what is near, and how far its fate is at the end.
public struct DelayPassage: Sendable, Equatable {
  /// |F(x) - x| at every state of the delay, from x(cueEnd) to x(delayEnd), `[delay + 1]`.
  public let speeds: [Double]
  /// State of the delay at which the speed is smallest, counted from the end of the cue.
  public let slowestStep: Int
  /// Leading eigenvalue of DF at that state, by magnitude.
  public let leadingMultiplier: Eigenvalue
  /// Time constant of that eigenvalue in steps, 1/|ln |mu||.
  public let leadingTimeConstant: Double
  /// Largest distance of a state of the delay from its first one.
  public let extent: Double
  /// The state at the end of the delay, `[N]`.
  public let endState: [Double]
  /// Its distance from the fate: from the fixed point, or from the closed orbit; NaN where the fate has no place.
  public let distanceToFate: Double
  /// |F(x) - x| there over the linear prediction of it from the fixed point; NaN without one.
  public let speedRatio: Double
  /// Largest difference of any output there from the output at the fixed point; NaN without one.
  public let outputDifference: Double

  /// Follows the delay.
  init(
    of map: HeldLeakyRate, _ network: LeakyRateMap, from start: [Double], steps: Int, fate: Fate
  ) throws(DynamicsError) {
    var states = [start]
    for _ in 0..<steps {
      var next = start
      map.step(from: states[states.count - 1], to: &next)
      states.append(next)
    }
    let speeds = states.map { map.speed(at: $0) }
    self.speeds = speeds
    let slowest = speeds.indices.min { speeds[$0] < speeds[$1] } ?? 0
    slowestStep = slowest
    extent = states.map { Vector.distance($0, start) }.max() ?? 0
    let end = states[states.count - 1]
    endState = end
    let size = map.dimension
    var jacobian = [Double](repeating: 0, count: size * size)
    map.velocityJacobian(at: states[slowest], into: &jacobian)
    for unit in 0..<size { jacobian[unit * size + unit] += 1 }
    do {
      leadingMultiplier = try Eigenvalues(of: jacobian, size: size).values.first ?? Eigenvalue(real: 0)
    } catch {
      throw DynamicsError(error, place: "spectrum of the delay")
    }
    leadingTimeConstant = 1 / abs(log(leadingMultiplier.magnitude))
    guard let point = fate.point else {
      distanceToFate = fate.cycle?.distance(of: end) ?? .nan
      speedRatio = .nan
      outputDifference = .nan
      return
    }
    let offset = zip(end, point.state).map { $0 - $1 }
    distanceToFate = Vector.length(offset)
    map.velocityJacobian(at: point.state, into: &jacobian)
    let predicted = (0..<size).map { row in
      (0..<size).reduce(0.0) { $0 + jacobian[row * size + $1] * offset[$1] }
    }
    speedRatio = speeds[steps] / Vector.length(predicted)
    let (here, there) = (try network.output(at: end), try network.output(at: point.state))
    outputDifference = zip(here, there).map { abs($0 - $1) }.max() ?? 0
  }
}

extension LeakyRateMap {
  /// Outputs at one state, `[O]`.
  func output(at state: [Double]) throws(DynamicsError) -> [Double] {
    try outputs(of: StateTrajectory(conditionCount: 1, stepCount: 1, dimension: dimension, states: state))
  }
}
