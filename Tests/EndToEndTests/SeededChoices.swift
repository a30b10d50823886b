import RandomStreams

/// Random choices that can be repeated: a test prints the seed, and `REMANENCE_TEST_SEED` sets it.
struct SeededChoices: RandomNumberGenerator {
  /// The seed of all tests in this process (1).
  static let seed = Installation.variable("REMANENCE_TEST_SEED").flatMap { UInt64($0) } ?? 1

  private let stream: UInt32
  private var drawn: UInt32 = 0

  /// Choices of their own for every name, such as a test's.
  init(_ name: String) {
    stream = name.utf8.reduce(UInt32(2_166_136_261)) { ($0 ^ UInt32($1)) &* 16_777_619 }
  }

  mutating func next() -> UInt64 {
    let words = RandomStream.philox(counter: (drawn, stream, 0, 0), key: Self.seed)
    drawn += 1
    return UInt64(words.0) << 32 | UInt64(words.1)
  }
}
