import Tasks

/// How large a network's record is.
enum RecordSize {
  /// Bytes of names and attributes: all that is stored of a network that failed.
  static let failed = 65_536.0

  /// Bytes of one record before compression: weights, learning curves, trajectories, names and attributes.
  ///
  /// An upper bound: it is reserved before a record is written, so that a full disk is met before the file is touched.
  static func bytes(_ settings: CellSettings) -> Double {
    let units = Double(settings.network.units)
    let channels = Double(settings.task.inputCount + settings.task.outputCount)
    let weights = units * units + units * channels + 2 * units + Double(settings.task.outputCount)
    let samples = Double(settings.training.epochs / settings.record.historyEvery + 2)
    let steps = Double(settings.task.conditionCount * settings.task.stepCount * settings.record.continuation)
    let targets = Double(settings.task.conditionCount * settings.task.stepCount * settings.task.outputCount)
    return 4 * weights + 40 * samples + 4 * steps * (units + channels) + 4 * targets + failed
  }
}
