import Classification
import Dynamics
import Tasks
import Testing

@Suite struct SpecimenTests {
  /// Two units that rest at zero, with anything about them changed.
  private func specimen(
    recurrent: [Double] = [0, 0, 0, 0], alpha: Double = 0.5, readout: LeakyRateMap.Readout = .sigmoid,
    taskText: String = "task", outcome: LearningOutcome = .notJudged, published: Specimen.Verdict? = nil,
    streamKey: UInt64? = nil, reversed: Bool = false
  ) throws -> Specimen {
    let identity: [Double] = [1, 0, 0, 1]
    let zeros: [Double] = [0, 0]
    let tensors = [
      NetworkTensor("W_rec", shape: [2, 2], values: recurrent), NetworkTensor("W_in", shape: [2, 2], values: identity),
      NetworkTensor("W_out", shape: [2, 2], values: identity), NetworkTensor("b_rec", shape: [2], values: zeros),
      NetworkTensor("b_out", shape: [2], values: zeros),
    ]
    return Specimen(
      tensors: reversed ? tensors.reversed() : tensors, alpha: alpha, stepMilliseconds: 5, readout: readout,
      task: try DelayedCueDiscrimination(
        step: .milliseconds(5), cue: .milliseconds(30), delay: .milliseconds(20), reaction: .milliseconds(50),
        postReaction: .zero),
      taskText: taskText, outcome: outcome, published: published, streamKey: streamKey)
  }

  @Test func theDigestSaysWhatLabelsAreMadeFrom() throws {
    let digests = try [
      specimen(), specimen(recurrent: [0, 0, 0, 1e-300]), specimen(recurrent: [0, 0, 0, -0.0]), specimen(alpha: 0.25),
      specimen(readout: .linear), specimen(taskText: "another"), specimen(outcome: .learned),
      specimen(published: Specimen.Verdict(learned: true, stable: true)), specimen(streamKey: 0),
    ].map(\.digest)
    #expect(Set(digests).count == digests.count)
    #expect(digests.allSatisfy { $0.count == 64 })
    #expect(try specimen().digest == specimen(reversed: true).digest)
    #expect(try specimen(streamKey: 7).streamKey == 7)
    #expect(try specimen().streamKey != specimen(alpha: 0.25).streamKey)
  }

  /// Trained elsewhere, a network is labelled by its dynamics although it cannot do its task; in a sweep it is not.
  @Test func aNetworkThatRestsIsLabelledWhereItIsNotJudged() throws {
    let classifier = NetworkClassifier()
    let (elsewhere, evidence) = try classifier.classify(specimen())
    #expect(elsewhere.mechanism == .slowManifold)
    #expect(elsewhere.performance?.learned == false)
    #expect(evidence != nil)
    let (here, _) = try classifier.classify(
      specimen(outcome: .notLearned, published: Specimen.Verdict(learned: false, stable: true)))
    #expect(here.mechanism == .notLearned)
    #expect(here.performance == nil)
    #expect(here.fields.count == NetworkLabels.columns.count)
    #expect(NetworkLabels.fieldsOfFailed.count == NetworkLabels.columns.count)
  }

  /// Rates that leave the finite numbers are a result.
  @Test func weightsTooLargeForNumbersAreAResult() throws {
    let huge = Double.greatestFiniteMagnitude
    let (labels, _) = try NetworkClassifier().classify(specimen(recurrent: [huge, -huge, huge, -huge]))
    #expect([.diverged, .slowManifold, .limitCycle, .mixed, .unresolved].contains(labels.mechanism))
  }
}
