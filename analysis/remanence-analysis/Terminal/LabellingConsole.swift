import Classification

/// Shows a classification on the terminal.
final class LabellingConsole: LabellingObserver {
  private let isQuiet: Bool
  private var progress: ProgressLine

  init(isQuiet: Bool) {
    self.isQuiet = isQuiet
    progress = ProgressLine(total: 0, isQuiet: isQuiet)
  }

  func warned(_ text: String) {
    progress.finish()
    Console.warning(text)
  }

  func started(taken: Int, left: Int) {
    if taken > 0, !isQuiet {
      Console.write(
        "\(counted(taken, "network")) of \(taken + left) labelled before, "
          + "\(left == 0 ? "none" : "\(left)") left to label\n")
    }
    progress = ProgressLine(total: left, isQuiet: isQuiet)
  }

  func progressed(_ done: Int) { progress.show(done) }

  func finished() { progress.finish() }
}
