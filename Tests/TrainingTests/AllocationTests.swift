import AllocationCounter
import LinearAlgebra
import Networks
import Tasks
import Testing
import Training

/// An epoch in steady state asks for no memory.
@Suite struct AllocationTests {
  static func makeTrainer(epochs: Int) throws -> Trainer<LeakyRateGradient<Float>> {
    let task = try DelayedCueDiscrimination(
      step: .milliseconds(5), cue: .milliseconds(30), delay: .milliseconds(50), reaction: .milliseconds(50),
      postReaction: .zero)
    let trials = task.makeTrials(count: 70)
    let network = LeakyRateNetwork(
      units: 20, alpha: 0.5, processNoise: 0.001, initialState: 0.1, readout: .sigmoid, inputCount: task.inputCount,
      outputCount: task.outputCount)
    return Trainer(
      LeakyRateGradient(network: network, trials: trials, noiseKey: 3), trials: trials,
      initial: network.initialParameters(key: 1),
      schedule: TrainingSchedule(
        optimizer: GradientDescent(learningRate: 0.01, momentum: 0.9, weightDecay: 1e-7), epochs: epochs,
        historyEvery: 10))
  }

  @Test func anEpochAllocatesNothing() throws {
    var trainer = try Self.makeTrainer(epochs: 1000)
    for _ in 0..<3 { trainer.runEpoch() }
    let before = remanence_allocations_of_this_thread()
    for _ in 0..<200 { trainer.runEpoch() }
    #expect(remanence_allocations_of_this_thread() == before)
  }

  @inline(never)
  private static func epochsOfACopy(of trainer: borrowing Trainer<LeakyRateGradient<Float>>) -> Int {
    trainer.state.trace.epochs
  }

  /// Nor does one after a copy of the state was taken, and given back.
  @Test func anEpochAfterACheckpointAllocatesNothing() throws {
    var trainer = try Self.makeTrainer(epochs: 1000)
    for _ in 0..<3 { trainer.runEpoch() }
    let epochs = Self.epochsOfACopy(of: trainer)
    let before = remanence_allocations_of_this_thread()
    for _ in 0..<200 { trainer.runEpoch() }
    let after = remanence_allocations_of_this_thread()
    #expect(epochs == 3 && after == before)
  }

  /// The counter counts.
  @Test func makingATrainerAllocates() throws {
    let before = remanence_allocations_of_this_thread()
    _ = try Self.makeTrainer(epochs: 10)
    #expect(remanence_allocations_of_this_thread() >= before + 10)
  }
}
