import Foundation
import LinearAlgebra

/// How one condition goes through the delay: where it is slowest, what is near, and how far its fate is at the end.
public struct DelayPassage: Sendable, Equatable {
  /// |F(x) - x| at every state of the delay, from x(cueEnd) to x(delayEnd), `[delay + 1]`.
  public let speeds: [Double]
  /// State of the delay at which the speed is smallest, counted from the end of the cue.
  public let slowestStep: Int
  /// The deepest minimum of q within the delay, with slower-and-faster-again around it; nil where there is none.
  public let slowing: Slowing?
  /// Leading eigenvalue of DF at the bottom of the slowing, or else at the slowest state, by magnitude.
  public let leadingMultiplier: Eigenvalue
  /// Time constant of that eigenvalue in steps, 1/|ln mu| with the complex logarithm: what turns fast is not slow.
  public let leadingTimeConstant: Double
  /// The slow point (a minimum of q that is no root) nearest to the delay's path; nil where none was found.
  public internal(set) var slowPoint: CriticalPoint?
  /// Its distance from the path.
  public internal(set) var slowPointDistance: Double?
  /// Largest distance of a state of the delay from its first one.
  public let extent: Double
  /// The states of the delay, x(cueEnd) to x(delayEnd), `[delay + 1][N]`.
  public let states: [[Double]]
  /// Distance of the state at the end of the delay from the fate: from the fixed point, or from the closed orbit; NaN where
  /// the fate has no place.
  public let distanceToFate: Double
  /// Distance of every state of the delay from the fixed point that is its fate, `[delay + 1]`; empty without one.
  public let distances: [Double]
  /// |F(x) - x| there over the linear prediction of it from the fixed point; NaN without one.
  public let speedRatio: Double
  /// Largest difference of any output there from the output at the fixed point; NaN without one.
  public let outputDifference: Double
  /// Distance of the fixed point's output from what is asked in the delay, over its distance from what is asked in the
  /// response: above 1 the point is a response and no memory; NaN without a point or without such targets.
  public let responseRatio: Double

  /// Follows the delay.
  init(
    of map: HeldLeakyRate, _ network: LeakyRateMap, from start: [Double], steps: Int, fate: Fate,
    targets: DelayTargets?
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
    self.states = states
    let slowing = Slowing(speeds)
    self.slowing = slowing
    let size = map.dimension
    var jacobian = [Double](repeating: 0, count: size * size)
    map.velocityJacobian(at: states[slowing?.step ?? slowest], into: &jacobian)
    for unit in 0..<size { jacobian[unit * size + unit] += 1 }
    do {
      leadingMultiplier = try Eigenvalues(of: jacobian, size: size).values.first ?? Eigenvalue(real: 0)
    } catch {
      throw DynamicsError(error, place: "spectrum of the delay")
    }
    leadingTimeConstant = 1 / hypot(log(leadingMultiplier.magnitude), leadingMultiplier.angle)
    guard let point = fate.point else {
      distanceToFate = fate.cycle?.distance(of: end) ?? .nan
      distances = []
      speedRatio = .nan
      outputDifference = .nan
      responseRatio = .nan
      return
    }
    let offset = zip(end, point.state).map { $0 - $1 }
    distanceToFate = Vector.length(offset)
    distances = states.map { Vector.distance($0, point.state) }
    map.velocityJacobian(at: point.state, into: &jacobian)
    let predicted = (0..<size).map { row in
      (0..<size).reduce(0.0) { $0 + jacobian[row * size + $1] * offset[$1] }
    }
    // Where the state stands on the point to rounding there is nothing to compare.
    let rounding = 1e-12 * (1 + Vector.length(point.state))
    speedRatio = speeds[steps] <= rounding ? 0 : speeds[steps] / Vector.length(predicted)
    let (here, there) = (try network.output(at: end), try network.output(at: point.state))
    outputDifference = zip(here, there).map { abs($0 - $1) }.max() ?? 0
    responseRatio =
      targets.map { Vector.distance(there, $0.delay) / Vector.distance(there, $0.response) } ?? .nan
  }

  /// Share of the delay, up to its end and without a break, within a distance of the fixed point that is the fate.
  func waitedShare(within distance: Double) -> Double {
    let steps = distances.count - 1
    guard steps > 0 else { return 0 }
    return Double(distances.reversed().prefix { $0 <= distance }.count - 1) / Double(steps)
  }

  /// Distance of the bottom of the slowing from the nearest of these points, relative to the extent of the path; nil without
  /// a slowing.
  func slowingDistance(to points: [CriticalPoint]) -> Double? {
    guard let slowing else { return nil }
    let nearest = points.map { Vector.distance($0.state, states[slowing.step]) }.min() ?? .infinity
    return nearest / extent
  }

  /// Notes the slow point that is nearest to the path.
  mutating func note(slowPoints: [CriticalPoint]) {
    for point in slowPoints {
      let distance = states.map { Vector.distance($0, point.state) }.min() ?? .infinity
      guard distance < slowPointDistance ?? .infinity else { continue }
      slowPoint = point
      slowPointDistance = distance
    }
  }
}

/// A minimum of q on a path: the motion slows down and then speeds up again.
public struct Slowing: Sendable, Equatable {
  /// State of the delay at the bottom, counted from the end of the cue.
  public let step: Int
  /// The smaller of the largest q before and the largest q after, over q at the bottom; above 1.
  public let depth: Double

  /// Finds the deepest minimum within a sequence of speeds; nil where they only rise, only fall, or rise and then fall.
  public init?(_ speeds: [Double]) {
    guard speeds.count >= 3 else { return nil }
    var after = speeds
    for step in speeds.indices.dropLast().reversed() { after[step] = max(speeds[step], after[step + 1]) }
    var before = speeds[0]
    var best: (step: Int, ratio: Double)?
    for step in 1..<(speeds.count - 1) {
      before = max(before, speeds[step - 1])
      let ratio = min(before, after[step + 1]) / speeds[step]
      if ratio > best?.ratio ?? 1 { best = (step, ratio) }
    }
    guard let best else { return nil }
    step = best.step
    depth = best.ratio * best.ratio
  }
}

/// What a task asks of the outputs of one condition in the delay and in the response.
public struct DelayTargets: Sendable, Equatable {
  /// Outputs asked for at the last step of the delay, `[O]`.
  public let delay: [Double]
  /// Outputs asked for at the first step of the response, `[O]`.
  public let response: [Double]

  /// Groups the two.
  public init(delay: [Double], response: [Double]) {
    self.delay = delay
    self.response = response
  }
}

extension LeakyRateMap {
  /// Outputs at one state, `[O]`.
  func output(at state: [Double]) throws(DynamicsError) -> [Double] {
    try outputs(of: StateTrajectory(conditionCount: 1, stepCount: 1, dimension: dimension, states: state))
  }
}
