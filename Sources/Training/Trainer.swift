import LinearAlgebra
import Networks
import Tasks

/// How long and how a network is trained, and what is kept of it.
public struct TrainingSchedule: Sendable, Equatable {
  /// The optimiser.
  public let optimizer: GradientDescent
  /// Epochs; one epoch is one full-batch gradient step.
  public let epochs: Int
  /// A loss above this ends the network as diverged (default: only a loss that is not finite does).
  public let divergenceLoss: Double?
  /// End a network once so many epochs in a row were a success over the exact window (default: never).
  ///
  /// A tenth of all epochs run so far must be in that row too, so that a network that ends this way has learned by the rule
  /// of `LearningVerdict`. It saves time and changes results: what would have been forgotten later counts as learned.
  public let earlyStopEpochs: Int?
  /// Learning curves keep every so many epochs (default 10).
  public let historyEvery: Int
  /// Which window the learning curves show.
  public let window: AccuracyWindow

  /// Describes a training.
  public init(
    optimizer: GradientDescent, epochs: Int, divergenceLoss: Double? = nil, earlyStopEpochs: Int? = nil,
    historyEvery: Int = 10,
    window: AccuracyWindow = .exact
  ) {
    precondition(epochs >= 1 && historyEvery >= 1, "at least one epoch, kept at least once")
    precondition(earlyStopEpochs ?? 1 >= 1, "success takes at least one epoch")
    self.optimizer = optimizer
    self.epochs = epochs
    self.divergenceLoss = divergenceLoss
    self.earlyStopEpochs = earlyStopEpochs
    self.historyEvery = historyEvery
    self.window = window
  }
}

/// Trains one network: forward, backward, step, judge, epoch after epoch.
///
/// Everything an epoch needs is allocated when the trainer is made. `runEpoch` is the unit that benchmarks time and that
/// checkpoints lie between.
public struct Trainer<Evaluator: GradientEvaluator & ~Copyable>: ~Copyable {
  /// The schedule.
  public let schedule: TrainingSchedule
  /// Epochs run so far.
  public private(set) var epoch = 0
  /// Loss of the last epoch, before its update.
  public private(set) var loss = Double.nan
  /// How training ended, once it has.
  public private(set) var status: TrainingOutcome.Status?

  /// Epochs in a row, up to the last, with both metrics above the threshold of success.
  private var successesInARow = 0
  private let judge: TrialJudge
  private let windows: MetricWindows
  private var evaluator: Evaluator
  private var parameters: AlignedBuffer<Evaluator.Scalar>
  private var gradient: AlignedBuffer<Evaluator.Scalar>
  private var velocity: AlignedBuffer<Evaluator.Scalar>
  private var trace: MetricTrace
  private var history: TrainingHistory

  /// Prepares a training.
  ///
  /// - Parameters:
  ///   - evaluator: the network on its batch.
  ///   - trials: the same batch, to judge outputs.
  ///   - initial: initial parameters, flat.
  ///   - schedule: how long and how.
  public init(
    _ evaluator: consuming Evaluator, trials: TrialSet, initial: [Float], schedule: TrainingSchedule
  ) {
    precondition(initial.count == evaluator.layout.count, "one initial value per parameter")
    self.schedule = schedule
    judge = TrialJudge(trials)
    windows = trials.windows
    parameters = AlignedBuffer(initial.map { Evaluator.Scalar($0) })
    gradient = AlignedBuffer(count: initial.count)
    velocity = AlignedBuffer(count: initial.count)
    trace = MetricTrace(epochs: schedule.epochs)
    history = TrainingHistory(capacity: schedule.epochs / schedule.historyEvery + 2)
    self.evaluator = evaluator
  }

  /// Goes on from a state that a training of the same network on the same trials and schedule was in.
  ///
  /// - Returns: nil when the state does not fit network and schedule.
  public init?(
    _ evaluator: consuming Evaluator, trials: TrialSet, resuming state: TrainerState<Evaluator.Scalar>,
    schedule: TrainingSchedule
  ) {
    guard state.fits(schedule, parameterCount: evaluator.layout.count) else { return nil }
    self.init(
      evaluator, trials: trials, initial: [Float](repeating: 0, count: state.parameters.count), schedule: schedule)
    parameters = AlignedBuffer(state.parameters)
    velocity = AlignedBuffer(state.velocity)
    epoch = state.epoch
    loss = state.loss
    successesInARow = state.successesInARow
    trace.append(state.trace)
    history.append(state.history)
  }

  /// A copy of what the training has come to, from which another trainer can go on; to be taken between two epochs.
  public var state: TrainerState<Evaluator.Scalar> {
    TrainerState(
      epoch: epoch, loss: loss, successesInARow: successesInARow, parameters: parameters.array,
      velocity: velocity.array, trace: trace, history: history)
  }

  /// Where the time of epochs goes, when a benchmark asks it to count.
  public var clock: PhaseClock {
    get { evaluator.clock }
    set { evaluator.clock = newValue }
  }

  /// Whether another epoch is to be run.
  public var isFinished: Bool { status != nil }

  /// Runs one epoch.
  public mutating func runEpoch() {
    loss = evaluator.evaluate(parameters: parameters.pointer, gradient: gradient.pointer, epoch: epoch)
    let (exact, published) = judge.metrics(outputs: evaluator.outputs, windows: windows)
    trace.append(exact: exact, published: published)
    let diverged = !loss.isFinite || loss > schedule.divergenceLoss ?? .infinity
    successesInARow = LearningVerdict.isSuccess(exact) ? successesInARow + 1 : 0
    let isEarly = schedule.earlyStopEpochs.map { successesInARow >= max($0, (epoch + 1) / 10) } ?? false
    let isLast = diverged || isEarly || epoch + 1 == schedule.epochs
    if isLast || epoch.isMultiple(of: schedule.historyEvery) {
      let shown = schedule.window == .exact ? exact : published
      history.epochs.append(epoch)
      history.loss.append(loss)
      history.accuracy.append(shown.accuracy)
      history.reliability.append(shown.reliability)
      history.gradientNorm.append(
        Evaluator.Scalar.sumOfSquares(gradient.count, gradient.pointer).squareRoot())
    }
    if !diverged {
      schedule.optimizer.step(parameters: parameters, velocity: velocity, gradient: gradient)
    }
    epoch += 1
    if isLast { status = diverged ? .diverged : .done }
  }

  /// What the training has come to; `seconds` is the wall time it took.
  public func outcome(seconds: Double) -> TrainingOutcome {
    TrainingOutcome(
      status: status ?? .done, epochs: epoch, finalLoss: loss, exact: trace.exactVerdict,
      published: trace.publishedVerdict, history: history, parameters: parameters.array.map { Float($0) },
      seconds: seconds)
  }
}
