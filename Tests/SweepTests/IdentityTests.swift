import Foundation
import Sweep
import Testing

@Suite struct IdentityTests {
  /// Known answers.
  ///
  /// A new key, or a new spelling of an old one, must leave them as they are; so must every release.
  @Test func pinned() throws {
    let plain = try parse(minimal()).identity(cell: 0, seedIndex: 0)
    #expect(plain.text == "task.kind=delayed-cue-discrimination\ntraining.epochs=3000")
    #expect(plain.streamKey == 0x2649_b8ea_b5fb_d89d && plain.initialWeightsKey == 0x88b3_e4f5_57b6_e720)

    let broad = try shipped("dynamical-phases/broad.yaml").identity(ofNetwork: 31_499)
    #expect(
      broad.text == """
        task.delay=400 ms
        task.kind=delayed-cue-discrimination
        training.epochs=30000
        training.optimizer.learning-rate=0.001
        """)
    #expect(broad.seedIndex == 99)
    #expect(broad.streamKey == 0x390f_daa5_f7a5_bf07 && broad.initialWeightsKey == 0xc18e_2007_0029_6a87)

    let control = try shipped("dynamical-phases/no-memory-control.yaml").identity(cell: 0, seedIndex: 1)
    #expect(
      control.text == """
        network.readout=linear
        task.kind=no-memory-control
        task.reaction=20 ms
        training.divergence-loss=100.0
        training.epochs=3000
        training.optimizer.learning-rate=1.0
        """)
    #expect(control.streamKey == 0x7a11_c320_6468_1701 && control.initialWeightsKey == 0xf81d_5a56_718c_79f5)
  }

  /// Each pair is one network.
  @Test(arguments: [
    ("", "network: { units: 100, step: 0.005 s }\n"),
    ("training: { epochs: 3000 }\n", "training: { epochs: { at-least: 7 } }\n"),
    ("", "  accuracy-window: published\n"), ("", "kernels: portable\n"),
    ("", "record: { history-every: 1, continuation: 2 }\n"),
    ("  delay: 20 ms\n", "grid:\n  task.delay: [0 ms, 20 ms]\n"), ("  delay: 0.1 s\n", "  delay: 100000 us\n"),
    ("network: { process-noise: 1e-2 }\n", "network: { process-noise: 0.010 }\n"),
    ("network: { process-noise: 0 }\n", "network: { process-noise: -0.0 }\n"),
  ]) func spellingDoesNotMatter(_ left: String, _ right: String) throws {
    let one = try parse(minimal(left))
    let other = try parse(minimal(right))
    let a = one.identity(cell: one.grid.cellCount - 1, seedIndex: 4)
    let b = other.identity(cell: other.grid.cellCount - 1, seedIndex: 4)
    #expect(a == b && a.streamKey == b.streamKey)
  }

  @Test func everythingElseMatters() throws {
    var keys = Set<UInt64>()
    var weights = Set<UInt64>()
    let changes = [
      "", "network: { units: 10 }\n", "network: { step: 10 ms }\n", "network: { time-constant: 20 ms }\n",
      "network: { process-noise: 0 }\n", "network: { initial-state: 0 }\n", "network: { readout: linear }\n",
      "  cue: 0 ms\n", "  delay: 0 ms\n", "  reaction: 5 ms\n", "  post-reaction: 5 ms\n", "  trials: 2\n",
      "training: { epochs: 1 }\n", "training: { divergence-loss: 100 }\n",
      "training: { optimizer: { learning-rate: 1 } }\n", "training: { optimizer: { momentum: 0 } }\n",
      "training: { optimizer: { weight-decay: 0 } }\n", "seed: 2\n",
    ]
    for change in changes {
      for seedIndex in 0..<3 {
        let identity = try parse(minimal(change)).identity(cell: 0, seedIndex: seedIndex)
        keys.insert(identity.streamKey)
        weights.insert(identity.initialWeightsKey)
      }
    }
    #expect(keys.count == 3 * changes.count)
    // Initial weights are paired over cells: two sweep seeds, three indices.
    #expect(weights.count == 6)
    #expect(keys.isDisjoint(with: weights))
  }
}
