import Foundation
import Sweep
import Testing

/// One bad configuration and what must be said about it.
struct BadConfiguration: Sendable, CustomTestStringConvertible {
  let title: String
  let yaml: String
  let code: ConfigurationError.Code
  let line: Int
  let column: Int
  let message: String
  let hint: String?

  init(
    _ title: String, _ yaml: String, _ code: ConfigurationError.Code, _ line: Int, _ column: Int, _ message: String,
    hint: String? = nil
  ) {
    (self.title, self.yaml, self.code, self.line, self.column) = (title, yaml, code, line, column)
    (self.message, self.hint) = (message, hint)
  }

  var testDescription: String { title }
}

private let grid = "grid:\n"

@Suite struct BadConfigurationTests {
  static let keys: [BadConfiguration] = [
    .init(
      "unknown key", minimal("  dealy: 20 ms\n"), .unknownKey, 4, 3, "unknown key `dealy` in `task`", hint: "`delay`"),
    .init(
      "snake case", minimal("  post_reaction: 20 ms\n"), .unknownKey, 4, 3, "post_reaction", hint: "`post-reaction`"),
    .init(
      "unknown section", minimal("netwrk:\n  units: 3\n"), .unknownKey, 4, 1, "unknown key `netwrk`", hint: "`network`"),
    .init("nothing near", minimal("zzzzzz: 3\n"), .unknownKey, 4, 1, "zzzzzz", hint: "known: `name`.*`grid`"),
    .init(
      "right word, wrong section", minimal("training:\n  learning-rate: 0.1\n"), .unknownKey, 5, 3, "learning-rate",
      hint: "training.optimizer.learning-rate"),
    .init(
      "key of another task", "name: a\ntask:\n  kind: no-memory-control\n  delay: 20 ms\n", .unknownKey, 4, 3,
      "not a key of the task `no-memory-control`", hint: "belongs to the task `delayed-cue-discrimination`"),
    .init(
      "dotted key outside the grid", minimal("network.units: 5\n"), .unknownKey, 4, 1, "dotted", hint: "network: units:"
    ),
    .init(
      "merge key", minimal("network:\n  <<: { units: 3 }\n"), .unknownKey, 5, 3, "merge keys",
      hint: "write the keys out"),
    .init(
      "repeated key", minimal("  cue: 30 ms\n  delay: 5 ms\n  cue: 35 ms\n"), .repeatedKey, 6, 3,
      "`task.cue` is repeated.*line 4", hint: "keep one"),
    .init(
      "repeated section", minimal("task:\n  kind: no-memory-control\n"), .repeatedKey, 4, 1,
      "`task` is repeated.*line 2"),
    .init(
      "repeated in braces", minimal("training:\n  optimizer: { momentum: 0.5, \"momentum\": 0.6 }\n"), .repeatedKey, 5,
      31, "momentum"),
    .init(
      "repeated axis", minimal(grid + "  task.delay: [5 ms]\n  task.cue: [5 ms]\n  task.delay: [10 ms]\n"),
      .repeatedKey, 7, 3, "`task.delay` is repeated.*line 5"),
    .init("no name", "task:\n  kind: no-memory-control\n", .missingKey, 1, 1, "`name` is missing"),
    .init("no task", "name: a\n", .missingKey, 1, 1, "`task.kind` is missing", hint: "delayed-cue-discrimination"),
    .init("no task kind", "name: a\ntask:\n  cue: 30 ms\n", .missingKey, 3, 3, "`task.kind` is missing"),
    .init(
      "unknown task", "name: a\ntask:\n  kind: delayed-cue-discriminatoin\n", .unknownChoice, 3, 9,
      "delayed-cue-discriminatoin", hint: "`delayed-cue-discrimination`"),
    .init(
      "section is a list", minimal("network: [1]\n"), .wrongType, 4, 10, "`network` is a list.*mapping", hint: "`units`"
    ),
    .init("section is empty", minimal("network:\n"), .wrongType, 4, 9, "`network` is nothing"),
  ]

  static let values: [BadConfiguration] = [
    .init(
      "no unit", minimal("  delay: 5\n"), .missingUnit, 4, 10, "`task.delay` is `5`, without a unit", hint: "`5 ms`"),
    .init(
      "wrong unit", minimal("  delay: 5 parsecs\n"), .unknownUnit, 4, 10, "unknown unit `parsecs`", hint: "us, ms, s"),
    .init("capital unit", minimal("  delay: 5 MS\n"), .unknownUnit, 4, 10, "`MS`", hint: "`ms`"),
    .init("micro sign", minimal("  delay: 5 µs\n"), .unknownUnit, 4, 10, "`µs`", hint: "`us`"),
    .init("quoted duration", minimal("  delay: \"5 ms\"\n"), .wrongType, 4, 10, "quoted text", hint: "quotes"),
    .init(
      "a time between checkpoints without its unit", minimal("record:\n  checkpoint-every: 60\n"), .missingUnit, 5, 21,
      "without a unit; expected a duration longer than zero.*or `never`", hint: "ms"),
    .init(
      "no time between checkpoints", minimal("record:\n  checkpoint-every: 0 s\n"), .outOfRange, 5, 21, "or `never`"),
    .init(
      "another word for never", minimal("record:\n  checkpoint-every: none\n"), .wrongType, 5, 21, "or `never`"),
    .init("word for a duration", minimal("  delay: long\n"), .wrongType, 4, 10, "`long`; expected a duration"),
    .init(
      "negative duration", minimal("  delay: -5 ms\n"), .outOfRange, 4, 10,
      "`-5 ms`; expected a duration of zero or more"),
    .init("zero reaction", minimal("  reaction: 0 ms\n"), .outOfRange, 4, 13, "longer than zero"),
    .init("zero step", minimal("network: { step: 0 ms }\n"), .outOfRange, 4, 18, "longer than zero"),
    .init("endless duration", minimal("  delay: inf ms\n"), .notFinite, 4, 10, "`inf ms`"),
    .init("age-long duration", minimal("  delay: 1e30 s\n"), .outOfRange, 4, 10, "`1e30 s`"),
    .init(
      "not a multiple", minimal("  delay: 7 ms\n"), .notAMultipleOfTheStep, 4, 10,
      "7 ms; expected a multiple of `network.step`, 5 ms", hint: "5 ms and 10 ms"),
    .init(
      "text for a number", minimal("network:\n  units: many\n"), .wrongType, 5, 10,
      "`many`; expected a whole number from 1 to 4096"),
    .init("fraction for a whole number", minimal("network:\n  units: 2.5\n"), .wrongType, 5, 10, "whole number"),
    .init(
      "exponent for a whole number", minimal("training:\n  epochs: 1e3\n"), .wrongType, 5, 11, "1e3", hint: "`1000`"),
    .init("underscores", minimal("training:\n  epochs: 1_000\n"), .wrongType, 5, 11, "1_000", hint: "`1000`"),
    .init("list for a number", minimal("network:\n  units: [3]\n"), .wrongType, 5, 10, "`network.units` is a list"),
    .init("no units", minimal("network:\n  units: 0\n"), .outOfRange, 5, 10, "from 1 to 4096"),
    .init("too many units", minimal("network:\n  units: 99999999999999999999\n"), .outOfRange, 5, 10, "from 1 to 4096"),
    .init("too many trials", minimal("  trials: 65537\n"), .outOfRange, 4, 11, "65536"),
    .init(
      "zero learning rate", minimal("training: { optimizer: { learning-rate: 0 } }\n"), .outOfRange, 4, 41,
      "greater than 0"),
    .init("momentum one", minimal("training: { optimizer: { momentum: 1 } }\n"), .outOfRange, 4, 36, "less than 1"),
    .init(
      "negative weight decay", minimal("training: { optimizer: { weight-decay: -1e-7 } }\n"), .outOfRange, 4, 40,
      "at least 0"),
    .init("nan", minimal("network:\n  process-noise: .nan\n"), .notFinite, 5, 18, "`.nan`"),
    .init("infinity", minimal("network:\n  process-noise: .inf\n"), .notFinite, 5, 18, "`.inf`"),
    .init("overflow", minimal("network:\n  process-noise: 1e999\n"), .outOfRange, 5, 18, "1e999"),
    .init("unit on a number", minimal("network:\n  units: 5 ms\n"), .wrongType, 5, 10, "`5 ms`", hint: "no unit"),
    .init("negative seed", minimal("seed: -1\n"), .outOfRange, 4, 7, "from 0 to 18446744073709551615"),
    .init("seed too large", minimal("seed: 18446744073709551616\n"), .outOfRange, 4, 7, "18446744073709551616"),
    .init(
      "readout", minimal("network:\n  readout: sigmod\n"), .unknownChoice, 5, 12, "one of `sigmoid`, `linear`",
      hint: "`sigmoid`"),
    .init(
      "another set of kernels", minimal("kernels: fast\n"), .unknownChoice, 4, 10,
      "`kernels` is `fast`; expected `portable`",
      hint: "there is no other yet: leave the key out"),
    .init(
      "nearly the set of kernels", minimal("kernels: Portable\n"), .unknownChoice, 4, 10, "`Portable`",
      hint: "`portable`"),
    .init("kernels are nothing", minimal("kernels:\n"), .wrongType, 4, 9, "`kernels` is nothing; expected `portable`"),
    .init("empty name", "name: ''\ntask: { kind: no-memory-control }\n", .outOfRange, 1, 7, "`name` is empty"),
    .init("null name", "name:\ntask: { kind: no-memory-control }\n", .wrongType, 1, 6, "`name` is nothing"),
    .init(
      "step beyond time constant", minimal("network: { step: 10 ms, time-constant: 5 ms }\n"), .stepExceedsTimeConstant,
      4, 40, "5 ms with a step of 10 ms", hint: "lengthen"),
    .init(
      "epochs as a list", minimal("training:\n  epochs: [1000]\n"), .wrongType, 5, 11, "number of epochs or a rule",
      hint: "at-least"),
    .init(
      "epochs overflow", minimal("training:\n  optimizer: { learning-rate: 1e-300 }\n"), .tooManyEpochs, 5, 31,
      "more than 1000000000 epochs", hint: "number"),
    .init(
      "unknown epoch rule", minimal("training:\n  epochs: { atleast: 5 }\n"), .unknownKey, 5, 13, "atleast",
      hint: "`at-least`"),
  ]

  static let grids: [BadConfiguration] = [
    .init("empty grid", minimal("grid:\n"), .emptyGrid, 4, 6, "`grid` is empty", hint: "leave out `grid`"),
    .init("braces with nothing in them", minimal("grid: {}\n"), .emptyGrid, 4, 7, "`grid` is empty"),
    .init("grid is a list", minimal("grid: [1]\n"), .wrongType, 4, 7, "`grid` is a list"),
    .init("empty axis", minimal(grid + "  task.delay: []\n"), .emptyAxis, 5, 15, "`task.delay` is empty"),
    .init(
      "axis is a value", minimal(grid + "  task.delay: 5 ms\n"), .malformedAxis, 5, 15, "`5 ms`; expected a list",
      hint: "`\\[5 ms\\]`"),
    .init(
      "unknown form", minimal(grid + "  task.delay: { rnage: [0 ms, 5 ms, 5 ms] }\n"), .malformedAxis, 5, 17,
      "unknown form `rnage`", hint: "`range`"),
    .init(
      "two forms", minimal(grid + "  task.delay: { range: [0 ms, 5 ms, 5 ms], linspace: [0 ms, 5 ms, 2] }\n"),
      .malformedAxis, 5, 17, "exactly one"),
    .init(
      "count on an axis", minimal(grid + "  task.delay: { count: 5 }\n"), .malformedAxis, 5, 17, "`count`",
      hint: "only the axis `seed`"),
    .init(
      "two values in a range", minimal(grid + "  task.delay: { range: [0 ms, 5 ms] }\n"), .malformedAxis, 5, 24,
      "a list of 2; expected three values", hint: "first, last, step"),
    .init(
      "duplicate value", minimal(grid + "  task.delay: [100 ms, 20 ms, 0.1 s]\n"), .duplicateValue, 5, 31,
      "100 ms twice.*5:16", hint: "keep one"),
    .init(
      "unknown axis", minimal(grid + "  task.dealy: [5 ms]\n"), .unknownAxis, 5, 3, "`task.dealy`", hint: "`task.delay`"
    ),
    .init(
      "axis without its section", minimal(grid + "  learning-rate: [0.1]\n"), .unknownAxis, 5, 3, "learning-rate",
      hint: "`training.optimizer.learning-rate`"),
    .init(
      "axis is a section", minimal(grid + "  training.optimizer: [0.1]\n"), .unknownAxis, 5, 3, "is a section",
      hint: "momentum"),
    .init("axis over name", minimal(grid + "  name: [a, b]\n"), .refusedAxis, 5, 3, "`name` cannot be an axis"),
    .init(
      "axis over record", minimal(grid + "  record.history-every: [1, 2]\n"), .refusedAxis, 5, 3, "cannot be an axis"),
    .init("axis over output", minimal(grid + "  output: [a, b]\n"), .refusedAxis, 5, 3, "cannot be an axis"),
    .init("axis over schedule", minimal(grid + "  schedule.kind: [static]\n"), .refusedAxis, 5, 3, "cannot be an axis"),
    .init(
      "axis over the kernels", minimal(grid + "  kernels: [portable]\n"), .refusedAxis, 5, 3,
      "`kernels` cannot be an axis: it is the same for a whole sweep", hint: "one configuration per set"),
    .init(
      "axis over the window", minimal(grid + "  task.accuracy-window: [exact]\n"), .refusedAxis, 5, 3,
      "cannot be an axis", hint: "both windows"),
    .init(
      "axis over a kind", minimal(grid + "  task.kind: [no-memory-control]\n"), .refusedAxis, 5, 3,
      "decides which keys", hint: "one configuration per kind"),
    .init(
      "axis over a rule not in use", minimal("training: { epochs: 5 }\n" + grid + "  training.epochs.at-least: [5]\n"),
      .refusedAxis, 6, 29, "has no effect", hint: "sweep `training.epochs`"),
    .init(
      "wrong sign", minimal(grid + "  task.delay: { range: [0 ms, 20 ms, -5 ms] }\n"), .malformedAxis, 5, 38,
      "leads away", hint: "sign"),
    .init(
      "zero step in a range", minimal(grid + "  task.delay: { range: [0 ms, 20 ms, 0 ms] }\n"), .malformedAxis, 5, 38,
      "step of a range is zero"),
    .init(
      "step does not divide", minimal(grid + "  task.delay: { range: [0 ms, 20 ms, 15 ms] }\n"), .stepDoesNotDivide, 5,
      38, "does not divide", hint: "linspace"),
    .init(
      "range without a unit", minimal(grid + "  task.delay: { range: [0 ms, 20 ms, 5] }\n"), .missingUnit, 5, 38,
      "without a unit", hint: "`5 ms`"),
    .init(
      "logspace from zero", minimal(grid + "  network.process-noise: { logspace: [0, 1, 3] }\n"), .outOfRange, 5, 39,
      "greater than zero"),
    .init(
      "logspace below zero", minimal(grid + "  training.optimizer.learning-rate: { logspace: [-1, 1, 3] }\n"),
      .outOfRange, 5, 50, "greater than 0"),
    .init(
      "logspace of durations", minimal(grid + "  task.delay: { logspace: [5 ms, 20 ms, 3] }\n"), .malformedAxis, 5, 28,
      "no whole numbers or durations"),
    .init(
      "one value, two ends", minimal(grid + "  network.process-noise: { linspace: [0, 1, 1] }\n"), .malformedAxis, 5,
      45, "at least 2"),
    .init(
      "no values", minimal(grid + "  network.process-noise: { linspace: [0, 1, 0] }\n"), .outOfRange, 5, 45, "from 1 to"
    ),
    .init("nan in a list", minimal(grid + "  network.process-noise: [0.1, nan]\n"), .notFinite, 5, 32, "`nan`"),
    .init("bad value in a list", minimal(grid + "  task.delay: [0 ms, 3]\n"), .missingUnit, 5, 22, "without a unit"),
    .init(
      "cell off the steps", minimal(grid + "  task.delay: [0 ms, 12 ms]\n"), .notAMultipleOfTheStep, 5, 22,
      "12 ms; expected a multiple"),
    .init(
      "range off the steps", minimal(grid + "  task.delay: { range: [0 ms, 40 ms, 2 ms] }\n"), .notAMultipleOfTheStep,
      5, 15, "2 ms; expected a multiple"),
    .init(
      "step axis off the delay", minimal("  delay: 105 ms\n" + grid + "  network.step: [5 ms, 10 ms]\n"),
      .notAMultipleOfTheStep, 6, 24, "multiple of `network.step`, 10 ms"),
    .init(
      "epochs overflow in a cell", minimal(grid + "  training.optimizer.learning-rate: [0.1, 1e-12]\n"), .tooManyEpochs,
      5, 43, "1e-12"),
    .init(
      "seed is a number", minimal(grid + "  seed: 5\n"), .malformedAxis, 5, 9, "`5`; expected a count",
      hint: "count: 100"),
    .init(
      "seed is a range", minimal(grid + "  seed: { range: [0, 5, 1] }\n"), .malformedAxis, 5, 11, "`range`",
      hint: "count"),
    .init("no seeds", minimal(grid + "  seed: { count: 0 }\n"), .outOfRange, 5, 18, "from 1 to"),
    .init("seed twice", minimal(grid + "  seed: [1, 2, 1]\n"), .duplicateValue, 5, 16, "1 twice"),
    .init("negative seed index", minimal(grid + "  seed: [-1]\n"), .outOfRange, 5, 10, "from 0"),
    .init(
      "sweep seed as an axis", minimal(grid + "  network.seed: [1]\n"), .refusedAxis, 5, 3, "cannot be an axis",
      hint: "count: 100"),
    .init("too many seeds", minimal(grid + "  seed: { count: 10000001 }\n"), .outOfRange, 5, 18, "from 1 to 10000000"),
    .init(
      "too many networks",
      minimal(grid + "  task.delay: { range: [0 ms, 50 s, 5 ms] }\n  seed: { count: 1000 }\n"), .tooManyNetworks, 5, 3,
      "more than 10000000 networks", hint: "split"),
    .init(
      "endless range", minimal(grid + "  network.process-noise: { range: [0, 1, 1e-30] }\n"), .tooManyNetworks, 5, 42,
      "more than 1000000 values"),
  ]

  static let files: [BadConfiguration] = [
    .init("empty file", "", .emptyFile, 1, 1, "empty", hint: "quickstart"),
    .init("only comments", "# nothing\n\n", .emptyFile, 1, 1, "empty"),
    .init("only a document mark", "---\n", .emptyFile, 2, 1, "empty"),
    .init("list", "- name\n", .notAMapping, 1, 1, "a list; expected a mapping"),
    .init("word", "hello\n", .notAMapping, 1, 1, "`hello`; expected a mapping"),
    .init("two documents", minimal("---\nname: other\n"), .multipleDocuments, 4, 1, "second document", hint: "---"),
    .init("tab", minimal("network:\n\tunits: 3\n"), .syntax, 5, 1, "not YAML", hint: "spaces"),
    .init("open bracket", minimal("grid:\n  task.delay: [5 ms\n"), .syntax, 6, 1, "not YAML"),
    .init("unknown alias", minimal("network: *other\n"), .syntax, 4, 10, "undefined alias", hint: "&"),
    .init("control character", "name: a\u{1}b\n", .syntax, 1, 8, "control character"),
  ]

  @Test(arguments: keys + values + grids + files) func isRefused(_ row: BadConfiguration) throws {
    let found = errors(row.yaml)
    let match = try #require(
      found.first { $0.code == row.code && $0.line == row.line && $0.column == row.column },
      "found:\n\(found.map { "\($0.code) \($0)" }.joined(separator: "\n"))")
    #expect(match.message.contains(try Regex(row.message)), "\(match)")
    #expect(match.description.hasPrefix("test.yaml:\(row.line):\(row.column): "))
    if let hint = row.hint { #expect((match.hint ?? "").contains(try Regex(hint)), "\(match)") }
    // One mistake, one error.
    #expect(found.count == 1, "\(found.map(\.description).joined(separator: "\n"))")
  }

  @Test func allErrorsOfAFileAreReported() {
    let yaml = """
      name: many
      seed: -1
      network: { units: 0, step: 5, colour: red }
      task:
        kind: delayed-cue-discrimination
        cue: 30 parsecs
        delay: 20 ms
        delay: 40 ms
      grid:
        task.dealy: [5 ms]
        seed: { count: 0 }

      """
    let found = errors(yaml).map { [$0.line ?? 0, $0.column ?? 0] }
    #expect(found == [[2, 7], [3, 19], [3, 28], [3, 31], [6, 8], [8, 3], [10, 3], [11, 18]])
  }

  @Test func notUTF8() throws {
    let bytes = Array("name: a\ntask: ".utf8) + [0xFF, 0x0A]
    let error = #expect(throws: ConfigurationErrors.self) { try SweepConfiguration.parse(bytes: bytes, file: "x.yaml") }
    let first = try #require(error?.errors.first)
    #expect(first.code == .notUTF8)
    #expect(first.description.hasPrefix("x.yaml:2:7: "))
  }

  @Test func filesThatCannotBeRead() throws {
    let folder = FileManager.default.temporaryDirectory.path
    for (path, pattern) in [("/no/such/file.yaml", "no such file"), (folder, "folder")] {
      let error = #expect(throws: ConfigurationErrors.self) { try SweepConfiguration.load(path: path) }
      let first = try #require(error?.errors.first)
      #expect(first.code == .unreadableFile)
      #expect(first.description.hasPrefix("\(path): "))
      #expect(first.message.contains(pattern))
    }
  }

  static let hostileFiles = [
    String(repeating: "[", count: 100_000), String(repeating: "- ", count: 20_000),
    String(repeating: "{a: ", count: 5_000),
    "a: &a [x, x, x, x, x, x, x, x, x, x]\n"
      + (0..<30).map { "b\($0): &b\($0) [*\($0 == 0 ? "a" : "b\($0 - 1)"), *\($0 == 0 ? "a" : "b\($0 - 1)")]\n" }
      .joined(),
    String(repeating: "name: a\n", count: 10_000), "name: a\ntask: 0\n? [a]\n: b\n", "? {a: b}\n: c\n",
    "!!int name: !foo 5\n",
  ]

  /// Hostile files are refused, and quickly; by number, for their texts would fill a screen.
  @Test(arguments: hostileFiles.indices) func hostileFilesAreRefused(_ number: Int) {
    #expect(!errors(Self.hostileFiles[number]).isEmpty)
  }
}
