import Dynamics
import Tasks

/// A network on the table: everything its labels are made from, and nothing else.
///
/// Where it comes from, a sweep or a file of networks trained elsewhere, has no part in its labels. So equal specimens
/// have equal labels, and `digest` says whether two are equal.
public struct Specimen: Sendable {
  /// Weights by name, in PyTorch's orientation.
  public let tensors: [NetworkTensor]
  /// Step over time constant, in (0, 1].
  public let alpha: Double
  /// Duration of a time step in milliseconds.
  public let stepMilliseconds: Double
  /// How outputs are read from rates.
  public let readout: LeakyRateMap.Readout
  /// What it was trained for, laid out on its time steps.
  public let task: any MemoryTask
  /// The task in canonical form.
  public let taskText: String
  /// What training made of it; `notJudged` where that is not known.
  public let outcome: LearningOutcome
  /// What training made of it by the published window; nil where that is not known.
  public let published: Verdict?
  private let recordedKey: UInt64?

  /// Whether a network learned, and whether it kept what it had learned.
  public struct Verdict: Sendable, Equatable {
    /// Whether it learned.
    public let learned: Bool
    /// Whether it kept what it had learned.
    public let stable: Bool

    /// Groups the two.
    public init(learned: Bool, stable: Bool) {
      self.learned = learned
      self.stable = stable
    }
  }

  /// Groups what is known of a network.
  ///
  /// - Parameter streamKey: key of its random streams; nil to take it from what the network is.
  public init(
    tensors: [NetworkTensor], alpha: Double, stepMilliseconds: Double, readout: LeakyRateMap.Readout,
    task: any MemoryTask, taskText: String, outcome: LearningOutcome, published: Verdict?, streamKey: UInt64?
  ) {
    self.tensors = tensors
    self.alpha = alpha
    self.stepMilliseconds = stepMilliseconds
    self.readout = readout
    self.task = task
    self.taskText = taskText
    self.outcome = outcome
    self.published = published
    recordedKey = streamKey
  }

  /// Key of its random streams: the one it was trained with, else the first eight bytes of its digest, little-endian.
  public var streamKey: UInt64 {
    recordedKey ?? hash.prefix(8).enumerated().reduce(0) { $0 | UInt64($1.element) << UInt64(8 * $1.offset) }
  }

  /// What this network is, as text: equal for equal specimens, and for no others.
  ///
  /// SHA-256 in hexadecimal digits; see `SpecimenHash` for what goes in.
  public var digest: String {
    let digits = Array("0123456789abcdef")
    return String(hash.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
  }

  private var hash: [UInt8] {
    var hash = SpecimenHash()
    hash.add("remanence/specimen/1")
    for tensor in tensors.sorted(by: { $0.name < $1.name }) { hash.add(tensor) }
    hash.add([alpha, stepMilliseconds])
    hash.add(readout.rawValue)
    hash.add(taskText)
    hash.add(outcome.rawValue)
    hash.add(published.map { "learned \($0.learned), stable \($0.stable)" } ?? "")
    hash.add(recordedKey.map(String.init) ?? "")
    return hash.bytes
  }
}
