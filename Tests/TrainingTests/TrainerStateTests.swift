import LinearAlgebra
import Networks
import Tasks
import Testing
import Training

/// A training that stops anywhere and goes on from its state comes to the same bits.
@Suite struct TrainerStateTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    var epochs = 60
    var learningRate = 0.1
    var momentum = 0.9
    var divergenceLoss: Double?
    var earlyStopEpochs: Int?
    var historyEvery = 7
    var readout = Readout.sigmoid
    var status = TrainingOutcome.Status.done

    /// Epochs after which the training stops: the first, one in a hurry after the other, the last but one.
    var stops: [Int] { [1, 2, 7, 8, 30, 31, epochs - 1] }

    var schedule: TrainingSchedule {
      TrainingSchedule(
        optimizer: GradientDescent(learningRate: learningRate, momentum: momentum, weightDecay: 1e-7), epochs: epochs,
        divergenceLoss: divergenceLoss, earlyStopEpochs: earlyStopEpochs, historyEvery: historyEvery)
    }

    func trainer(resuming state: TrainerState<Float>? = nil) throws -> Trainer<LeakyRateGradient<Float>> {
      let task = try DelayedCueDiscrimination(
        step: .milliseconds(5), cue: .milliseconds(30), delay: .milliseconds(10), reaction: .milliseconds(50),
        postReaction: .zero)
      let trials = task.makeTrials(count: 16)
      let network = LeakyRateNetwork(
        units: 32, alpha: 0.5, processNoise: 0.001, initialState: 0.1, readout: readout, inputCount: 2, outputCount: 2)
      let evaluator = LeakyRateGradient<Float>(network: network, trials: trials, noiseKey: 1)
      guard let state else {
        return Trainer(
          evaluator, trials: trials, initial: network.initialParameters(key: 1), schedule: schedule)
      }
      let resumed = Trainer(evaluator, trials: trials, resuming: state, schedule: schedule)
      guard let resumed else { throw DoesNotFit() }
      return resumed
    }
  }

  struct DoesNotFit: Error {}

  @Test(arguments: [
    Case(testDescription: "plain"), Case(testDescription: "without momentum", momentum: 0),
    Case(testDescription: "every epoch in the history", historyEvery: 1),
    Case(testDescription: "no epoch but the first and the last in the history", historyEvery: 1000),
    Case(
      testDescription: "a bound on the loss ends it", epochs: 400, learningRate: 2, divergenceLoss: 100,
      readout: .linear, status: .diverged),
    Case(
      testDescription: "the loss leaves the finite numbers", epochs: 400, learningRate: 1e5, readout: .linear,
      status: .diverged),
    Case(testDescription: "success ends it", epochs: 400, earlyStopEpochs: 5),
  ]) func goesOnBitForBit(_ item: Case) throws {
    var whole = try item.trainer()
    while !whole.isFinished { whole.runEpoch() }
    let expected = whole.outcome(seconds: 0)
    #expect(expected.status == item.status)
    if item.earlyStopEpochs != nil || item.status == .diverged { #expect(expected.epochs < item.epochs) }

    var trainer = try item.trainer()
    var resumes = 0
    while !trainer.isFinished {
      trainer.runEpoch()
      guard !trainer.isFinished, item.stops.contains(trainer.epoch) || trainer.epoch == expected.epochs - 1 else {
        continue
      }
      let state = trainer.state
      #expect(state.fits(item.schedule, parameterCount: state.parameters.count))
      trainer = try item.trainer(resuming: state)
      resumes += 1
    }
    #expect(resumes >= 1)
    let found = trainer.outcome(seconds: 0)
    #expect(found.parameters.map(\.bitPattern) == expected.parameters.map(\.bitPattern))
    #expect(found.finalLoss.bitPattern == expected.finalLoss.bitPattern)
    #expect(found.history.loss.map(\.bitPattern) == expected.history.loss.map(\.bitPattern))
    #expect(found.history.gradientNorm.map(\.bitPattern) == expected.history.gradientNorm.map(\.bitPattern))
    #expect(found.history.epochs == expected.history.epochs && found.epochs == expected.epochs)
    #expect(found.exact == expected.exact && found.published == expected.published && found.status == expected.status)
  }

  @Test func aStateOfAnotherTrainingIsRefused() throws {
    let item = Case(testDescription: "plain")
    var trainer = try item.trainer()
    for _ in 0..<20 { trainer.runEpoch() }
    let state = trainer.state
    let count = state.parameters.count
    #expect(state.fits(item.schedule, parameterCount: count))
    #expect(!state.fits(item.schedule, parameterCount: count + 1))
    #expect(!state.fits(Case(testDescription: "short", epochs: 20).schedule, parameterCount: count))
    #expect(!state.fits(Case(testDescription: "other history", historyEvery: 5).schedule, parameterCount: count))
    let early = TrainerState(
      epoch: 19, loss: state.loss, successesInARow: 0, parameters: state.parameters, velocity: state.velocity,
      trace: state.trace, history: state.history)
    #expect(!early.fits(item.schedule, parameterCount: count), "a trace of more epochs than were run")
    #expect(throws: DoesNotFit.self) { _ = try item.trainer(resuming: early).epoch }
    #expect(
      MetricTrace(exactAccuracy: [1], exactReliability: [1], publishedAccuracy: [1], publishedReliability: []) == nil)
  }
}
