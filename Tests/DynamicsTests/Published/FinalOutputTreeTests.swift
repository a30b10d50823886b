import Dynamics
import Foundation
import Testing

/// The tree of the FORCE study, leaf by leaf, with thresholds to the letter.
@Suite struct FinalOutputTreeTests {
  /// Runs that rest at the given values.
  private func resting(_ values: [Double]) -> [[Double]] { values.map { [Double](repeating: $0, count: 70) } }

  /// A run around a mean with a given variance: two values in turn.
  private func moving(_ mean: Double, variance: Double) -> [Double] {
    (0..<70).map { mean + ($0 % 2 == 0 ? 1 : -1) * variance.squareRoot() }
  }

  @Test func pointsAreCountedByTheirRoundedOutput() {
    let codes = [1.0, 0.5, 1.5]
    let six = resting([0.5, 1, 1.5, -0.5, -1, -1.5])
    #expect(FinalOutputTree(readouts: six, test: .landscape, codes: codes).label == "fixedPoint6")
    #expect(FinalOutputTree(readouts: Array(six.dropLast()), test: .landscape, codes: codes).label == "manifoldFps5")
    #expect(FinalOutputTree(readouts: Array(six.prefix(3)), test: .trialEnds, codes: codes).label == "fixedPoint3")
    #expect(FinalOutputTree(readouts: Array(six.prefix(2)), test: .trialEnds, codes: codes).label == "manifoldFps2")
    // Four decimals tell apart in the landscape what two decimals merge at trial ends.
    let close = resting([0.5001, 0.5002])
    #expect(FinalOutputTree(readouts: close, test: .landscape, codes: [1]).label == "fixedPoint2")
    #expect(FinalOutputTree(readouts: close, test: .trialEnds, codes: [1, -1]).label == "manifoldFps1")
  }

  @Test(arguments: [(FinalOutputTree.Test.landscape, 1e-9), (.trialEnds, 1e-6)])
  func theVarianceDecidesWhatRests(_ test: FinalOutputTree.Test, _ threshold: Double) {
    let below = FinalOutputTree(readouts: [moving(0, variance: 0.9 * threshold)], test: test, codes: [1])
    #expect(below.label.hasPrefix("manifoldFps") || below.label.hasPrefix("fixedPoint"))
    let above = FinalOutputTree(readouts: [moving(0, variance: 1.1 * threshold)], test: test, codes: [1])
    #expect(above.label == "limitCycle")
  }

  @Test func meansDecideAmongWhatMoves() {
    let different = [moving(0.1, variance: 0.1), moving(0.2, variance: 0.1)]
    #expect(FinalOutputTree(readouts: different, test: .trialEnds, codes: [1]).label == "limitCycle")
    let equal = [moving(0.1, variance: 0.1), moving(0.1, variance: 0.1)]
    #expect(FinalOutputTree(readouts: equal, test: .trialEnds, codes: [1]).label == "both")
    let far = [moving(3.6, variance: 0.1), moving(3.6, variance: 0.1)]
    #expect(FinalOutputTree(readouts: far, test: .trialEnds, codes: [1]).label == "far_someFPs")
    // Means are compared as Float32: what differs beyond that is equal.
    let nearly = [moving(0.1, variance: 0.1), moving(0.1 + 1e-12, variance: 0.1)]
    #expect(FinalOutputTree(readouts: nearly, test: .trialEnds, codes: [1]).label == "both")
  }

  /// Two bistable units read out as a difference: four corners, of which two give zero.
  @Test func networksAreRunFromTheirTrialEnds() throws {
    let network = try MemoryNetwork.twoPoints(output: [[1, 0], [0, 1]])
    let ends = [[0.9, -0.9], [-0.9, 0.9]]
    var draws = 0
    let labels = try FinalOutputTree.labels(of: network.map, trialEnds: ends, trialSteps: 20) { buffer in
      draws += 1
      let numbers = fixedNumbers(buffer.count, seed: UInt64(draws))
      for index in buffer.indices { buffer[index] = 2 * numbers[index] }
    }
    #expect(draws == 3 * FinalOutputTree.copies)
    #expect(labels.trialEnds == "fixedPoint2")
    #expect(labels.landscape == "manifoldFps3")
    #expect(throws: DynamicsError.self) {
      try FinalOutputTree.labels(of: network.map, trialEnds: [[1]], trialSteps: 20) { _ in }
    }
  }
}

@Suite struct OutputDeviationRuleTests {
  @Test func deviationsOfAllOutputsArePooled() {
    // One output alternates by 0.3, the other rests: the mean square is half of 0.09.
    let outputs = (0..<40).flatMap { [0.5 + ($0 % 2 == 0 ? 0.3 : -0.3), 0.2] }
    let rule = OutputDeviationRule(outputs: outputs, outputCount: 2, last: 10)
    #expect(abs(rule.deviation - (0.09 / 2).squareRoot()) < 1e-12)
    #expect(rule.isLimitCycle)
  }

  @Test func onlyTheEndCounts() {
    let outputs = (0..<40).map { $0 < 30 ? Double($0 % 2) : 0.5 }
    #expect(OutputDeviationRule(outputs: outputs, outputCount: 1, last: 10).deviation == 0)
    #expect(OutputDeviationRule(outputs: outputs, outputCount: 1, last: 1000).isLimitCycle)
    #expect(OutputDeviationRule(outputs: [], outputCount: 1, last: 10).deviation.isNaN)
    #expect(!OutputDeviationRule(outputs: [], outputCount: 0, last: 10).isLimitCycle)
  }

  @Test func itRunsFiveTrials() {
    #expect(OutputDeviationRule.continuation.trialLengths == 5)
    #expect(OutputDeviationRule.continuation.processNoise == 0.001)
    #expect(OutputDeviationRule.continuation.initialState == 0.1)
  }
}
