import Networks
import Tasks
import Testing
import Training

@Suite struct TrainerTests {
  static func trainer(
    epochs: Int, learningRate: Double, divergenceLoss: Double? = nil, earlyStopEpochs: Int? = nil, noiseKey: UInt64 = 1
  ) throws
    -> Trainer<LeakyRateGradient<Float>>
  {
    let task = try DelayedCueDiscrimination(
      step: .milliseconds(5), cue: .milliseconds(30), delay: .milliseconds(10), reaction: .milliseconds(50),
      postReaction: .zero)
    let trials = task.makeTrials(count: 16)
    let network = LeakyRateNetwork(
      units: 32, alpha: 0.5, processNoise: 0.001, initialState: 0.1, readout: .sigmoid, inputCount: 2, outputCount: 2)
    return Trainer(
      LeakyRateGradient(network: network, trials: trials, noiseKey: noiseKey), trials: trials,
      initial: network.initialParameters(key: 1),
      schedule: TrainingSchedule(
        optimizer: GradientDescent(learningRate: learningRate, momentum: 0.9, weightDecay: 1e-7), epochs: epochs,
        divergenceLoss: divergenceLoss, earlyStopEpochs: earlyStopEpochs, historyEvery: 7))
  }

  static func run(_ trainer: consuming Trainer<LeakyRateGradient<Float>>) -> TrainingOutcome {
    while !trainer.isFinished { trainer.runEpoch() }
    return trainer.outcome(seconds: 0)
  }

  @Test func learnsAShortDelay() throws {
    let outcome = Self.run(try Self.trainer(epochs: 400, learningRate: 0.1))
    #expect(outcome.status == .done && outcome.epochs == 400)
    #expect(outcome.exact.learned && outcome.published.learned)
    #expect(outcome.finalLoss < 0.2 * (outcome.history.loss.first ?? 0))
    #expect(outcome.history.epochs == Array(stride(from: 0, through: 399, by: 7)))
    #expect(outcome.history.gradientNorm.allSatisfy { $0 > 0 && $0.isFinite })
  }

  @Test func sameIdentityGivesSameBits() throws {
    let first = Self.run(try Self.trainer(epochs: 60, learningRate: 0.1))
    let second = Self.run(try Self.trainer(epochs: 60, learningRate: 0.1))
    let other = Self.run(try Self.trainer(epochs: 60, learningRate: 0.1, noiseKey: 2))
    #expect(first == second)
    #expect(first.history.epochs.suffix(2) == [56, 59])
    #expect(first.parameters != other.parameters)
  }

  /// The bits of a small training, whatever machine runs it.
  ///
  /// When they change on purpose, the version of `KernelSet` is raised with them: runs that were begun before must not go on
  /// as if nothing had happened.
  @Test func trainingGivesTheBitsOfThisVersion() throws {
    let outcome = Self.run(try Self.trainer(epochs: 60, learningRate: 0.1))
    let words = outcome.parameters.map(\.bitPattern.littleEndian) + outcome.history.loss.map { Float($0).bitPattern }
    let digest = words.reduce(14_695_981_039_346_656_037 as UInt64) { ($0 ^ UInt64($1)) &* 1_099_511_628_211 }
    #expect(digest == 7_227_942_465_199_017_493)
  }

  @Test func aBoundOnTheLossEndsTheNetworkAsDiverged() throws {
    let outcome = Self.run(try Self.trainer(epochs: 50, learningRate: 0.1, divergenceLoss: 1e-9))
    #expect(outcome.status == .diverged && outcome.epochs == 1 && outcome.history.epochs == [0])
    #expect(outcome.parameters.allSatisfy { $0.isFinite })
  }

  /// The same network, cut short: bits are the same up to the end, and it has learned however late success came.
  @Test(arguments: [1, 20])
  func earlyStopEndsAfterSuccessesInARow(epochsInARow: Int) throws {
    let whole = Self.run(try Self.trainer(epochs: 400, learningRate: 0.1))
    let short = Self.run(try Self.trainer(epochs: 400, learningRate: 0.1, earlyStopEpochs: epochsInARow))
    let first = try #require(whole.exact.firstSuccess)
    #expect(short.status == .done && short.epochs >= first + epochsInARow && short.epochs < 400)
    #expect(short.epochs >= first + (short.epochs / 10))
    #expect(short.exact.firstSuccess == first)
    #expect(whole.history.loss.starts(with: short.history.loss.dropLast()))
    #expect(short.exact.learned)
  }

  /// A linear readout driven by a huge rate leaves the finite numbers within a few epochs.
  @Test func aLossThatIsNotFiniteEndsTheNetwork() throws {
    let task = try NoMemoryControl(step: .milliseconds(5), cue: .milliseconds(5), reaction: .milliseconds(20))
    let trials = task.makeTrials(count: 4)
    let network = LeakyRateNetwork(
      units: 8, alpha: 0.5, processNoise: 0, initialState: 0.1, readout: .linear, inputCount: 2, outputCount: 2)
    let outcome = Self.run(
      Trainer(
        LeakyRateGradient<Float>(network: network, trials: trials, noiseKey: 1), trials: trials,
        initial: network.initialParameters(key: 1),
        schedule: TrainingSchedule(
          optimizer: GradientDescent(learningRate: 1e6, momentum: 0.9, weightDecay: 0), epochs: 1000)))
    #expect(outcome.status == .diverged && outcome.epochs < 1000)
    #expect(!outcome.finalLoss.isFinite)
  }
}
