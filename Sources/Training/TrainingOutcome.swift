import Networks

/// What a trained network leaves behind.
public struct TrainingOutcome: Sendable, Equatable {
  /// How training ended.
  public enum Status: String, Sendable {
    /// All epochs were run.
    case done
    /// The loss left the finite numbers, or the configured bound; a result, not an error.
    case diverged
  }

  /// How training ended.
  public let status: Status
  /// Epochs that were run.
  public let epochs: Int
  /// Loss of the last epoch, before its update.
  public let finalLoss: Double
  /// Verdict over the exact window.
  public let exact: LearningVerdict
  /// Verdict over the published window.
  public let published: LearningVerdict
  /// Learning curves.
  public let history: TrainingHistory
  /// Trained parameters, flat, in the network's layout.
  public let parameters: [Float]
  /// Wall time of the training in seconds.
  public let seconds: Double
}

/// Learning curves, thinned to every so many epochs; the last epoch is always there.
public struct TrainingHistory: Sendable, Equatable {
  /// Epoch numbers from 0.
  public internal(set) var epochs: [Int] = []
  /// Loss before the update of that epoch.
  public internal(set) var loss: [Double] = []
  /// Accuracy over the window in use.
  public internal(set) var accuracy: [Double] = []
  /// Reliability over the window in use.
  public internal(set) var reliability: [Double] = []
  /// Euclidean norm of the gradient over all parameters, without weight decay.
  public internal(set) var gradientNorm: [Double] = []

  /// Puts curves together, such as stored ones.
  public init(
    epochs: [Int], loss: [Double], accuracy: [Double], reliability: [Double], gradientNorm: [Double]
  ) {
    self.epochs = epochs
    self.loss = loss
    self.accuracy = accuracy
    self.reliability = reliability
    self.gradientNorm = gradientNorm
  }

  /// Whether every curve has a value for every epoch.
  var isWhole: Bool { [loss, accuracy, reliability, gradientNorm].allSatisfy { $0.count == epochs.count } }

  /// Adds an earlier part of the curves.
  mutating func append(_ earlier: TrainingHistory) {
    epochs += earlier.epochs
    loss += earlier.loss
    accuracy += earlier.accuracy
    reliability += earlier.reliability
    gradientNorm += earlier.gradientNorm
  }

  /// Curves without points, with room for so many.
  init(capacity: Int) {
    epochs.reserveCapacity(capacity)
    loss.reserveCapacity(capacity)
    accuracy.reserveCapacity(capacity)
    reliability.reserveCapacity(capacity)
    gradientNorm.reserveCapacity(capacity)
  }
}

/// Which window decides whether a network learned.
public enum AccuracyWindow: String, Sendable, CaseIterable {
  /// Exactly the steps that ask for a response.
  case exact
  /// The window of the published code.
  case published
}
