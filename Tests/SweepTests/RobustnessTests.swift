import Foundation
import Sweep
import Testing

/// Damaged configurations are refused or read, never worse.
@Suite struct RobustnessTests {
  /// A small linear congruential generator: the same damage every time.
  struct Generator: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state >> 16 | state << 48
    }
  }

  static let rounds = Int(ProcessInfo.processInfo.environment["REMANENCE_FUZZ_ROUNDS"] ?? "") ?? 1000

  @Test(arguments: ["quickstart.yaml", "dynamical-phases/no-memory-control.yaml", "dynamical-phases/phases-small.yaml"])
  func damage(_ path: String) throws {
    let file = repository.appendingPathComponent("configs").appendingPathComponent(path)
    let original = [UInt8](try Data(contentsOf: file)).filter { $0 < 128 }
    let pieces = [
      "[", "]", "{", "}", ":", " ", "\n", "-", "&a ", "*a", "!!int ", "1e999", "1e-320", "nan", "9223372036854775807",
      "-",
      "0", ".", "ms", "s", "e", "99999999999999999999999999999999999999999", "1e300 s", "\"", "'", "#", "\t", "? ",
      "<<", "~",
      "\u{E000}", "\u{FEFF}", "\r\n", "|", ">", "%", "@", "training.epochs.at-least: [1]\n",
    ].map { Array($0.utf8) }
    var generator = Generator(state: 7)
    var refused = 0
    for _ in 0..<Self.rounds {
      var bytes = original
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        let at = Int.random(in: 0..<bytes.count, using: &generator)
        switch Int.random(in: 0..<4, using: &generator) {
        case 0: bytes.insert(contentsOf: pieces.randomElement(using: &generator) ?? [], at: at)
        case 1: bytes.removeSubrange(at..<min(at + Int.random(in: 1...20, using: &generator), bytes.count))
        case 2: bytes[at] = UInt8.random(in: 0...255, using: &generator)
        default:
          let end = min(at + Int.random(in: 1...60, using: &generator), bytes.count)
          bytes.insert(contentsOf: bytes[at..<end], at: Int.random(in: 0..<bytes.count, using: &generator))
        }
      }
      do {
        let configuration = try SweepConfiguration.parse(bytes: bytes, file: "damaged.yaml")
        _ = try configuration.settings(ofCell: configuration.grid.cellCount - 1)
        #expect(try parse(configuration.canonicalYAML) == configuration)
      } catch let error as ConfigurationErrors {
        refused += 1
        #expect(!error.errors.isEmpty)
      }
    }
    #expect(refused > Self.rounds / 4)
  }

  /// A wrong value gives its own error and none that follow from the default it would have had.
  @Test(arguments: [
    "  delay: 21 ms\nnetwork: { step: 7 }\n", "  delay: 21 ms\ngrid:\n  network.step: [7]\n",
    "network: { step: 12 ms, time-constant: long }\ngrid:\n  task.cue: [0 ms]\n  task.delay: [0 ms]\n  task.reaction: [12 ms]\n",
  ]) func noErrorsThatNobodyMade(_ more: String) {
    #expect(errors(minimal(more)).map(\.code) == [more.contains("long") ? .wrongType : .missingUnit])
  }
}
