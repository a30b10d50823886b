import Foundation
import Sweep
import Testing

@Suite struct ConfigurationTests {
  @Test func defaultsAreThePublishedOnes() throws {
    let configuration = try parse(minimal())
    #expect(configuration.name == "test")
    #expect(configuration.seed == 1)
    #expect(configuration.grid.networkCount == 1)
    let settings = try configuration.settings(ofCell: 0)
    #expect(
      settings.network.kind == "leaky-rate" && settings.network.units == 100
        && settings.network.step == .milliseconds(5) && settings.network.timeConstant == .milliseconds(10)
        && settings.network.processNoise == 0.001 && settings.network.initialState == 0.1
        && settings.network.readout == .sigmoid)
    #expect(settings.task.stepCount == 6 + 20 + 10)
    #expect(settings.trials == 128)
    #expect(settings.accuracyWindow == .exact)
    #expect(settings.training.rule == "backpropagation")
    #expect(settings.training.optimizer == .sgd(learningRate: 0.01, momentum: 0.9, weightDecay: 1e-7))
    #expect(settings.training.epochs == 3000)
    #expect(settings.training.divergenceLoss == nil)
    #expect(settings.record == RecordSettings(historyEvery: 10, continuation: 9, checkpointEvery: .seconds(60)))
  }

  /// Python 3: [max(1000, int(30 / rate)) for rate in ...], and with 1 for 1000.
  @Test(arguments: [
    (0.1, 300), (0.01, 3000), (0.001, 30000), (0.3, 100), (0.07, 428), (0.03, 1000), (0.0003, 100_000),
    (0.31622776601683794, 94), (0.024816289228368264, 1208), (30.0, 1), (60.0, 1), (29.9999999, 1), (15.0, 2),
  ]) func epochsTruncate(_ rate: Double, _ epochs: Int) throws {
    let rule =
      "training:\n  optimizer: { learning-rate: \(rate) }\n  epochs: { at-least: 1, learning-rate-times-epochs: 30 }\n"
    #expect(try parse(minimal(rule)).settings(ofCell: 0).training.epochs == epochs)
    let published = "training: { optimizer: { learning-rate: \(rate) } }\n"
    #expect(try parse(minimal(published)).settings(ofCell: 0).training.epochs == max(1000, epochs))
  }

  @Test(arguments: [
    ("30 ms", 30.0), ("30ms", 30), ("0.03 s", 30), ("30000 us", 30), ("3e1 ms", 30), ("+30.0 ms", 30), ("0 s", 0),
    (".5 s", 500),
  ]) func durationsInAnyUnit(_ text: String, _ milliseconds: Double) throws {
    let settings = try parse(minimal("  delay: \(text)\n")).settings(ofCell: 0)
    #expect(settings.task.timeline["delay"].count == Int(milliseconds / 5))
  }

  @Test func anchorsByteOrderMarksAndLineEndings() throws {
    let yaml =
      "\u{FEFF}name: &n test\r\ntask:\r\n  kind: delayed-cue-discrimination\r\n  cue: &d 20 ms\r\n  delay: *d\r\n"
    let configuration = try parse(yaml)
    #expect(configuration.name == "test")
    #expect(try configuration.settings(ofCell: 0).task.stepCount == 4 + 4 + 10)
  }

  @Test(arguments: [
    "a \"quoted\" name: with # signs", "back\\slash", "0.5", "null", "ünïcödé 🧠", "'", "- x", "tab\there",
  ])
  func namesSurviveTheCanonicalText(_ name: String) throws {
    let quoted =
      "\"" + name.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\t", with: "\\t") + "\""
    let configuration = try parse("name: \(quoted)\ntask: { kind: no-memory-control }\n")
    #expect(configuration.name == name)
    let again = try parse(configuration.canonicalYAML)
    #expect(again == configuration && again.name == name)
  }

  @Test func theLargestSeed() throws {
    #expect(try parse(minimal("seed: 18446744073709551615\n")).seed == UInt64.max)
  }

  @Test func canonicalText() throws {
    let configuration = try parse(
      minimal(
        "  delay: 0.02 s\ntraining:\n  epochs: 1500\nnetwork: { units: 20 }\ngrid:\n  task.cue: { range: [10 ms, 20 ms, 5 ms] }\n  seed: { count: 2 }\n"
      ))
    #expect(
      configuration.canonicalYAML == """
        name: "test"
        seed: 1
        kernels: portable
        network:
          kind: leaky-rate
          units: 20
          step: 5 ms
          time-constant: 10 ms
          process-noise: 0.001
          initial-state: 0.1
          readout: sigmoid
        task:
          kind: delayed-cue-discrimination
          delay: 20 ms
          reaction: 50 ms
          post-reaction: 0 ms
          trials: 128
          accuracy-window: exact
        training:
          rule: backpropagation
          optimizer:
            kind: sgd
            learning-rate: 0.01
            momentum: 0.9
            weight-decay: 1e-07
          epochs: 1500
        record:
          history-every: 10
          continuation: 9
          checkpoint-every: 60000 ms
        grid:
          task.cue: [10 ms, 15 ms, 20 ms]
          seed: { count: 2 }

        """)
    #expect(try parse(configuration.canonicalYAML) == configuration)
  }

  /// What a file says counts, not how it says it; the name and how often checkpoints are written do not count.
  @Test func hashIsOfTheMeaning() throws {
    let base = try parse(minimal(grid("[20 ms, 40 ms]")))
    for same in [
      minimal(grid("{ range: [0.02 s, 40 ms, 20 ms] }")),
      minimal("network: { units: 100 }\n" + grid("[20 ms, 40000 us]")),
      minimal("  delay: 100 ms\n" + grid("[20 ms, 40 ms]")), minimal("kernels: portable\n" + grid("[20 ms, 40 ms]")),
      minimal(grid("[20 ms, 40 ms]")).replacing("test", with: "other"),
      minimal("record: { checkpoint-every: 5 s }\n" + grid("[20 ms, 40 ms]")),
      minimal("record: { checkpoint-every: never }\n" + grid("[20 ms, 40 ms]")),
    ] {
      #expect(try parse(same).hash == base.hash)
    }
    for other in [
      minimal(grid("[40 ms, 20 ms]")), minimal(grid("[20 ms]")), minimal("seed: 2\n" + grid("[20 ms, 40 ms]")),
      minimal("record: { continuation: 5 }\n" + grid("[20 ms, 40 ms]")),
      minimal("  accuracy-window: published\n" + grid("[20 ms, 40 ms]")),
      minimal(grid("[20 ms, 40 ms]") + "  seed: [1]\n"),
    ] {
      #expect(try parse(other).hash != base.hash)
    }
    // A known answer: a later key with a default must not change it.
    #expect(base.hash == "a80ae9a99a87ce1751d5cda6b80cd33296967b96624746f76a4996312cb4c4da")
  }

  private func grid(_ delays: String) -> String { "grid:\n  task.delay: \(delays)\n" }

  @Test func taskSectionByItself() throws {
    let settings = try parse(minimal("  post-reaction: 30 ms\n")).settings(ofCell: 0)
    #expect(
      settings.taskYAML
        == "kind: delayed-cue-discrimination\ncue: 30 ms\ndelay: 100 ms\nreaction: 50 ms\npost-reaction: 30 ms\ntrials: 128\naccuracy-window: exact\n"
    )
    for yaml in [settings.taskYAML, "task: { kind: delayed-cue-discrimination, post-reaction: 30 ms }"] {
      let task = try TaskSettings.parse(yaml: yaml, file: "weights.h5", step: .milliseconds(5))
      #expect(task.kind == "delayed-cue-discrimination" && task.trials == 128 && task.accuracyWindow == .exact)
      #expect(task.task.timeline == settings.task.timeline)
      #expect(task.yaml == settings.taskYAML)
    }
  }

  @Test(arguments: [
    ("kind: nothing\n", ConfigurationError.Code.unknownChoice), ("cue: 30 ms\n", .missingKey), ("", .emptyFile),
    ("5\n", .notAMapping), ("kind: no-memory-control\ndelay: 5 ms\n", .unknownKey),
    ("kind: no-memory-control\ncue: 7 ms\n", .notAMultipleOfTheStep),
  ]) func badTaskSections(_ yaml: String, _ code: ConfigurationError.Code) {
    let error = #expect(throws: ConfigurationErrors.self) {
      try TaskSettings.parse(yaml: yaml, file: "weights.h5", step: .milliseconds(5))
    }
    #expect(error?.errors.map(\.code) == [code])
  }
}
