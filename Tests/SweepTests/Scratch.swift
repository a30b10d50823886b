import Foundation

/// A folder of one test, removed with all it holds when the test ends.
final class Scratch: Sendable {
  let path = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
    .appendingPathComponent("remanence-test-\(UUID().uuidString.prefix(8))").path

  init() { try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}

/// A sequence of numbers that is the same in every run of a test: Knuth's linear congruential generator.
struct FixedSequence: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    // The low bits have short periods.
    return state ^ (state >> 32)
  }
}
