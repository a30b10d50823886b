import RandomStreams

/// The random numbers of a network's trials: state at the start and noise in every step.
///
/// Trials are numbered in blocks of 64, the unit that stays in cache through a whole trial. A block of w trials is stored with
/// w rounded up to a multiple of 16; with that stored width W, unit u and trial b take element u * W + b of the stream
/// (purpose, epoch, step, block).
public struct TrialNoise: Sendable, Equatable {
  /// Trials in a full block; the last block holds what is left.
  ///
  /// Part of the definition of the numbers.
  public static let blockWidth = 64

  /// Stream of the state at the start of a trial.
  public let initialState: RandomStream
  /// Stream of the noise inside the recurrence.
  public let process: RandomStream

  /// Names the streams of a network.
  ///
  /// - Parameter key: the network's identity as a 64-bit key.
  public init(key: UInt64) {
    initialState = RandomStream(key: key, purpose: .initialState)
    process = RandomStream(key: key, purpose: .processNoise)
  }

  /// The trials of every block, in order.
  public static func blocks(trialCount: Int) -> [Range<Int>] {
    stride(from: 0, to: trialCount, by: blockWidth).map { $0..<min($0 + blockWidth, trialCount) }
  }

  /// Width that a block is stored with: whole cache lines of Float32.
  public static func storedWidth(_ trials: Int) -> Int { KernelLayout.wholeLines(trials) }
}
