/// How far the classification is: a line that renews itself on a terminal, plain lines now and then in a log.
struct ProgressLine {
  private let total: Int
  private let isQuiet: Bool
  private let isTerminal = Console.isTerminal
  private let clock = ContinuousClock()
  private let begin: ContinuousClock.Instant
  private var last: ContinuousClock.Instant
  private var lastDone = 0
  private var hasOpenLine = false

  /// Starts the clock.
  init(total: Int, isQuiet: Bool) {
    self.total = total
    self.isQuiet = isQuiet
    begin = clock.now
    last = begin
  }

  /// Seconds since the start.
  var elapsed: Double { (clock.now - begin) / .seconds(1) }

  /// Shows how many networks are done: at most twice a second on a terminal; in a log at most every ten seconds, and then
  /// when a twentieth more is done or a minute has passed.
  mutating func show(_ done: Int) {
    let now = clock.now
    let waited = now - last
    guard !isQuiet, waited > (isTerminal ? .milliseconds(500) : .seconds(10)) else { return }
    guard isTerminal || 20 * (done - lastDone) >= total || waited > .seconds(60) else { return }
    last = now
    lastDone = done
    let left = done > 0 ? elapsed * Double(total - done) / Double(done) : .nan
    let line = "\(done) of \(total) networks classified, \(100 * done / max(total, 1)) %, \(duration(left)) left"
    Console.write(isTerminal ? "\r\u{1B}[K\(line)" : line + "\n")
    hasOpenLine = isTerminal
  }

  /// Removes the line.
  mutating func finish() {
    if hasOpenLine { Console.write("\r\u{1B}[K") }
    hasOpenLine = false
  }
}
