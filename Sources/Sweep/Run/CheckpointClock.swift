/// When the next checkpoint of a network is due.
///
/// The interval is the configured one, or a hundred times what the last checkpoint took to write where that is longer:
/// whatever the disk, checkpoints cost less than 1 % of the time.
struct CheckpointClock {
  private let interval: Duration?
  private let clock = ContinuousClock()
  private var due: ContinuousClock.Instant?

  /// Starts the clock.
  ///
  /// - Parameter interval: time between two checkpoints; nil for none.
  init(every interval: Duration?) {
    self.interval = interval
    due = interval.map { clock.now + $0 }
  }

  /// Whether a checkpoint is due.
  var isDue: Bool { due.map { clock.now >= $0 } ?? false }

  /// Writes a checkpoint and sets the time of the next one, also where writing fails.
  mutating func time(_ write: () throws(RunError) -> Void) throws(RunError) {
    let begin = clock.now
    defer {
      let end = clock.now
      due = interval.map { end.advanced(by: max($0, (end - begin) * 100)) }
    }
    try write()
  }
}
