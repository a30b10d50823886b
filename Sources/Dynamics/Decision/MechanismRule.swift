import Foundation

/// From fates and the delay to a mechanism: a list of exits, taken in order.
///
/// 1. training diverged, was unstable, or did not learn: `diverged`, `unstable`, `notLearned` (not for networks whose
///    training is not judged);
/// 2. the fate of any condition is divergence: `diverged`;
/// 3. the fate of any condition is chaotic: `chaotic`;
/// 4. the fate of any condition was not found: `unresolved`, with the reason of the search;
/// 5. the fates differ in kind: `mixed`;
/// 6. all are closed orbits: `limitCycle`, distinct ones or one at different phases;
/// 7. all are quasi-periodic: `unresolved` (quasiPeriodic);
/// 8. all are fixed points, and there is no delay: `slowManifold` with evidence `noDelay`;
/// 9. every state at the end of the delay is at its fixed point: `fixedPoint` where the points are distinct and stable
///    (evidence `answersEarly` where a point is the response already, and the state has waited there), `slowManifold`
///    (neutralPoints) where they are distinct and neutral, a line of rest; `unresolved` (memoryNotInState) where they
///    are not distinct;
/// 10. some are, others are in transit: `mixed`;
/// 11. all are in transit, with positive evidence of slowness in every condition: `slowManifold`. The evidence is
///    `slowPoint` where q has a minimum on every path that is no root (it falls and rises again on the way without
///    going round, or a minimum of q among all states lies on it), `timeConstant` where a leading time constant of at
///    least the delay, and of five time constants of a unit, makes up for a missing one;
/// 12. without it: `slowManifold` with evidence `short` where the delay is shorter than five time constants of a unit,
///    else `unresolved`: earlyResponse where a state is at a point that is the response already, fastTransient
///    otherwise.
///
/// The margin is the smallest of the checks on the path taken, those of the fates included.
public struct MechanismRule: Sendable {
  /// Raised whenever a label could come out differently; labels of another version are made again.
  public static let version = "fates 4"

  /// Thresholds of the decision.
  public let thresholds: DecisionThresholds

  /// Chooses thresholds.
  public init(thresholds: DecisionThresholds = DecisionThresholds()) { self.thresholds = thresholds }

  /// Decides.
  ///
  /// - Parameters:
  ///   - outcome: what training made of the network.
  ///   - analysis: its dynamics; not read when training already decides.
  ///   - unitTimeConstant: time constant of a unit in steps, 1/alpha.
  public func label(outcome: LearningOutcome, analysis: MechanismAnalysis?, unitTimeConstant: Double) -> MechanismLabel
  {
    if let exit = outcome.exit { return exit }
    guard let analysis, !analysis.fates.isEmpty else {
      return MechanismLabel(.unresolved, evidence: "fates", reason: "noConditions")
    }
    return labelOfFates(analysis) ?? labelOfRest(analysis, unitTimeConstant: unitTimeConstant)
  }

  /// Exits 2 to 8; nil when all fates are fixed points after a delay.
  private func labelOfFates(_ analysis: MechanismAnalysis) -> MechanismLabel? {
    let fates = analysis.fates
    let checks = fates.flatMap(\.checks)
    let all = { (kind: Fate.Kind) in fates.allSatisfy { $0.kind == kind } }
    let hasDelay = analysis.phases.delay > 0
    if fates.contains(where: { $0.kind == .diverged }) {
      return MechanismLabel(.diverged, evidence: "fates", reason: "leftTheBound", checks: [])
    }
    let chaotic = fates.filter { $0.kind == .chaotic }
    if !chaotic.isEmpty {
      return MechanismLabel(
        .chaotic, evidence: "positiveExponent",
        reason: chaotic.count == fates.count ? "allConditions" : "someConditions", checks: chaotic.flatMap(\.checks))
    }
    if let lost = fates.first(where: { $0.kind == .unresolved }) {
      return MechanismLabel(.unresolved, evidence: "fates", reason: lost.reason, checks: lost.checks)
    }
    guard Set(fates.map(\.kind)).count == 1 else {
      return MechanismLabel(.mixed, evidence: "fates", reason: "kindsDisagree", checks: checks)
    }
    if all(.limitCycle) {
      let isLocked = fates.allSatisfy { $0.cycle?.lockedSteps != nil }
      return MechanismLabel(
        .limitCycle, evidence: hasDelay ? (isLocked ? "lockedOrbit" : "closedCurve") : "noDelay",
        reason: analysis.cycleReason, checks: checks)
    }
    if all(.quasiPeriodic) {
      return MechanismLabel(.unresolved, evidence: "fates", reason: "quasiPeriodic", checks: checks)
    }
    guard hasDelay else {
      return MechanismLabel(.slowManifold, evidence: "noDelay", reason: analysis.pointReason, checks: checks)
    }
    return nil
  }

  /// Exits 9 to 12: all fates are fixed points.
  private func labelOfRest(_ analysis: MechanismAnalysis, unitTimeConstant: Double) -> MechanismLabel {
    var checks = analysis.fates.flatMap(\.checks)
    let arrivals = analysis.passages.map { arrival($0, analysis) }
    checks += arrivals.flatMap(\.checks)
    let arrived = arrivals.count(where: \.isAt)
    if arrived == arrivals.count {
      guard analysis.areFatesDistinct else {
        return MechanismLabel(.unresolved, evidence: "delayStates", reason: "memoryNotInState", checks: checks)
      }
      guard analysis.fates.allSatisfy({ $0.point?.stability == .stable }) else {
        return MechanismLabel(.slowManifold, evidence: "neutralPoints", reason: "distinctPoints", checks: checks)
      }
      let evidence = arrivals.contains(where: \.isAtResponse) ? "answersEarly" : "delayStates"
      return MechanismLabel(.fixedPoint, evidence: evidence, reason: "distinctPoints", checks: checks)
    }
    if arrived > 0 {
      return MechanismLabel(.mixed, evidence: "delayStates", reason: "someInTransit", checks: checks)
    }
    let delay = Double(analysis.phases.delay)
    let short = Check("delay", delay, thresholds.shortDelay * unitTimeConstant)
    let slownesses = analysis.passages.map {
      slowness($0, roots: analysis.points.roots, delay: delay, least: short.threshold)
    }
    if slownesses.allSatisfy({ $0.evidence != nil }) {
      checks += slownesses.flatMap(\.checks)
      let evidence = slownesses.allSatisfy { $0.evidence == "slowPoint" } ? "slowPoint" : "timeConstant"
      return MechanismLabel(.slowManifold, evidence: evidence, reason: analysis.pointReason, checks: checks)
    }
    checks.append(short)
    guard short.value < short.threshold else {
      let reason = arrivals.contains(where: \.isAtResponse) ? "earlyResponse" : "fastTransient"
      // What was missing for a slow manifold, so that a reader sees how little it was.
      checks += slownesses.filter { $0.evidence == nil }.flatMap(\.checks)
      return MechanismLabel(.unresolved, evidence: "delayStates", reason: reason, checks: checks)
    }
    return MechanismLabel(.slowManifold, evidence: "short", reason: analysis.pointReason, checks: checks)
  }

  /// Whether a state at the end of the delay is at its fixed point; if not, the check that fails most clearly.
  private func arrival(_ passage: DelayPassage, _ analysis: MechanismAnalysis) -> Arrival {
    // With one fate there is no distance between fates: each condition has that of its own path, however small.
    let farthest = analysis.passages.flatMap(\.distances).max() ?? 0
    let scale = analysis.fateDistance ?? max(passage.distances.max() ?? 0, 1e-3 * farthest)
    let checks = [
      Check("distanceToFate", passage.distanceToFate, thresholds.arrivedDistance * scale),
      Check("speedRatio", passage.speedRatio, thresholds.speedRatio),
      Check("outputDifference", passage.outputDifference, thresholds.outputDifference),
    ]
    let failed = checks.filter { !($0.value <= $0.threshold) }
    if let clearest = failed.max(by: { $0.margin < $1.margin }) {
      return Arrival(isAt: false, isAtResponse: false, checks: [clearest])
    }
    guard !passage.responseRatio.isNaN else { return Arrival(isAt: true, isAtResponse: false, checks: checks) }
    let response = Check("fateIsResponse", passage.responseRatio, thresholds.responseRatio)
    guard response.value > response.threshold else {
      return Arrival(isAt: true, isAtResponse: false, checks: checks + [response])
    }
    // The memory was here only if the state has waited here, answering early.
    let waited = Check(
      "waitedShare", passage.waitedShare(within: thresholds.arrivedDistance * scale), thresholds.waitedShare)
    let hasWaited = waited.value >= waited.threshold
    return Arrival(
      isAt: hasWaited, isAtResponse: true, checks: hasWaited ? checks + [response, waited] : [response, waited])
  }

  /// Where a state at the end of the delay is.
  private struct Arrival {
    /// At its fixed point, and not just come to answer.
    let isAt: Bool
    /// At a fixed point that is the response already.
    let isAtResponse: Bool
    let checks: [Check]
  }

  /// What speaks for a slow transit.
  private struct Slowness {
    /// The word for it; nil without any.
    let evidence: String?
    /// The comparisons that were passed, or without evidence those that were not.
    let checks: [Check]
  }

  /// The positive evidence that a transit is slow.
  private func slowness(
    _ passage: DelayPassage, roots: [CriticalPoint], delay: Double, least: Double
  ) -> Slowness {
    var failed: [Check] = []
    if let slowing = passage.slowing, let distance = passage.slowingDistance(to: roots) {
      let checks = [
        Check("slowingDepth", slowing.depth, thresholds.slowingDepth),
        Check("rootDistance", distance, thresholds.rootDistance),
      ]
      let turns = Check(
        "slowingTurns", delay * abs(passage.leadingMultiplier.angle) / (2 * .pi), thresholds.slowingTurns)
      failed += checks.filter { !($0.value >= $0.threshold) }
      if turns.value >= turns.threshold { failed.append(turns) }
      if failed.isEmpty { return Slowness(evidence: "slowPoint", checks: checks + [turns]) }
    }
    if let point = passage.slowPoint, let distance = passage.slowPointDistance {
      let checks = [
        Check("slowPointDistance", distance, thresholds.slowPointDistance * passage.extent),
        Check("slowPointSpeed", point.speed, thresholds.slowPointSpeed * passage.extent / delay),
      ]
      let missing = checks.filter { !($0.value <= $0.threshold) }
      if missing.isEmpty { return Slowness(evidence: "slowPoint", checks: checks) }
      failed += missing
    }
    let constant = Check("timeConstant", passage.leadingTimeConstant, max(delay, least))
    if constant.value >= constant.threshold { return Slowness(evidence: "timeConstant", checks: [constant]) }
    return Slowness(evidence: nil, checks: failed + [constant])
  }
}

extension MechanismAnalysis {
  /// Whether closed orbits are distinct or one.
  var cycleReason: String {
    guard fates.count > 1 else { return "singleCondition" }
    if areFatesDistinct { return "distinctCycles" }
    return Set(fateGroups).count == 1 ? "oneCycle" : "someCyclesShared"
  }

  /// Whether fixed points are distinct or one.
  var pointReason: String {
    guard fates.count > 1 else { return "singleCondition" }
    if areFatesDistinct { return "distinctPoints" }
    return Set(fateGroups).count == 1 ? "onePoint" : "somePointsShared"
  }
}

extension MechanismLabel {
  init(_ mechanism: Mechanism, evidence: String, reason: String, checks: [Check] = []) {
    self.init(
      mechanism: mechanism, margin: checks.margin, evidence: evidence, reason: reason, checks: checks)
  }
}
