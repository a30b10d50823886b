import Foundation
import Networks
import Tasks
import Training

/// The trainer of every kind of network there is today; benchmarks and forecasts time the same one.
public typealias NetworkTrainer = Trainer<LeakyRateGradient<Float>>

/// Trains one network from its settings and its identity: the one place where a kind of network meets the trainer.
///
/// A new kind of network is a new case here and a line in `NetworkRegistry`.
public struct NetworkTraining {
  /// Everything the network's cell asks for.
  public let settings: CellSettings
  /// The network's identity.
  public let identity: NetworkIdentity

  /// Describes a training.
  public init(settings: CellSettings, identity: NetworkIdentity) {
    self.settings = settings
    self.identity = identity
  }

  /// The network.
  public var network: LeakyRateNetwork {
    LeakyRateNetwork(
      units: settings.network.units, alpha: settings.network.alpha, processNoise: settings.network.processNoise,
      initialState: settings.network.initialState, readout: settings.network.readout,
      inputCount: settings.task.inputCount, outputCount: settings.task.outputCount)
  }

  /// Bytes that training takes: batch, states of all time steps, parameters, and the verdicts' trace of every epoch.
  public var bytes: Double {
    let network = network
    // The verdicts' trace is held once, and twice more while a checkpoint is written; parameters likewise.
    let verdicts = 3 * 32 * Double(settings.training.epochs)
    // The trajectory is held twice: as it is made, and as it is compressed.
    return LeakyRateGradient<Float>.bytes(network: network, task: settings.task, trials: settings.trials)
      + 40 * Double(network.layout.count) + verdicts + 2 * RecordSize.bytes(settings)
  }

  /// Refuses a network that does not fit into this machine, before anything is allocated.
  public func checkMemory() throws(TrainingError) {
    let available = Double(ProcessInfo.processInfo.physicalMemory)
    guard bytes > available else { return }
    let gigabytes = { (count: Double) in "\((count / 1e8).rounded() / 10) GB" }
    throw TrainingError(
      code: .tooLarge,
      message: "training needs \(gigabytes(bytes)) of memory, this machine has \(gigabytes(available))",
      hint: "use fewer units, trials, epochs or time steps")
  }

  /// A trainer at epoch 0.
  public func makeTrainer() -> NetworkTrainer {
    let trials = settings.task.makeTrials(count: settings.trials)
    let network = network
    return Trainer(
      LeakyRateGradient(network: network, trials: trials, noiseKey: identity.streamKey), trials: trials,
      initial: network.initialParameters(key: identity.initialWeightsKey), schedule: schedule)
  }

  /// A trainer that goes on from a state, or begins where there is none that fits.
  private func makeTrainer(from state: TrainerState<Float>?) -> NetworkTrainer {
    guard let state else { return makeTrainer() }
    let trials = settings.task.makeTrials(count: settings.trials)
    let resumed = Trainer(
      LeakyRateGradient<Float>(network: network, trials: trials, noiseKey: identity.streamKey), trials: trials,
      resuming: state, schedule: schedule)
    if let resumed { return resumed }
    return makeTrainer()
  }

  /// How long and how the network is trained.
  var schedule: TrainingSchedule {
    let optimizer =
      switch settings.training.optimizer {
      case .sgd(let learningRate, let momentum, let weightDecay):
        GradientDescent(learningRate: learningRate, momentum: momentum, weightDecay: weightDecay)
      }
    return TrainingSchedule(
      optimizer: optimizer, epochs: settings.training.epochs, divergenceLoss: settings.training.divergenceLoss,
      earlyStopEpochs: settings.training.earlyStopEpochs, historyEvery: settings.record.historyEvery,
      window: settings.accuracyWindow)
  }

  /// Trains to the end.
  ///
  /// - Parameters:
  ///   - progress: where an earlier attempt stopped; nil to begin.
  ///   - betweenEpochs: called after every epoch but the last with the trainer and the seconds spent on the network so far,
  ///     earlier attempts included; returns whether to go on.
  /// - Returns: the outcome, or nil when `betweenEpochs` stopped the training.
  /// - Throws: `TrainingError` when the network cannot be trained; whatever `betweenEpochs` throws.
  public func run(
    from progress: TrainingProgress? = nil,
    betweenEpochs: (_ trainer: borrowing NetworkTrainer, _ seconds: Double) throws -> Bool
  ) throws -> TrainingOutcome? {
    try checkMemory()
    let clock = ContinuousClock()
    let begin = clock.now
    let secondsBefore = progress?.seconds ?? 0
    var trainer = makeTrainer(from: progress?.state)
    while true {
      trainer.runEpoch()
      if trainer.isFinished { break }
      guard try betweenEpochs(trainer, secondsBefore + (clock.now - begin).seconds) else { return nil }
    }
    return trainer.outcome(seconds: secondsBefore + (clock.now - begin).seconds)
  }
}
