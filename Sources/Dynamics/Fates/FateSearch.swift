import Foundation

/// Follows one orbit until what it ends on repeats.
///
/// The orbit is run for `firstHorizon` steps and judged over the second half of them; then the number of steps doubles
/// and it is judged again, until two judgements in a row agree or `horizonLimit` is reached. A judgement is, in this
/// order:
///
/// 1. a state that is not finite, or beyond the bound: *diverged*;
/// 2. Newton from the last state finds a stable root, the velocity is what the linearisation there predicts, and the
///    distance to it shrinks: *fixed point*. (A neutral root counts when the orbit stands on it up to rounding.) A
///    saddle's slow passage is neither: its root is unstable. A ghost's has no root;
/// 3. the signs of the two leading Lyapunov exponents, over the window of the judgement:
///    positive: *chaotic*, if two nearby orbits part at the same rate;
///    zero and negative, and the periods by section and by recurrence agree: *limit cycle*, a closed invariant curve;
///    zero and zero: *quasi-periodic*;
///    negative, and the orbit repeats exactly after a whole number of steps: *limit cycle*, a locked (periodic) orbit;
/// 4. otherwise: no judgement, with a reason.
///
/// Fixed points need no exponents, and closed orbits two of them; only chaos and quasi-periodic motion get more.
public struct FateSearch: Sendable {
  /// Thresholds and horizons.
  public let options: FateOptions

  /// Chooses thresholds.
  public init(options: FateOptions = FateOptions()) { self.options = options }

  /// The fate of the orbit through a state.
  ///
  /// - Parameters:
  ///   - map: the autonomous map.
  ///   - start: x(0), `[N]`.
  /// - Throws: `DynamicsError` for a first horizon below one step, a start of another size or none, NaN or infinity in
  ///   it, and failures of linear algebra.
  public func fate(of map: some SmoothMap, from start: [Double]) throws(DynamicsError) -> Fate {
    guard options.firstHorizon >= 1 else {
      throw DynamicsError(
        code: .badParameter, place: "firstHorizon", message: "must be at least 1, not \(options.firstHorizon)")
    }
    guard start.count == map.dimension, !start.isEmpty else {
      throw DynamicsError(
        code: .wrongShape, place: "start", message: "\(start.count) values for \(map.dimension) variables")
    }
    guard start.allSatisfy(\.isFinite) else {
      throw DynamicsError(code: .notFinite, place: "start", message: "the state holds NaN or infinity")
    }
    var state = start
    var tangents = Orthonormal.frame(count: min(2, map.dimension), dimension: map.dimension)
    var growth = AccumulatedGrowth()
    var done = 0
    var last: Fate?
    var steps = options.firstHorizon
    while true {
      let segment = OrbitSegment(
        of: map, state: &state, tangents: &tangents, steps: steps,
        keeping: max(16, options.storageLimit / max(map.dimension, 1)), bound: options.divergenceBound)
      done += segment.stepCount
      growth.add(segment)
      // The tangents turn into place during the first look, so it names fixed points only.
      var judged = try judge(segment, of: map, known: last?.point, namesMotion: last != nil)
      judged.horizon = done
      if judged.kind == .diverged || judged.reason == "unstablePoint" { return judged }
      if judged.reason == "atRest" { return named(judged, after: growth) }
      if let last, judged.kind != .unresolved, let checks = repeats(last, judged) {
        judged.checks += checks
        return named(judged, after: growth)
      }
      guard done + done <= options.horizonLimit else {
        if judged.kind != .unresolved {
          judged.kind = .unresolved
          judged.reason = "notRepeated"
        }
        return judged
      }
      last = judged
      steps = done
    }
  }

  /// A fate that was found, unless rounding may have chosen it: after a chaotic transient nobody can say which of several
  /// fates an orbit reaches.
  private func named(_ fate: Fate, after growth: AccumulatedGrowth) -> Fate {
    guard fate.kind != .chaotic else { return fate }
    let transient = Check("transientGrowth", growth.largest, options.transientGrowth)
    guard transient.value > transient.threshold else { return fate }
    var fate = fate
    fate.kind = .unresolved
    fate.reason = "chaoticTransient"
    fate.checks.append(transient)
    return fate
  }

  private func judge(
    _ segment: OrbitSegment, of map: some SmoothMap, known: CriticalPoint?, namesMotion: Bool
  ) throws(DynamicsError) -> Fate {
    var fate = Fate(
      kind: .unresolved, reason: "horizonReached", horizon: 0, finalState: segment.finalState, checks: [])
    if segment.isDiverged {
      fate.kind = .diverged
      fate.reason = "leftTheBound"
      return fate
    }
    if let resting = try RestingPoint.find(after: segment, of: map, known: known, options) {
      fate.point = resting.point
      fate.checks = resting.checks
      fate.reason = resting.arrival.rawValue
      if resting.arrival == .atRest || resting.arrival == .approaching { fate.kind = .fixedPoint }
      return fate
    }
    return namesMotion ? try MovingFate.judge(segment, of: map, fate, options) : fate
  }

  /// The comparisons by which two judgements agree; nil when they do not.
  private func repeats(_ last: Fate, _ now: Fate) -> [Check]? {
    guard last.kind == now.kind else { return nil }
    var checks: [Check] = []
    switch now.kind {
    case .fixedPoint:
      guard let before = last.point, let after = now.point else { return nil }
      let scale = 1 + Vector.length(after.state)
      guard Vector.distance(before.state, after.state) <= 1e-6 * scale else { return nil }
    case .limitCycle:
      guard let before = last.cycle, let after = now.cycle else { return nil }
      checks = [
        Check("periodRepeats", abs(after.period / before.period - 1), options.repeatAgreement),
        Check("sizeRepeats", abs(after.size / before.size - 1), options.repeatAgreement),
        Check(
          "placeRepeats", Vector.distance(before.mean, after.mean) / after.size, 2 * options.repeatAgreement),
      ]
      // The exponent that decides: of what draws to the curve, or of what locks to the orbit.
      let decisive = after.lockedSteps == nil ? 1 : 0
      if let earlier = last.exponents?.values, let later = now.exponents?.values, decisive < later.count {
        checks.append(
          Check("exponentRepeats", abs(later[decisive] / earlier[decisive] - 1), options.exponentAgreement))
      }
    case .chaotic:
      guard let before = last.exponents?.values.first, let after = now.exponents?.values.first else { return nil }
      checks = [Check("exponentRepeats", abs(after / before - 1), 2 * options.divergenceAgreement)]
    case .quasiPeriodic, .diverged, .unresolved: break
    }
    return checks.allSatisfy { $0.value <= $0.threshold } ? checks : nil
  }
}

/// The logarithm of how much a tangent has grown since the start of an orbit, and the most it has.
private struct AccumulatedGrowth {
  private var now = 0.0
  private(set) var largest = 0.0

  mutating func add(_ segment: OrbitSegment) {
    guard segment.tangentCount > 0 else { return }
    for growth in stride(from: 0, to: segment.growths.count, by: segment.tangentCount) {
      now += segment.growths[growth]
      largest = max(largest, now)
    }
  }
}

/// Lengths and distances of states.
enum Vector {
  static func length(_ x: [Double]) -> Double { x.reduce(0) { $0 + $1 * $1 }.squareRoot() }

  static func distance(_ x: [Double], _ y: [Double]) -> Double {
    zip(x, y).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot()
  }
}
