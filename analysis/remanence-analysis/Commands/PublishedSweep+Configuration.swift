import ScalingLaws
import Sweep

extension PublishedSweep {
  /// The published sweep that all cells with some settings are, or could be, a part of.
  init?(_ configuration: SweepConfiguration, settings: [String: String]) throws {
    let cells = (0..<configuration.grid.cellCount).filter { cell in
      let values = zip(configuration.columns, configuration.columnValues(ofCell: cell))
      return settings.allSatisfy { setting in
        values.contains { $0.name == setting.key && $1.description == setting.value }
      }
    }
    let sweeps = try cells.map { try PublishedSweep(configuration, cell: $0) }
    guard let first = sweeps.first, let sweep = first, sweeps.allSatisfy({ $0 == sweep }) else { return nil }
    self = sweep
  }

  /// The published sweep that a cell is, or could be, a part of: all that enters its identity is as published but for learning rate
  /// and duration, and it was trained for at least the published number of epochs without post-reaction period,
  /// max(1000, 30 / learning rate).
  private init?(_ configuration: SweepConfiguration, cell: Int) throws {
    let free = ["task.delay", "task.reaction", "training.epochs", "training.optimizer.learning-rate"]
    let lines = configuration.identityText(ofCell: cell).split(separator: "\n").filter { line in
      !free.contains { line.hasPrefix($0 + "=") }
    }
    guard let sweep = PublishedSweep.allCases.first(where: { Set($0.identity) == Set(lines.map(String.init)) }) else {
      return nil
    }
    let training = try configuration.settings(ofCell: cell).training
    let rate = training.optimizer.learningRate
    let epochs = sweep == .noMemoryControl ? 3000 : max(1000, Int(30 / rate))
    guard training.epochs >= epochs else { return nil }
    self = sweep
  }

  /// What differs from the defaults, which are the published values without post-reaction period.
  private var identity: [String] {
    switch self {
    case .noPostReaction: ["task.kind=delayed-cue-discrimination"]
    case .postReaction: ["task.kind=delayed-cue-discrimination", "task.post-reaction=30 ms"]
    case .noMemoryControl:
      ["network.readout=linear", "task.kind=no-memory-control", "training.divergence-loss=100.0"]
    }
  }
}
