import Foundation
import Testing

/// Every kind of mistake in a configuration: exit status 65, the place, and the way out; nothing is made.
@Suite struct BadConfigurationTests {
  let scratch: Scratch

  init() throws { scratch = try Scratch() }

  struct Row: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let yaml: String
    let line: Int
    let column: Int
    /// Patterns that the message holds: what is wrong, and the hint.
    let patterns: [String]

    init(_ title: String, _ yaml: String, at line: Int, _ column: Int, _ patterns: String...) {
      (testDescription, self.yaml, self.line, self.column, self.patterns) = (title, yaml, line, column, patterns)
    }
  }

  /// The smallest configuration, and more lines from line 4 on.
  static func minimal(_ more: String) -> String { "name: a\ntask:\n  kind: delayed-cue-discrimination\n\(more)\n" }

  static let rows: [Row] = [
    Row("unknown key", minimal("  dealy: 20 ms"), at: 4, 3, "unknown key `dealy` in `task`", "did you mean `delay`"),
    Row("unknown section", minimal("netwrk: { units: 8 }"), at: 4, 1, "unknown key `netwrk`", "did you mean `network`"),
    Row("repeated key", minimal("  delay: 5 ms\n  delay: 5 ms"), at: 5, 3, "`task.delay` is repeated", "keep one"),
    Row(
      "wrong type", minimal("network: { units: many }"), at: 4, 19, "`network.units` is `many`; expected a whole number"
    ),
    Row("missing unit", minimal("  delay: 5"), at: 4, 10, "`task.delay` is `5`, without a unit", "`5 ms`"),
    Row("wrong unit", minimal("  delay: 5 parsecs"), at: 4, 10, "unknown unit `parsecs`", "us, ms, s"),
    Row("unit on a number", minimal("network: { units: 5 ms }"), at: 4, 19, "`5 ms`", "no unit"),
    Row("empty grid", minimal("grid: {}"), at: 4, 7, "`grid` is empty", "leave out `grid`"),
    Row("empty axis", minimal("grid:\n  task.delay: []"), at: 5, 15, "`task.delay` is empty"),
    Row("not a number", minimal("network: { process-noise: .nan }"), at: 4, 27, "`.nan`"),
    Row("negative duration", minimal("  delay: -5 ms"), at: 4, 10, "`-5 ms`; expected a duration of zero or more"),
    Row(
      "not a multiple of the step", minimal("  delay: 7 ms"), at: 4, 10, "a multiple of `network.step`",
      "5 ms and 10 ms"),
    Row(
      "duplicate axis value", minimal("grid:\n  task.delay: [100 ms, 20 ms, 0.1 s]"), at: 5, 31, "100 ms twice",
      "keep one"
    ),
    Row("axis over the sweep seed", minimal("grid:\n  network.seed: [1]"), at: 5, 3, "cannot be an axis", "count: 100"),
    Row("axis over the output", minimal("grid:\n  output: [a]"), at: 5, 3, "cannot be an axis"),
    Row("unknown axis", minimal("grid:\n  task.dealy: [5 ms]"), at: 5, 3, "`task.dealy`", "`task.delay`"),
    Row("missing key", "name: a\n", at: 1, 1, "`task.kind` is missing", "delayed-cue-discrimination"),
    Row(
      "unknown kind", "name: a\ntask: { kind: delayed-cue }\n", at: 2, 15, "delayed-cue", "delayed-cue-discrimination"),
    Row("out of range", minimal("network: { units: 0 }"), at: 4, 19, "from 1 to 4096"),
    Row("not YAML", minimal("grid:\n  task.delay: [5 ms"), at: 6, 1, "not YAML", "brackets"),
    Row("an empty file", "", at: 1, 1, "empty", "quickstart"),
  ]

  @Test(arguments: rows) func isRefused(_ row: Row) async throws {
    let configuration = try scratch.write(row.yaml, to: "bad.yaml")
    let ended = try await run(Installation.remanence, ["train", configuration, "--output", scratch("run")])
    #expect(ended.status == 65, "\(ended)")
    let place = "remanence: \(configuration):\(row.line):\(row.column): "
    let line = ended.errors.split(separator: "\n").first { $0.hasPrefix(place) }
    let message = try #require(line, "no line begins with \(place)\n\(ended)")
    for pattern in row.patterns { #expect(message.contains(pattern), "\(message)") }
    #expect(ended.output.isEmpty)
    #expect(!FileManager.default.fileExists(atPath: scratch("run")), "nothing is made")
  }

  @Test func theDryRunRefusesItToo() async throws {
    let configuration = try scratch.write(Self.minimal("  dealy: 20 ms"), to: "bad.yaml")
    let ended = try await run(
      Installation.remanence, ["train", configuration, "--output", scratch("run"), "--dry-run"])
    #expect(ended.status == 65)
    #expect(ended.errors.contains(":4:3: unknown key `dealy`"))
  }

  @Test func severalRanksReportItOnce() async throws {
    let configuration = try scratch.write(Self.minimal("  dealy: 20 ms"), to: "bad.yaml")
    let ended = try await run(Installation.remanence, ["train", configuration, "--output", scratch("run")], ranks: 2)
    #expect(ended.status == 65, "\(ended)")
    #expect(ended.errors.ranges(of: "unknown key `dealy`").count == 1, "\(ended)")
    #expect(!FileManager.default.fileExists(atPath: scratch("run")))
  }
}
