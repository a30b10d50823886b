import Networks
import Tasks
import Training

/// Everything one cell of the grid asks for; a network is this and a seed index.
public struct CellSettings: Sendable {
  /// The network.
  public let network: NetworkSettings
  /// The task, laid out on the network's time steps.
  public let task: any MemoryTask
  /// Trials B in a batch.
  public let trials: Int
  /// Which window decides `learned`.
  public let accuracyWindow: AccuracyWindow
  /// How it is trained.
  public let training: TrainingSettings
  /// What is recorded.
  public let record: RecordSettings
  let values: SettingValues
  let schema: SweepSchema

  /// The task section as YAML text, every key written, durations with units: readable by `TaskSettings.parse`.
  public var taskYAML: String { schema.section("task", values) }
}

/// How a network moves.
public struct NetworkSettings: Sendable, Equatable {
  /// Kind of network, a word of `NetworkRegistry`.
  public let kind: String
  /// Number of units N.
  public let units: Int
  /// Duration of a time step.
  public let step: Duration
  /// Time constant of the leak, at least one step.
  public let timeConstant: Duration
  /// Standard deviation of the process noise per step.
  public let processNoise: Double
  /// s in r(0) = tanh(s xi).
  public let initialState: Double
  /// Output nonlinearity.
  public let readout: Readout

  /// Step over time constant, in (0, 1].
  public var alpha: Double { step.seconds / timeConstant.seconds }
}

/// How a network is trained.
public struct TrainingSettings: Sendable, Equatable {
  /// Learning rule, a word of `RuleRegistry`.
  public let rule: String
  /// Optimizer.
  public let optimizer: OptimizerSettings
  /// Number of epochs, at least 1.
  public let epochs: Int
  /// A loss beyond which the network has diverged; nil for none (a loss that is not finite always ends a network).
  public let divergenceLoss: Double?
  /// Epochs of success in a row that end a network; nil for none.
  public let earlyStopEpochs: Int?
}

/// An optimizer and its parameters.
public enum OptimizerSettings: Sendable, Equatable {
  /// Gradient descent with momentum and weight decay.
  case sgd(learningRate: Double, momentum: Double, weightDecay: Double)

  /// The learning rate.
  public var learningRate: Double {
    switch self {
    case .sgd(let learningRate, _, _): learningRate
    }
  }
}

/// What is recorded of a network.
public struct RecordSettings: Sendable, Equatable {
  /// Epochs between two points of the history.
  public let historyEvery: Int
  /// Length of the noise-free run in trial lengths.
  public let continuation: Int
  /// Time between two checkpoints of a network in training; nil to write one only when the run is stopped.
  public let checkpointEvery: Duration?

  /// Creates settings.
  public init(historyEvery: Int, continuation: Int, checkpointEvery: Duration?) {
    self.historyEvery = historyEvery
    self.continuation = continuation
    self.checkpointEvery = checkpointEvery
  }
}
