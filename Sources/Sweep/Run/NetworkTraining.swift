import Networks
import Tasks
import Training

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

  /// A trainer at epoch 0.
  public func makeTrainer() -> Trainer<LeakyRateGradient<Float>> {
    let trials = settings.task.makeTrials(count: settings.trials)
    let network = network
    return Trainer(
      LeakyRateGradient(network: network, trials: trials, noiseKey: identity.streamKey), trials: trials,
      initial: network.initialParameters(key: identity.initialWeightsKey), schedule: schedule)
  }

  private var schedule: TrainingSchedule {
    let optimizer =
      switch settings.training.optimizer {
      case .sgd(let learningRate, let momentum, let weightDecay):
        GradientDescent(learningRate: learningRate, momentum: momentum, weightDecay: weightDecay)
      }
    return TrainingSchedule(
      optimizer: optimizer, epochs: settings.training.epochs, divergenceLoss: settings.training.divergenceLoss,
      historyEvery: settings.record.historyEvery, window: settings.accuracyWindow)
  }

  /// Trains to the end.
  ///
  /// - Parameter betweenEpochs: called after every epoch but the last with the number of epochs run; returns whether to
  ///   go on.
  /// - Returns: the outcome, or nil when `betweenEpochs` stopped the training.
  public func run(betweenEpochs: (Int) throws -> Bool) rethrows -> TrainingOutcome? {
    let clock = ContinuousClock()
    let begin = clock.now
    var trainer = makeTrainer()
    while true {
      trainer.runEpoch()
      if trainer.isFinished { break }
      guard try betweenEpochs(trainer.epoch) else { return nil }
    }
    return trainer.outcome(seconds: (clock.now - begin).seconds)
  }
}
