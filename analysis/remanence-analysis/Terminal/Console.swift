import Foundation

/// The terminal: results on standard output, everything about the work on standard error.
enum Console {
  /// A line of results.
  static func print(_ text: String) { FileHandle.standardOutput.write(Data((text + "\n").utf8)) }

  /// Text about the work, as it is.
  static func write(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }

  /// A warning.
  static func warning(_ text: String) { write("warning: \(text)\n") }

  /// An error, in one line.
  static func error(_ text: String) {
    let line = text.split(whereSeparator: \.isNewline).joined(separator: "; ")
    write("remanence-analysis: \(line)\n")
  }

  /// Whether people watch standard error.
  static var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }
}
