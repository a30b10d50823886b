/// Configurations small enough for a test, and large enough to learn.
enum Configurations {
  /// Twelve networks of the delayed cue; a second of work.
  static let cue = """
    name: cue
    seed: 7
    network: { units: 32 }
    task:
      kind: delayed-cue-discrimination
      trials: 16
    training: { epochs: 250 }
    grid:
      training.optimizer.learning-rate: [0.1, 0.05]
      task.delay: [20 ms, 40 ms, 60 ms]
      seed: { count: 2 }

    """

  /// Four networks of the control task without memory, with a linear readout.
  static let control = """
    name: control
    network: { units: 24, readout: linear }
    task: { kind: no-memory-control, trials: 16, reaction: 60 ms }
    training: { epochs: 250 }
    grid:
      training.optimizer.learning-rate: [0.05, 0.01]
      seed: { count: 2 }

    """

  /// The delayed cue with networks that take long enough to be interrupted.
  static func slowCue(epochs: Int = 3000) -> String {
    cue.replacing("name: cue", with: "name: slow-cue").replacing("epochs: 250", with: "epochs: \(epochs)")
  }

  /// Two networks of equal cost: the first, which is rank 0's, diverges at once; the second takes longer than any test.
  static let unequal = """
    name: unequal
    network: { units: 128, readout: linear }
    task: { kind: no-memory-control }
    training: { epochs: 1000000 }
    grid: { training.optimizer.learning-rate: [100000, 0.01] }

    """

  /// Two networks: the second, which comes first, needs three terabytes of memory, for its batch alone.
  static func tooLarge(epochs: Int) -> String {
    """
    name: too-large
    network: { units: 8 }
    task: { kind: delayed-cue-discrimination, trials: 65536 }
    training: { epochs: \(epochs) }
    grid: { task.delay: [0 ms, 4900 s] }

    """
  }

  /// One network, and quickly done.
  static let tiny = """
    name: tiny
    network: { units: 8 }
    task: { kind: delayed-cue-discrimination, trials: 4, delay: 20 ms }
    training: { epochs: 3 }

    """

  /// Sixteen networks that are trained in no time, and take a tenth of a second each to be analysed.
  static let largeUntrained = """
    name: large-untrained
    network: { units: 400 }
    task: { kind: delayed-cue-discrimination, trials: 2, delay: 400 ms }
    training: { epochs: 1 }
    record: { continuation: 1 }
    grid: { seed: { count: 16 } }

    """
}
