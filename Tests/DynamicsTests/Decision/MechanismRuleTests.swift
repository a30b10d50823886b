import Dynamics
import Foundation
import Testing

/// Networks whose mechanism is known by construction.
@Suite struct MechanismRuleTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let make: @Sendable () throws -> MemoryNetwork
    let mechanism: Mechanism
    let evidence: String
    let reason: String
    var testDescription: String { "\(mechanism) \(evidence) \(reason)" }

    init(
      _ mechanism: Mechanism, _ evidence: String, _ reason: String,
      _ make: @escaping @Sendable () throws -> MemoryNetwork
    ) {
      (self.make, self.mechanism, self.evidence, self.reason) = (make, mechanism, evidence, reason)
    }
  }

  static let cases: [Case] = [
    Case(.fixedPoint, "delayStates", "distinctPoints") { try .twoPoints() },
    Case(.limitCycle, "closedCurve", "oneCycle") { try .oneCycle() },
    Case(.limitCycle, "noDelay", "oneCycle") { try .oneCycle(delay: 0) },
    Case(.limitCycle, "closedCurve", "distinctCycles") { try .twoCycles() },
    Case(.mixed, "fates", "kindsDisagree") { try .cycleOrPoint() },
    Case(.slowManifold, "slowPoint", "onePoint") { try .ghosts(beyond: 1e-3) },
    Case(.fixedPoint, "delayStates", "distinctPoints") { try .ghosts(beyond: -1e-2, delay: 200) },
    Case(.slowManifold, "timeConstant", "onePoint") { try .slowUnit() },
    Case(.mixed, "delayStates", "someInTransit") { try .oneGhost() },
    Case(.unresolved, "delayStates", "fastTransient") { try .chain(delay: 30) },
    // A spiral that keeps its motion for the delay is no slow passage, not even where it is stretched.
    Case(.unresolved, "delayStates", "fastTransient") { try .spiral(stretch: 1) },
    Case(.unresolved, "delayStates", "fastTransient") { try .spiral(stretch: 3) },
    Case(.slowManifold, "short", "onePoint") { try .chain(delay: 9) },
    Case(.slowManifold, "noDelay", "onePoint") { try .chain(delay: 0) },
    Case(.unresolved, "delayStates", "memoryNotInState") { try .forgetful() },
    Case(.unresolved, "fates", "quasiPeriodic") { try .torus() },
    Case(.chaotic, "positiveExponent", "allConditions") { try .random(units: 40, gain: 4) },
    Case(.unresolved, "delayStates", "memoryNotInState") { try .random(units: 40, gain: 0.5) },
  ]

  @Test(arguments: cases) func isLabelled(_ known: Case) throws {
    let label = try known.make().label()
    #expect(label.mechanism == known.mechanism, "\(label)")
    #expect(label.evidence == known.evidence, "\(label)")
    #expect(label.reason == known.reason, "\(label)")
    #expect(label.margin == label.checks.map(\.margin).min())
    #expect(label.margin ?? 1 > 0)
  }

  /// Nothing that does not matter changes a label.
  @Test(arguments: cases) func isInvariant(_ known: Case) throws {
    let network = try known.make()
    let label = try network.label()
    func expectSame(_ other: MechanismLabel, _ change: Comment) {
      #expect(other.mechanism == label.mechanism, change)
      #expect(other.evidence == label.evidence, change)
      #expect(other.reason == label.reason, change)
    }
    let order = (0..<network.map.dimension).map { ($0 * 7 + 3) % network.map.dimension }
    if Set(order).count == order.count { expectSame(try network.permuted(order).label(), "units permuted") }
    expectSame(try network.permuted(Array((0..<network.map.dimension).reversed())).label(), "units reversed")
    var options = FateOptions()
    options.firstHorizon *= 2
    options.horizonLimit *= 2
    expectSame(try network.label(search: FateSearch(options: options)), "horizon doubled")
    let ends = try network.analysis().passages.compactMap(\.states.first)
    if network.targets == nil { expectSame(try swapped(network, ends), "conditions swapped") }
    for draw in 0..<5 { expectSame(try network.label(starts: noisyStarts(network, draw)), "noisy start \(draw)") }
  }

  /// Conditions change places with their starts.
  private func swapped(_ network: MemoryNetwork, _ starts: [[Double]]) throws -> MechanismLabel {
    try network.label(starts: starts.reversed())
  }

  /// States at the end of the cue after a random start and with the published noise.
  private func noisyStarts(_ network: MemoryNetwork, _ draw: Int) throws -> [[Double]] {
    var seed = UInt64(draw + 1)
    let run = try Continuation.published.trajectory(of: network.map, inputs: network.inputs) { buffer in
      seed &+= 1
      let numbers = fixedNumbers(12 * buffer.count, seed: seed)
      for index in buffer.indices {
        buffer[index] = numbers[(12 * index)..<(12 * index + 12)].reduce(0, +) / 2
      }
    }
    let end = network.phases.cueEnd
    return (0..<2).map { Array(run.states(condition: $0, steps: end..<(end + 1))) }
  }

  /// An orbit that is cut off has no fate, and neither has the network.
  @Test func aFateThatIsNotFoundIsSaid() throws {
    var options = FateOptions()
    options.firstHorizon = 64
    options.horizonLimit = 100
    let label = try MemoryNetwork.oneCycle().label(search: FateSearch(options: options))
    #expect(label.mechanism == .unresolved && label.evidence == "fates" && label.reason == "horizonReached")
  }

  /// A point that is the response is where the memory was only if the state has waited there.
  @Test func aResponseIsNoMemoryUnlessItLasts() throws {
    let targets = [
      DelayTargets(delay: [0, 0], response: [1, -1]), DelayTargets(delay: [0, 0], response: [-1, 1]),
    ]
    let early = try MemoryNetwork.twoPoints(output: [[1, 0], [0, 1]], targets: targets).label()
    #expect(early.mechanism == .fixedPoint && early.evidence == "answersEarly")
    let silent = try MemoryNetwork.twoPoints(output: [[0.1, 0], [0, 0.1]], targets: targets).label()
    #expect(silent.mechanism == .fixedPoint && silent.evidence == "delayStates")
    // Held at a ghost for most of the delay, the state comes to the response near its end.
    let late = try MemoryNetwork.ghosts(
      beyond: 1e-3, delay: 300, output: [[1, 0], [0, 1]],
      targets: [
        DelayTargets(delay: [0, 0], response: [-1, -1]), DelayTargets(delay: [0, 0], response: [-1, -1]),
      ]
    ).label()
    #expect(late.mechanism == .slowManifold && late.evidence == "slowPoint", "\(late)")
  }

  @Test(arguments: [
    (LearningOutcome.notLearned, Mechanism.notLearned), (.unstable, .unstable), (.diverged, .diverged),
    (.lossAboveBound, .diverged),
  ])
  func trainingDecidesFirst(_ outcome: LearningOutcome, _ mechanism: Mechanism) throws {
    let analysis = try MemoryNetwork.twoPoints().analysis()
    let label = MechanismRule().label(outcome: outcome, analysis: analysis, unitTimeConstant: 2)
    #expect(label.mechanism == mechanism)
    #expect(label.evidence == "training")
  }
}
