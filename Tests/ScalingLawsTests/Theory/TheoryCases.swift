import ScalingLaws

/// Numbers that look random and are the same in every run: SplitMix64.
struct SeededNumbers: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }
}

/// Durations that the closed forms must hold for.
enum TheoryCases {
  /// Td and Tr: check values, equal, half, longer responses, tiny ones, tiny and huge units.
  static let durations: [(delay: Double, response: Double)] = [
    (60, 10), (60, 60), (60, 30), (20, 5), (320, 5), (7, 6.9), (40, 1e-3), (10, 35), (10, 10.5), (1e-4, 1e-5),
    (1e5, 2e4),
  ]

  /// A task with these durations and parameters in units of 1 / Td, spread over the pieces of both losses.
  static func task(_ durations: (delay: Double, response: Double)) throws -> DelayedResponse {
    guard let task = DelayedResponse(delay: durations.delay, response: durations.response) else {
      throw ScalingError(.nothingToFit, place: "\(durations)", message: "no such task")
    }
    return task
  }
}

extension MemoryModel {
  /// The slope between two neighbours; nil where the loss has a kink between them.
  func centralDifference(at parameter: Double) -> Double? {
    let step = 1e-6 * parameter
    let (left, right) = (slope(at: parameter - step), slope(at: parameter + step))
    guard abs(left - right) <= 1e-3 * max(abs(left), abs(right)) else { return nil }
    return (loss(at: parameter + step) - loss(at: parameter - step)) / (2 * step)
  }
}
