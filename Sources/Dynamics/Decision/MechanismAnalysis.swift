import LinearAlgebra

/// Everything a mechanism label rests on: the fates of all conditions and how the delay is passed.
public struct MechanismAnalysis: Sendable {
  /// The noise-free run from rest: the cue in the first trial length, then silence.
  public let run: StateTrajectory
  /// Where the delay lies.
  public let phases: TrialPhases
  /// Fate of every condition from the end of its cue, input held.
  public let fates: [Fate]
  /// Number of the fate each condition shares with others, from 0 in order of appearance; equal numbers, equal fates.
  public let fateGroups: [Int]
  /// Smallest distance between fixed points that are fates; nil with fewer than two.
  public let fateDistance: Double?
  /// The delay of every condition.
  public let passages: [DelayPassage]
  /// Fixed and slow points found from the states of the delays and from where the fates end.
  public let points: CriticalPointSearch.Result

  /// Whether all conditions end on different fates.
  public var areFatesDistinct: Bool { Set(fateGroups).count == fateGroups.count }

  /// Analyses a network.
  ///
  /// - Parameters:
  ///   - network: the network.
  ///   - inputs: one trial per condition.
  ///   - phases: where the delay lies in it.
  ///   - targets: what is asked of every condition in delay and response; nil where nothing is.
  ///   - starts: states at the end of the cue, one per condition, `[C][N]`; nil takes those of the noise-free run.
  ///   - search: how fates are found.
  /// - Throws: `DynamicsError` when inputs and network do not belong together, and failures of linear algebra.
  public init(
    of network: LeakyRateMap, inputs: TrialInputs, phases: TrialPhases, targets: [DelayTargets]? = nil,
    starts: [[Double]]? = nil, search: FateSearch = FateSearch()
  ) throws(DynamicsError) {
    self.phases = phases
    let run = try Continuation.noiseFree.noiseFreeTrajectory(of: network, inputs: inputs)
    self.run = run
    var fates: [Fate] = []
    var passages: [DelayPassage] = []
    for condition in 0..<inputs.conditionCount {
      let map = try HeldLeakyRate(network, input: inputs.input(condition: condition, step: phases.cueEnd))
      let start =
        starts?[condition] ?? Array(run.states(condition: condition, steps: phases.cueEnd..<(phases.cueEnd + 1)))
      let fate = try search.fate(of: map, from: start)
      fates.append(fate)
      passages.append(
        try DelayPassage(of: map, network, from: start, steps: phases.delay, fate: fate, targets: targets?[condition]))
    }
    self.fates = fates
    points = try MechanismAnalysis.points(of: network, inputs, phases, fates, passages)
    for condition in passages.indices { passages[condition].note(slowPoints: points.slowPoints) }
    self.passages = passages
    fateGroups = FateGroups.numbers(of: fates, options: search.options)
    fateDistance = FateGroups.smallestDistance(fates, fateGroups)
  }
}

extension MechanismAnalysis {
  /// Most states of one condition's delay from which points are searched.
  static let startsPerCondition = 8

  /// Perturbed copies of every start in the second search.
  static let moreCopies = 8

  /// Searches from states spread over the delays, from the slowest ones, from where the fates end, and from the origin.
  ///
  /// The indices of all fixed points sum to 1; where those found do not, the search is repeated with more starts.
  /// The input is that of the first condition's delay; slow points faster than the delay's own mean speed are left out.
  private static func points(
    of network: LeakyRateMap, _ inputs: TrialInputs, _ phases: TrialPhases, _ fates: [Fate], _ passages: [DelayPassage]
  ) throws(DynamicsError) -> CriticalPointSearch.Result {
    var starts = fates.filter { $0.kind != .diverged }.map(\.finalState)
    starts.append([Double](repeating: 0, count: network.dimension))
    for passage in passages {
      let last = passage.states.count - 1
      let chosen = Set((0..<startsPerCondition).map { $0 * last / (startsPerCondition - 1) } + [passage.slowestStep])
      starts += chosen.sorted().map { passage.states[$0] }
    }
    var options = CriticalPointSearch.Options()
    let extent = passages.map(\.extent).max() ?? 0
    if phases.delay > 0, extent > 0 { options.maximumSpeed = extent / Double(phases.delay) }
    let map = try HeldLeakyRate(network, input: inputs.input(condition: 0, step: phases.cueEnd))
    let found = try CriticalPointSearch(options).points(of: map, from: starts)
    guard let sum = found.indexSum, sum != 1 else { return found }
    options.perturbedCopies = moreCopies
    return try CriticalPointSearch(options).points(of: map, from: starts)
  }
}

extension TrialInputs {
  /// The input of a condition at a step; silence beyond the trial.
  public func input(condition: Int, step: Int) -> [Double] {
    guard step >= 0, step < stepCount, condition >= 0, condition < conditionCount else {
      return [Double](repeating: 0, count: inputCount)
    }
    let first = (condition * stepCount + step) * inputCount
    return Array(values[first..<(first + inputCount)])
  }
}

/// Which fates are the same one.
enum FateGroups {
  /// Fixed points nearer than this, relative to 1 + |x|, are one: both are roots to rounding.
  static let samePoint = 1e-5

  /// Numbers fates from 0 in order of appearance.
  static func numbers(of fates: [Fate], options: FateOptions) -> [Int] {
    var groups: [Int] = []
    for (place, fate) in fates.enumerated() {
      let known = (0..<place).first { isSame(fates[$0], fate, options) }
      groups.append(known.map { groups[$0] } ?? (groups.max() ?? -1) + 1)
    }
    return groups
  }

  private static func isSame(_ first: Fate, _ second: Fate, _ options: FateOptions) -> Bool {
    guard first.kind == second.kind else { return false }
    if let a = first.point, let b = second.point {
      return Vector.distance(a.state, b.state) <= samePoint * (1 + Vector.length(a.state))
    }
    if let a = first.cycle {
      return a.distance(of: second.finalState) <= options.sameOrbitDistance * a.size
    }
    return false
  }

  /// Smallest distance between different fixed points; nil with fewer than two of them.
  static func smallestDistance(_ fates: [Fate], _ groups: [Int]) -> Double? {
    var smallest: Double?
    for first in fates.indices {
      for second in fates.indices where first < second && groups[first] != groups[second] {
        guard let a = fates[first].point, let b = fates[second].point else { continue }
        smallest = min(smallest ?? .infinity, Vector.distance(a.state, b.state))
      }
    }
    return smallest
  }
}
