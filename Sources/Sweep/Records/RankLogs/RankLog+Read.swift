import Foundation

/// How a rank's attempt broke off, as its log tells.
package struct RankLogEnding: Sendable, Equatable {
  /// A process that broke down.
  package struct Fault: Sendable, Equatable {
    /// The network whose computation it was.
    package let network: Int
    /// Number of the signal.
    package let signal: Int
  }

  /// The network that the rank was computing at the last line; nil where it had finished it, or stopped in good order.
  package private(set) var networkInProgress: Int?
  /// How the process broke down; nil where it did not, or the network was not to blame.
  package private(set) var fault: Fault?

  /// Bytes at the end of a log that are read: a network in progress is named in its last lines.
  private static let tailLength: UInt64 = 4096

  /// Reads the end of a log; nil for one that cannot be read.
  init?(path: String) {
    guard let handle = FileHandle(forReadingAtPath: path) else { return nil }
    defer { try? handle.close() }
    guard let length = try? handle.seekToEnd() else { return nil }
    let start = length > Self.tailLength ? length - Self.tailLength : 0
    guard (try? handle.seek(toOffset: start)) != nil, let tail = try? handle.readToEnd() ?? Data() else { return nil }
    // The first line may be a part of one.
    self.init(log: start == 0 ? tail : tail.drop { $0 != UInt8(ascii: "\n") })
  }

  /// Reads the lines of a log, or the last of them.
  ///
  /// Lines that are damaged are passed over, and so is a last one without its end.
  ///
  /// - Parameter text: the bytes of the file.
  package init(log text: Data) {
    let whole = String(decoding: text, as: UTF8.self)
    let lines = whole.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    for event in lines.compactMap(RankLog.Event.init(line:)) { take(event) }
  }

  private mutating func take(_ event: RankLog.Event) {
    switch event {
    case .begin(let network, _), .checkpoint(let network, _): networkInProgress = network
    case .done, .diverged, .failed, .stop: networkInProgress = nil
    case .fault(let network, let signal):
      // A fault is noted of the network that was begun before, or its line is damaged.
      guard network == networkInProgress else { return }
      fault = Fault(network: network, signal: signal)
    case .warning: break
    }
  }
}
