import Foundation
import Testing

/// `remanence-analysis classify --weights`: networks that somebody else's program has trained.
@Suite struct ImportedNetworksTests {
  let scratch: Scratch

  init() throws { scratch = try Scratch() }

  /// Weights of known dynamics, as a dictionary of Python: `zeros` rests, `still` holds its cue, `turning` runs round,
  /// `single` has one unit.
  static let weights = """
    import numpy as np
    def weights(recurrent, gain=1.0, kind=np.float32):
        recurrent = np.array(recurrent, dtype=kind)
        units = len(recurrent)
        return {'W_rec': recurrent, 'W_in': np.eye(units, 2, dtype=kind) * 2, 'W_out': np.eye(2, units, dtype=kind) * gain,
                'b_rec': np.zeros(units, kind), 'b_in': np.zeros(units, kind), 'b_out': np.zeros(2, kind)}
    networks = {
        'zeros': weights([[0, 0], [0, 0]]),
        'still': weights([[1.4, -0.7], [-0.7, 1.4]], 8.0, np.float64),
        'turning': weights([[1.2, -0.8], [0.8, 1.2]]),
        'single, "quoted"': weights([[0.5]]),
    }

    """

  /// The lines of the README that export networks.
  static func documentedExport() throws -> String {
    let text = try String(
      contentsOf: Installation.repository.appendingPathComponent("analysis/README.md"), encoding: .utf8)
    let block = try #require(text.firstMatch(of: /(?s)```python\n(.*?)```/), "analysis/README.md has no Python")
    return String(block.1)
  }

  /// Writes a file of networks by the lines of the README.
  private func export(_ name: String = "trained.h5") async throws -> String {
    let call = "export(sys.argv[1], networks, '{kind: delayed-cue-discrimination, delay: 40 ms}')\n"
    _ = try await python(Self.documentedExport() + Self.weights + call, [scratch(name)])
    return scratch(name)
  }

  private func classify(_ arguments: [String], ranks: Int? = nil) async throws -> Ended {
    try await run(Installation.analysis, ["classify"] + arguments, ranks: ranks)
  }

  @Test func networksExportedAsDocumentedAreLabelled() async throws {
    let ended = try await classify(["--weights", try await export(), "--output", scratch("labels")])
    #expect(ended.status == 0, "\(ended)")
    #expect(ended.errors == "")
    #expect(ended.output.hasSuffix("The tables: \(scratch("labels"))\n"))
    let names = try FileManager.default.contentsOfDirectory(atPath: scratch("labels")).sorted()
    #expect(names == ["classification.h5", "networks.csv", "report.json"])

    let table = try await python(
      """
      import csv
      for row in csv.DictReader(open(sys.argv[1])):
          print(row['network'], row['learned'], row['mechanism'], row['published_class'], row['evidence'], sep='|')
      """, [scratch("labels/networks.csv")])
    #expect(
      table == """
        single, "quoted"|0|mixed|0|delayStates
        still|1|fixedPoint|2|answersEarly
        turning|0|limitCycle|0|closedCurve
        zeros|0|unresolved|0|delayStates

        """)
    let header = try String(contentsOfFile: scratch("labels/networks.csv"), encoding: .utf8).prefix { $0 != "\n" }
    #expect(
      header.hasPrefix(
        "network,accuracy,reliability,learned,mechanism,margin,published_class,published_index,evidence,reason,"
          + "late_deviation,period_ms,fates,"))
    let found = try await python(
      """
      with h5py.File(sys.argv[1]) as file:
          assert 'config' not in file.attrs and file.attrs['schema_name'] == 'remanence-classification'
          still = file['networks/still']
          assert still.attrs['learned'] == 1 and still.attrs['accuracy'] == 1, dict(still.attrs)
          print(len(file['networks']), still['late_deviation'].shape)
      """, [scratch("labels/classification.h5")])
    #expect(found == "4 (2,)\n")
  }

  @Test func ranksAndStartsDoNotMatter() async throws {
    let arguments = ["--weights", try await export(), "--output", scratch("labels")]
    #expect(try await classify(arguments).status == 0)
    let alone = try AnalysisResults(scratch("labels"))
    let again = try await classify(arguments, ranks: 2)
    #expect(again.errors == "4 networks of 4 labelled before, none left to label\n")
    #expect(try AnalysisResults(scratch("labels")) == alone)
    try FileManager.default.removeItem(atPath: scratch("labels"))
    #expect(try await classify(arguments, ranks: 3).status == 0)
    #expect(try AnalysisResults(scratch("labels")) == alone)
  }

  /// `b_in` may be missing, texts may be of fixed length, numbers may be integers.
  @Test func otherWritersAreUnderstood() async throws {
    let path = try await export()
    _ = try await python(
      """
      import numpy as np
      with h5py.File(sys.argv[1], 'r+') as file:
          group = file['networks/still']
          del group['weights/b_in']
          group.attrs['form'] = np.bytes_('rates')
          group.attrs['step_ms'] = np.float32(2.5)
          group.attrs['alpha'] = 1
          group.attrs['task'] = 'task:\\n  kind: no-memory-control\\n  reaction: 30 ms\\n'
          group['weights/extra'] = 'not looked at'
          group['notes'] = 'neither'
      """, [path])
    let ended = try await classify(["--weights", path, "--output", scratch("labels"), "-q"])
    #expect(ended.status == 0 && ended.errors == "" && ended.output == "", "\(ended)")
  }

  @Test func aRunFolderIsNoPlaceForThem() async throws {
    try scratch.makeFolder("run")
    try scratch.write("{}", to: "run/run.json")
    let ended = try await classify(["--weights", try await export(), "--output", scratch("run")])
    #expect(ended.status == 74, "\(ended)")
    #expect(ended.errors.contains("holds a run of `remanence train`"))
  }

  // MARK: Bad input

  /// A change to the file, and what must be said about it.
  struct Damage: Sendable, CustomTestStringConvertible {
    let testDescription: String
    /// Python that changes `group`, or `file`.
    let program: String
    /// What the message holds.
    let pattern: String
  }

  private static func damage(_ program: String, _ pattern: String) -> Damage {
    Damage(testDescription: program, program: program, pattern: pattern)
  }

  static let damages = [
    damage("group['weights/W_rec'][1, 0] = float('nan')", "/networks/still/weights/W_rec: element 2 is nan"),
    damage("group['weights/b_out'][1] = float('-inf')", "/networks/still/weights/b_out: element 1 is -inf"),
    damage("put('W_rec', np.zeros((2, 3)))", "weights/W_rec: shape \\[2, 3\\] where \\[2, 2\\] is expected"),
    damage("put('W_rec', np.zeros((0, 0)))", "weights/W_rec: shape \\[0, 0\\].*N at least 1"),
    damage("put('W_rec', np.zeros(4))", "weights/W_rec: shape \\[4\\]"),
    damage("put('W_rec', np.zeros((2, 2, 1)))", "`weights/W_rec` has the shape \\[2, 2, 1\\]"),
    damage("put('W_rec', np.zeros((1, 20000)))", "`weights/W_rec` has the shape.*at most 16384 units"),
    damage("put('W_in', np.zeros((2, 3)))", "`weights/W_in` has 3 input channels, the task .* 2"),
    damage("put('W_in', np.zeros((3, 2)))", "weights/W_in: shape \\[3, 2\\] where \\[2, 2\\] is expected"),
    damage("put('W_out', np.zeros((1, 2))); put('b_out', np.zeros(1))", "`weights/W_out` has 1 output channels"),
    damage("put('b_in', np.zeros(3))", "weights/b_in: shape \\[3\\] where \\[2\\] is expected"),
    damage("put('b_rec', 'text')", "`weights/b_rec` holds no numbers .*stored as text"),
    damage("put('b_rec', None)", "has no dataset `weights/b_rec`"),
    damage("put('W_out', None)", "has no dataset `weights/W_out`"),
    damage("del group['weights']", "has no group `weights`"),
    damage("del group.attrs['alpha']", "has no attribute `alpha` \\(analysis/README.md"),
    damage("del group.attrs['task']", "has no attribute `task`"),
    damage("group.attrs['alpha'] = 0.0", "`alpha` is 0.0 .*above 0 and at most 1"),
    damage("group.attrs['alpha'] = 1.5", "`alpha` is 1.5"),
    damage("group.attrs['alpha'] = float('nan')", "`alpha` is nan"),
    damage("group.attrs['alpha'] = 'half'", "`alpha` is no number .*stored as text"),
    damage("group.attrs['alpha'] = [0.5, 0.5]", "`alpha` is no number .*shape"),
    damage("group.attrs['step_ms'] = -5.0", "`step_ms` is -5.0"),
    damage("group.attrs['step_ms'] = 1e300", "`step_ms` is 1e\\+300"),
    damage("group.attrs['nonlinearity'] = 'relu'", "`nonlinearity` is `relu` .only `tanh`"),
    damage("group.attrs['form'] = 'currents'", "`form` is `currents` .only `rates`"),
    damage("group.attrs['readout'] = 'softmax'", "`readout` is `softmax` .only `sigmoid` or `linear`"),
    damage("group.attrs['readout'] = 3", "`readout` is no text"),
    damage(
      "group.attrs['task'] = '{kind: delayed-cue-discrimination, dealy: 40 ms}'",
      "`task`:1:\\d+: .*`dealy`.*did you mean `delay`"),
    damage("group.attrs['task'] = '{kind: juggling}'", "`task`:1:\\d+: .*juggling"),
    damage(
      "group.attrs['task'] = '{kind: delayed-cue-discrimination, delay: 42 ms}'",
      "`task`:1:\\d+: .*multiple|whole number"),
    damage("group.attrs['task'] = '{kind: ['", "`task`:.*not YAML"),
    damage("group.attrs['task'] = ''", "`task`:.*empty"),
    damage("del file['networks/still']; file['networks/still'] = [1.0]", "/networks/still: is not a group"),
    damage("del file['networks']", "has no group `/networks` .store every network"),
    damage("del file['networks']; file.create_group('networks')", "`/networks` is empty"),
    damage("del file['networks']; file['networks'] = 1", "has no group `/networks`"),
  ]

  /// A file without faults, written once for all of them.
  private static let faultless = Task {
    let suite = try ImportedNetworksTests()
    _ = try await suite.export()
    return suite
  }

  @Test(arguments: damages) func badNetworksAreNamed(_ damage: Damage) async throws {
    let path = scratch("trained.h5")
    try FileManager.default.copyItem(atPath: try await Self.faultless.value.scratch("trained.h5"), toPath: path)
    _ = try await python(
      """
      import numpy as np
      with h5py.File(sys.argv[1], 'r+') as file:
          group = file['networks/still']
          def put(name, values):
              del group['weights/' + name]
              if values is not None:
                  group['weights/' + name] = values
          \(damage.program)
      """, [path])
    try await expectRefusal(["--weights", path, "--output", scratch("labels")], 65, "trained.h5: .*" + damage.pattern)
  }

  @Test func badFilesAreNamed() async throws {
    let text = try scratch.write("text", to: "text.h5")
    for ranks in [nil, 2] {
      let arguments = ["--weights", text, "--output", scratch("a")]
      try await expectRefusal(arguments, 65, "text.h5: not a readable HDF5 file", ranks: ranks)
    }
    let path = try await export()
    truncate(path, 5000)
    try await expectRefusal(["--weights", path, "--output", scratch("a")], 65, "trained.h5: not a readable.*truncated")
    try await expectRefusal(["--weights", scratch("none.h5"), "--output", scratch("a")], 74, "none.h5: no such file")
    let whole = try await export("whole.h5")
    try await expectRefusal(["--weights", whole, "--output", text], 74, "text.h5: the folder cannot be made")
  }

  @Test(arguments: [
    ["--weights", "x.h5"], ["--output", "x"], ["run", "--output", "x"], ["run", "--weights", "x.h5", "--output", "y"],
    ["--weights", "", "--output", "y"], ["--weights", "x.h5", "--output", ""], [""],
    ["--weights", "x.h5", "--output", "y", "--require-complete"],
  ]) func badArgumentsEndWith64(_ arguments: [String]) async throws {
    #expect(try await classify(arguments).status == 64)
  }

  /// One line, and no results.
  private func expectRefusal(_ arguments: [String], _ status: Int32, _ pattern: String, ranks: Int? = nil) async throws
  {
    let ended = try await classify(arguments, ranks: ranks)
    #expect(ended.status == status, "\(ended)")
    #expect(ended.errors.components(separatedBy: "remanence-analysis: ").count == 2, "said once: \(ended)")
    #expect(try ended.errors.contains(Regex(pattern)), "\(ended.errors)")
    #expect(ended.output == "")
    #expect(!FileManager.default.fileExists(atPath: scratch("labels/networks.csv")))
  }
}
