/// A piece of work repeated for a while: how often, and how long it took.
struct Slice {
  let count: Int
  let seconds: Double

  /// Repeats a piece at least once, and until the time is over.
  init(seconds limit: Double, _ piece: () -> Void) {
    let clock = ContinuousClock()
    let begin = clock.now
    var count = 0
    var seconds = 0.0
    repeat {
      piece()
      count += 1
      seconds = (clock.now - begin).seconds
    } while seconds < limit
    (self.count, self.seconds) = (count, seconds)
  }

  /// Pieces per second.
  var rate: Double { Double(count) / seconds }
}
