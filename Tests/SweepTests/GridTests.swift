import Foundation
import Sweep
import Testing

@Suite struct GridTests {
  private func axis(_ path: String, _ values: String) throws -> Axis {
    try parse(minimal("grid:\n  \(path): \(values)\n")).grid.axes[0]
  }

  @Test func rangesAreExactAndIncludeTheLast() throws {
    #expect(numbers(try axis("network.process-noise", "{ range: [0, 0.3, 0.1] }")) == [0, 0.1, 0.2, 0.3])
    #expect(
      numbers(try axis("network.process-noise", "{ range: [1e-3, 0.003, 5e-4] }")) == [
        0.001, 0.0015, 0.002, 0.0025, 0.003,
      ])
    #expect(
      numbers(try axis("task.delay", "{ range: [0 ms, 0.4 s, 20000 us] }"))
        == stride(from: 0.0, through: 400, by: 20).map { $0 })
    #expect(numbers(try axis("task.delay", "{ range: [20 ms, 0 ms, -10 ms] }")) == [20, 10, 0])
    #expect(numbers(try axis("task.delay", "{ range: [20 ms, 20 ms, 5 ms] }")) == [20])
    #expect(numbers(try axis("network.units", "{ range: [50, 200, 50] }")) == [50, 100, 150, 200])
  }

  @Test func evenlySpaced() throws {
    #expect(numbers(try axis("network.process-noise", "{ linspace: [0, 1, 5] }")) == [0, 0.25, 0.5, 0.75, 1])
    #expect(numbers(try axis("network.process-noise", "{ linspace: [0.1, 0.3, 7] }")).last == 0.3)
    #expect(numbers(try axis("task.delay", "{ linspace: [0 ms, 100 ms, 5] }")) == [0, 25, 50, 75, 100])
    #expect(numbers(try axis("network.units", "{ linspace: [10, 30, 3] }")) == [10, 20, 30])
    #expect(numbers(try axis("network.units", "{ linspace: [10, 10, 1] }")) == [10])
  }

  /// numpy.logspace(-1, -3, 15), to two units in the last place: its power function differs between machines.
  @Test func logarithmicallySpaced() throws {
    let values = numbers(try axis("training.optimizer.learning-rate", "{ logspace: [0.1, 0.001, 15] }"))
    let numpy = [
      0.1, 0.07196856730011521, 0.05179474679231213, 0.037275937203149395, 0.02682695795279726, 0.019306977288832506,
      0.013894954943731374, 0.01, 0.0071968567300115215, 0.005179474679231213, 0.0037275937203149418,
      0.002682695795279727, 0.0019306977288832496, 0.001389495494373139, 0.001,
    ]
    #expect(values.count == 15)
    for (value, expected) in zip(values, numpy) { #expect(abs(value - expected) <= 2 * expected.ulp) }
    #expect(values.first == 0.1 && values.last == 0.001 && values[7] == 0.01)
  }

  @Test func firstAxisSlowestSeedsFastest() throws {
    let configuration = try parse(
      minimal("grid:\n  seed: [3, 5]\n  task.delay: [0 ms, 20 ms]\n  network.units: [10, 20, 30]\n"))
    let table = configuration.table
    #expect(table.count == 12)
    #expect(configuration.grid.axes.map(\.path) == ["task.delay", "network.units"])
    #expect(table.map(\.cell) == [0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5])
    #expect(table.map(\.seedIndex) == [3, 5, 3, 5, 3, 5, 3, 5, 3, 5, 3, 5])
    #expect(table.map(\.network) == Array(0..<12))
    #expect(try configuration.settings(ofCell: 4).network.units == 20)
    #expect(try configuration.settings(ofCell: 4).task.timeline["delay"].count == 4)
  }

  @Test func columns() throws {
    let configuration = try parse(
      minimal("grid:\n  network.units: [10, 20]\n  network.step: [5 ms]\n  training.epochs: [7]\n"))
    #expect(
      configuration.columns.map(\.name) == [
        "learning_rate", "cue_ms", "delay_ms", "reaction_ms", "post_reaction_ms", "units", "step_ms", "training_epochs",
      ])
    #expect(
      configuration.columnValues(ofCell: 1) == [
        .number(0.01), .number(30), .number(100), .number(50), .number(0), .integer(20), .number(5), .integer(7),
      ])
    let control = try parse("name: a\ntask: { kind: no-memory-control }\n")
    #expect(control.columns.map(\.name) == ["learning_rate", "cue_ms", "reaction_ms"])
  }

  @Test func clashingColumnsTakeMoreWords() {
    let names = ColumnNames.names(
      for: [("a.b.kind", nil), ("a.c.kind", nil), ("a.step", "ms"), ("x.seed", nil), ("p.q.r", nil), ("s.q.r", nil)])
    #expect(names == ["b_kind", "c_kind", "step_ms", "x_seed", "p_q_r", "s_q_r"])
  }

  @Test func axesOverTheEpochRule() throws {
    let atLeast = try parse(minimal("grid:\n  training.epochs.at-least: [10, 5000]\n"))
    #expect(try atLeast.settings(ofCell: 0).training.epochs == 3000)
    #expect(try atLeast.settings(ofCell: 1).training.epochs == 5000)
    #expect(try parse(atLeast.canonicalYAML) == atLeast)
    let epochs = try parse(minimal("grid:\n  training.epochs: [10, 20]\n"))
    #expect(try epochs.settings(ofCell: 1).training.epochs == 20)
    #expect(try parse(epochs.canonicalYAML) == epochs)
  }

  @Test func aMillionNetworksCostLittle() throws {
    let clock = ContinuousClock()
    let time = try clock.measure {
      let configuration = try parse(
        minimal("grid:\n  task.delay: { range: [0 ms, 4995 ms, 5 ms] }\n  seed: { count: 1000 }\n"))
      #expect(configuration.table.count == 1_000_000)
      let plan = try configuration.plan(rankCount: 64)
      #expect(plan.assignments.reduce(0) { $0 + $1.count } == 1_000_000)
    }
    #expect(time < .seconds(20))
  }
}
