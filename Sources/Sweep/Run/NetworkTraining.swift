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
    let verdicts = 32 * Double(settings.training.epochs)
    // The trajectory is held twice: as it is made, and as it is compressed.
    return LeakyRateGradient<Float>.bytes(network: network, task: settings.task, trials: settings.trials)
      + 24 * Double(network.layout.count) + verdicts + 2 * RecordSize.bytes(settings)
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

  private var schedule: TrainingSchedule {
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
  /// - Parameter betweenEpochs: called after every epoch but the last with the number of epochs run; returns whether to
  ///   go on.
  /// - Returns: the outcome, or nil when `betweenEpochs` stopped the training.
  /// - Throws: `TrainingError` when the network cannot be trained; whatever `betweenEpochs` throws.
  public func run(betweenEpochs: (Int) throws -> Bool) throws -> TrainingOutcome? {
    try checkMemory()
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
