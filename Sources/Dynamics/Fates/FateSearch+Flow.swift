import Foundation

extension FateSearch {
  /// Speed that integration over one interval leaves at a point of rest, in tolerances; 10.
  ///
  /// Near a stable point the steps grow until their error is what is allowed, so the state trembles by about a
  /// tolerance.
  static let integrationNoise = 10.0

  /// The fate of the orbit of a flow.
  ///
  /// The flow is sampled at a fixed interval and followed as a map; its closed orbits are then refined by shooting, and
  /// only those that converge keep the name.
  ///
  /// - Parameters:
  ///   - flow: dx/dt = f(x).
  ///   - interval: sampling interval in the time units of the flow; a twentieth of the shortest turn or less.
  ///   - start: x(0), `[N]`.
  ///   - integrator: how the flow is integrated.
  /// - Returns: the fate. Times and rates of it are per sampling step; `ClosedOrbit` is in units of the flow.
  /// - Throws: `DynamicsError` as for maps, and for an interval that is not positive.
  public func fate<Flow: SmoothFlow>(
    of flow: Flow, interval: Double, from start: [Double], integrator: DormandPrince = DormandPrince()
  ) throws(DynamicsError) -> Fate {
    let map = try FlowMap(flow, interval: interval, integrator: integrator)
    var options = options
    options.restingSpeed = max(options.restingSpeed, FateSearch.integrationNoise * integrator.tolerance)
    var fate = try FateSearch(options: options).fate(of: map, from: start)
    guard fate.kind == .limitCycle, let cycle = fate.cycle else { return fate }
    fate.kind = .unresolved
    fate.reason = "shootingFailed"
    // Just past a doubling of the period every turn is nearly the next one, and the sampled orbit comes back after one;
    // shooting then ends on the unstable orbit of one turn between the two, or nowhere.
    for turns in [1.0, 2] {
      let period = turns * cycle.period
      guard
        let orbit = try ClosedOrbit.refine(
          flow, near: fate.finalState, period: period * interval, integrator: integrator)
      else { continue }
      let agreement = Check("periodsAgree", abs(period * interval / orbit.period - 1), options.periodAgreement)
      guard agreement.value <= agreement.threshold, orbit.transversalMultipliers.allSatisfy({ $0.magnitude < 1 }) else {
        fate.reason = "periodsDisagree"
        continue
      }
      fate.kind = .limitCycle
      fate.reason = "closedCurve"
      fate.checks.append(agreement)
      fate.cycle?.period = period
      fate.cycle?.recurrencePeriod = turns * cycle.recurrencePeriod
      fate.cycle?.closedOrbit = orbit
      fate.cycle?.transversalMultipliers = orbit.transversalMultipliers.map(\.magnitude)
      fate.cycle?.curve = try curve(of: flow, orbit, integrator)
      return fate
    }
    fate.cycle = nil
    return fate
  }

  /// States of a refined orbit, once around.
  private func curve<Flow: SmoothFlow>(
    of flow: Flow, _ orbit: ClosedOrbit, _ integrator: DormandPrince
  ) throws(DynamicsError) -> [Double] {
    let map = try FlowMap(flow, interval: orbit.period / Double(CycleEvidence.curveLimit), integrator: integrator)
    var state = orbit.state
    var next = state
    var curve = state
    for _ in 1..<CycleEvidence.curveLimit {
      map.step(from: state, to: &next)
      swap(&state, &next)
      curve += state
    }
    return curve
  }
}
