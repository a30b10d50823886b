import Networks

/// Everything a training carries from one epoch to the next: with it, and with its network and schedule, it goes on
/// as if it had never stopped, bit for bit.
///
/// Noise needs no state of its own: it is addressed by the epoch. A learning rule or an optimiser that remembers more
/// adds its memory here.
public struct TrainerState<Scalar: KernelScalar>: Sendable, Equatable {
  /// Epochs run so far: the position of every random stream.
  public let epoch: Int
  /// Loss of the last epoch, before its update.
  public let loss: Double
  /// Epochs of success in a row, up to the last.
  public let successesInARow: Int
  /// Parameters, flat, in the network's layout.
  public let parameters: [Scalar]
  /// The optimiser's velocity, one value per parameter.
  public let velocity: [Scalar]
  /// Accuracy and reliability of every epoch so far.
  public let trace: MetricTrace
  /// Learning curves so far.
  public let history: TrainingHistory

  /// Puts a state together, such as one that was stored.
  public init(
    epoch: Int, loss: Double, successesInARow: Int, parameters: [Scalar], velocity: [Scalar], trace: MetricTrace,
    history: TrainingHistory
  ) {
    self.epoch = epoch
    self.loss = loss
    self.successesInARow = successesInARow
    self.parameters = parameters
    self.velocity = velocity
    self.trace = trace
    self.history = history
  }

  /// Whether a training of so many parameters can be in this state between two of its epochs.
  public func fits(_ schedule: TrainingSchedule, parameterCount: Int) -> Bool {
    epoch >= 1 && epoch < schedule.epochs && (0...epoch).contains(successesInARow)
      && parameters.count == parameterCount && velocity.count == parameterCount && trace.epochs == epoch
      && history.isWhole && history.epochs == Array(stride(from: 0, to: epoch, by: schedule.historyEvery))
  }
}
