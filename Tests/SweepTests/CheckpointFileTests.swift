import Foundation
import Sweep
import Testing

/// A checkpoint gives back exactly what was put in, or says why it cannot be believed.
@Suite struct CheckpointFileTests {
  let scratch = Scratch()

  static let yaml = """
    name: checkpoint
    network: { units: 6 }
    task: { kind: delayed-cue-discrimination, trials: 4, delay: 10 ms }
    training: { epochs: 40 }
    record: { history-every: 3 }
    grid: { seed: { count: 2 } }

    """

  private func file(
    _ network: Int = 0, yaml: String = CheckpointFileTests.yaml, kernels: KernelSet = .current
  ) throws -> CheckpointFile {
    CheckpointFile(
      folder: RunFolder(path: scratch.path), network: network,
      training: try parse(yaml).training(ofNetwork: network), kernels: kernels)
  }

  /// Progress after some epochs of a real training.
  private func progress(_ file: CheckpointFile, epochs: Int = 11) throws -> TrainingProgress {
    var found: TrainingProgress?
    _ = try file.training.run { trainer, _ in
      guard trainer.epoch == epochs else { return true }
      found = TrainingProgress(state: trainer.state, seconds: 12.5)
      return false
    }
    return try #require(found)
  }

  private func write(_ file: CheckpointFile, _ progress: TrainingProgress) throws {
    try file.write(progress, rank: 3, attempt: 2, provenance: .current(mpiVersion: "none"))
  }

  @Test(arguments: [1, 11, 39]) func givesBackWhatWasPutIn(epochs: Int) throws {
    let file = try file()
    let progress = try progress(file, epochs: epochs)
    try write(file, progress)
    #expect(try file.read() == progress)
    #expect(try file.read().state.epoch == epochs)
    #expect(file.folder.checkpoints == [0])
    let outcome = try #require(try file.training.run(from: file.read()) { _, _ in true })
    let whole = try #require(try file.training.run { _, _ in true })
    #expect(outcome.parameters == whole.parameters && outcome.history == whole.history)
    #expect(outcome.exact == whole.exact && outcome.published == whole.published)
    #expect(outcome.seconds > 12.5, "the time of earlier attempts counts")
    file.remove()
    #expect(file.folder.checkpoints.isEmpty)
  }

  /// Whatever is cut off or turned over, nothing of the file is used; 1000 times over in the long tests.
  @Test func noDamageIsTakenForProgress() throws {
    let file = try file()
    try write(file, try progress(file))
    let whole = try #require(FileManager.default.contents(atPath: file.path))
    let rounds = ProcessInfo.processInfo.environment["REMANENCE_LONG_TESTS"] == "1" ? 1000 : 20
    var random = FixedSequence(seed: 5)
    for round in 0..<2 * rounds {
      var damaged = whole
      let place = Int.random(in: 0..<whole.count, using: &random)
      if round.isMultiple(of: 2) {
        damaged = damaged.prefix(place)
      } else {
        damaged[place] ^= UInt8(1) << UInt8.random(in: 0..<8, using: &random)
      }
      try damaged.write(to: URL(fileURLWithPath: file.path))
      #expect(throws: RunError.self, "\(round.isMultiple(of: 2) ? "cut" : "bit turned") at \(place)") {
        try file.read()
      }
    }
    try whole.write(to: URL(fileURLWithPath: file.path))
    #expect(try file.read().state.epoch == 11)
  }

  @Test func ofAnotherNetworkSweepOrProgram() throws {
    let first = try file()
    try write(first, try progress(first))
    let second = try file(1)
    try FileManager.default.copyItem(atPath: first.path, toPath: second.path)
    expect(second, .badFile, "belongs to another network")
    for (from, to) in [
      ("units: 6", "units: 7"), ("epochs: 40", "epochs: 41"), ("history-every: 3", "history-every: 4"),
      ("delay: 10 ms", "delay: 10 ms, accuracy-window: published"), ("name: checkpoint", "seed: 9\nname: checkpoint"),
    ] {
      expect(try file(yaml: Self.yaml.replacing(from, with: to)), .badFile, "belongs to another network")
    }
    // How often checkpoints are written is nobody's identity.
    let often = try file(
      yaml: Self.yaml.replacing("history-every: 3", with: "history-every: 3, checkpoint-every: never"))
    #expect(try often.read().state.epoch == 11)
  }

  private func expect(_ file: CheckpointFile, _ code: RunError.Code, _ message: String) {
    do throws(RunError) {
      _ = try file.read()
      Issue.record("was believed")
    } catch {
      #expect(error.code == code && error.message.contains(message), "\(error)")
    }
  }
}
