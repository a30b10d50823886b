import Dynamics
import HDF5

/// Fates, points and delays of a network in its group.
///
/// Times are in milliseconds, rates per step; what is missing is NaN.
extension EvidenceFile {
  private static func metadata(_ units: String, _ longName: String, _ dimensions: [String]) -> DatasetMetadata {
    DatasetMetadata(units: units, longName: longName, dimensions: dimensions)
  }

  /// `checks`: the comparisons on the path to the label.
  static func write(_ checks: [Check], to group: borrowing Group) throws(HDF5Error) {
    guard !checks.isEmpty else { return }
    try group.write(
      checks.flatMap { [$0.value, $0.threshold] }, shape: [checks.count, 2], as: "checks",
      metadata: metadata(
        "1", "what was compared on the path to the label, and with what", ["check", "value_threshold"]))
    try group.setAttribute("names", to: checks.map(\.name).joined(separator: ","), of: "checks")
  }

  /// `fates/`: what every condition ends on.
  static func write(
    _ fates: [Fate], _ groups: [Int], _ evidence: DynamicsEvidence, to network: borrowing Group
  ) throws(HDF5Error) {
    let step = evidence.step
    let group = try network.createGroup("fates")
    try group.setAttribute("kind", to: fates.map(\.kind.rawValue).joined(separator: ","))
    try group.setAttribute("reason", to: fates.map(\.reason).joined(separator: ","))
    func write(_ values: [Double], _ name: String, _ units: String, _ longName: String) throws(HDF5Error) {
      try group.write(values, as: name, metadata: metadata(units, longName, ["condition"]))
    }
    try group.write(
      groups.map(Int64.init), as: "group",
      metadata: metadata("1", "number of the fate, equal where conditions share one", ["condition"]))
    try group.write(
      fates.map { Int64($0.horizon) }, as: "horizon",
      metadata: metadata("step", "steps after which the fate was named", ["condition"]))
    try write(fates.map { ($0.cycle?.period ?? .nan) * step }, "period", "ms", "period by the section")
    try write(
      fates.map { ($0.cycle?.recurrencePeriod ?? .nan) * step }, "recurrence_period", "ms", "period by recurrence")
    try write(
      fates.map { $0.cycle?.lockedSteps.map(Double.init) ?? .nan }, "locked_steps", "step",
      "steps after which the orbit repeats exactly")
    try write(
      fates.map { $0.directDivergence ?? .nan }, "direct_divergence", "1/step", "rate at which two nearby orbits part")
    try write(fates.map { $0.cycle?.size ?? .nan }, "size", "1", "root mean square distance of the orbit from its mean")
    let width = fates.map { $0.exponents?.values.count ?? 0 }.max() ?? 0
    if width > 0 {
      func rows(_ values: (LyapunovExponents) -> [Double]) -> [Double] {
        fates.flatMap { fate -> [Double] in
          let known = fate.exponents.map(values) ?? []
          return known + [Double](repeating: .nan, count: width - known.count)
        }
      }
      try group.write(
        rows(\.values), shape: [fates.count, width], as: "exponents",
        metadata: metadata("1/step", "leading Lyapunov exponents", ["condition", "exponent"]))
      try group.write(
        rows(\.errors), shape: [fates.count, width], as: "exponent_errors",
        metadata: metadata("1/step", "errors of the exponents", ["condition", "exponent"]))
    }
    let most = fates.map { $0.cycle?.transversalMultipliers.count ?? 0 }.max() ?? 0
    if most > 0 {
      try group.write(
        fates.flatMap { fate -> [Double] in
          let known = fate.cycle?.transversalMultipliers ?? []
          return known + [Double](repeating: .nan, count: most - known.count)
        }, shape: [fates.count, most], as: "transversal_multipliers",
        metadata: metadata("1", "multipliers per period, the trivial one left out", ["condition", "multiplier"]))
    }
    guard let axes = evidence.components?.axes else { return }
    for (condition, fate) in fates.enumerated() where groups.firstIndex(of: groups[condition]) == condition {
      guard let cycle = fate.cycle else { continue }
      let projected = axes.project(cycle.curve, centred: true)
      try group.write(
        projected.map(Float.init), shape: [projected.count / 2, 2], as: "orbit_\(groups[condition])",
        metadata: metadata("1", "closed orbit in the plane of the principal components", ["phase", "component"]))
    }
  }

  /// `points/`: fixed and slow points.
  static func write(
    _ points: [CriticalPoint], _ evidence: DynamicsEvidence, to network: borrowing Group
  ) throws(HDF5Error) {
    guard let units = points.first?.state.count else { return }
    let group = try network.createGroup("points")
    func write(_ name: String, _ units: String, _ longName: String, _ value: (CriticalPoint) -> Double)
      throws(HDF5Error)
    {
      try group.write(points.map(value), as: name, metadata: metadata(units, longName, ["point"]))
    }
    try group.setAttribute("kind", to: points.map(\.kind.rawValue).joined(separator: ","))
    try group.setAttribute("stability", to: points.map(\.stability.rawValue).joined(separator: ","))
    try group.write(
      points.flatMap(\.state), shape: [points.count, units], as: "state",
      metadata: metadata("1", "rates at the point", ["point", "unit"]))
    try write("q", "1", "half the squared speed, |F(x) - x|^2 / 2") { $0.q }
    try write("last_step", "1", "length of the last step of the search") { $0.lastStep }
    try write("iterations", "1", "steps of the search") { Double($0.iterations) }
    try write("unstable_directions", "1", "eigenvalues outside the unit circle") { Double($0.unstableDirections) }
    try write("slowest_time_constant", "ms", "time constant of the slowest stable direction") {
      $0.slowestTimeConstantMilliseconds(step: evidence.step) ?? .nan
    }
    try group.write(
      points.flatMap { $0.spectrum.flatMap { [$0.real, $0.imaginary] } }, shape: [points.count, units, 2],
      as: "spectrum", metadata: metadata("1", "eigenvalues of DF, leading first", ["point", "eigenvalue", "part"]))
    guard let axes = evidence.components?.axes else { return }
    try group.write(
      axes.project(points.flatMap(\.state), centred: true), shape: [points.count, 2], as: "projection",
      metadata: metadata("1", "the points in the plane of the principal components", ["point", "component"]))
  }

  /// `delay/`: the state of the memory.
  static func write(
    _ passages: [DelayPassage], _ evidence: DynamicsEvidence, to network: borrowing Group
  ) throws(HDF5Error) {
    let step = evidence.step
    let group = try network.createGroup("delay")
    func write(_ name: String, _ units: String, _ longName: String, _ value: (DelayPassage) -> Double) throws(HDF5Error)
    {
      try group.write(passages.map(value), as: name, metadata: metadata(units, longName, ["condition"]))
    }
    try write("slowest_time", "ms", "time after the cue at which the speed is smallest") {
      Double($0.slowestStep) * step
    }
    try write("smallest_speed", "1/step", "speed |F(r) - r| there") { $0.speeds[$0.slowestStep] }
    try write(
      "leading_time_constant", "ms", "time constant of the leading eigenvalue at the bottom of the slowing, or there"
    ) {
      $0.leadingTimeConstant * step
    }
    try write("slowing_depth", "1", "fall and rise of q around its deepest minimum within the delay, NaN without one") {
      $0.slowing?.depth ?? .nan
    }
    try write("slowing_time", "ms", "time of that minimum after the cue") {
      $0.slowing.map { Double($0.step) * step } ?? .nan
    }
    try write("extent", "1", "largest distance from the state at the end of the cue") { $0.extent }
    try write("distance_to_fate", "1", "distance of the state at the end of the delay from the fate") {
      $0.distanceToFate
    }
    try write("speed_ratio", "1", "speed there over the linear prediction from the fixed point") { $0.speedRatio }
    try write("output_difference", "1", "largest difference of an output there from that at the fixed point") {
      $0.outputDifference
    }
    try write("slow_point_distance", "1", "distance of the nearest slow point from the path") {
      $0.slowPointDistance ?? .nan
    }
    try write("slow_point_speed", "1/step", "speed at that slow point") { $0.slowPoint?.speed ?? .nan }
    guard let memory = evidence.memory, let run = evidence.analysis?.run else { return }
    let conditions = run.conditionCount
    try group.write(
      memory.speeds.map(Float.init), shape: [conditions, memory.speeds.count / max(conditions, 1)], as: "speed",
      metadata: metadata("1/step", "speed of the noise-free run", ["condition", "time"]))
    if !memory.separation.isEmpty {
      try group.write(
        memory.separation.map(Float.init), as: "separation",
        metadata: metadata("1", "smallest distance between conditions", ["time"]))
    }
    if let decodability = evidence.decodability {
      try group.write(
        decodability.accuracy.map(Float.init), as: "decodability",
        metadata: metadata("1", "share of noisy trials nearest to their own condition's mean", ["time"]))
    }
    try group.setAttribute("participation_ratio", to: memory.participationRatio)
    try group.setAttribute("peak_time_entropy", to: memory.peakTimeEntropy)
    try group.setAttribute("ridge_to_background", to: memory.ridgeToBackground)
    if let beyond = evidence.memoryBeyondDelay { try group.setAttribute("memory_beyond_delay_ms", to: beyond) }
  }
}
