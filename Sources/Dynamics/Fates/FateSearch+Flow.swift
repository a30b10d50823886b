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
    let orbit = try ClosedOrbit.refine(
      flow, near: fate.finalState, period: cycle.period * interval, integrator: integrator)
    guard let orbit else {
      fate.kind = .unresolved
      fate.reason = "shootingFailed"
      return fate
    }
    let agreement = Check("periodsAgree", abs(cycle.period * interval / orbit.period - 1), options.periodAgreement)
    guard agreement.value <= agreement.threshold, orbit.transversalMultipliers.allSatisfy({ $0.magnitude < 1 }) else {
      fate.kind = .unresolved
      fate.reason = "periodsDisagree"
      return fate
    }
    fate.checks.append(agreement)
    fate.cycle?.closedOrbit = orbit
    fate.cycle?.transversalMultipliers = orbit.transversalMultipliers.map(\.magnitude)
    return fate
  }
}
