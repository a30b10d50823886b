import Sweep

/// Shows how far a benchmark is, on a terminal only: one line that renews itself.
final class BenchConsole {
  private let isTerminal = Console.isTerminal
  private var lastLine = ""

  /// Says which case is being measured and how long the rest takes.
  func progressed(_ progress: BenchRun.Progress) {
    guard isTerminal else { return }
    let line =
      "case \(progress.finished + 1) of \(progress.total), \(Console.duration(progress.secondsLeft)) left"
    guard line != lastLine else { return }
    lastLine = line
    Console.write("\r\u{1B}[K\(line)")
  }

  /// Takes the line away.
  func close() {
    if !lastLine.isEmpty { Console.write("\r\u{1B}[K") }
  }
}
