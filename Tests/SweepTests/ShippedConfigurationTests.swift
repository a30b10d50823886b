import Foundation
import Sweep
import Testing

/// The published grids (arXiv:2502.17433, table of sweeps) and the small ones.
@Suite struct ShippedConfigurationTests {
  static let expected: [String: (networks: Int, cells: Int, epochs: Int)] = [
    "quickstart.yaml": (120, 30, 120 * 1000 + 24 * 7),
    "dynamical-phases/broad.yaml": (31_500, 315, 108_148 * 2100),
    "dynamical-phases/narrow.yaml": (31_500, 315, 15_215 * 2100),
    "dynamical-phases/post-reaction.yaml": (6_300, 315, 148_749_720),
    "dynamical-phases/slow-time-constant.yaml": (4_200, 210, 31_842_720),
    "dynamical-phases/no-memory-control.yaml": (8_000, 400, 24_000_000),
    "dynamical-phases/phases-small.yaml": (528, 66, 6_215 * 88),
    "dynamical-phases/post-reaction-small.yaml": (528, 66, 6_215 * 88),
    "dynamical-phases/slow-learning-row.yaml": (105, 21, 105 * 3000),
    "dynamical-phases/slow-time-constant-row.yaml": (105, 21, 105 * 1000),
    "dynamical-phases/no-memory-control-small.yaml": (240, 48, 240 * 3000),
  ]

  @Test func everyFileIsListed() {
    #expect(shippedConfigurations == Self.expected.keys.sorted())
  }

  @Test(arguments: expected.keys.sorted()) func size(_ path: String) throws {
    let configuration = try shipped(path)
    let expected = try #require(Self.expected[path])
    #expect(configuration.grid.networkCount == expected.networks)
    #expect(configuration.grid.cellCount == expected.cells)
    let epochs = try (0..<configuration.grid.cellCount).reduce(0) {
      $0 + (try configuration.settings(ofCell: $1).training.epochs)
    }
    #expect(epochs * configuration.grid.seedIndices.count == expected.epochs)
  }

  @Test(arguments: expected.keys.sorted()) func publishedWindowInReproductions(_ path: String) throws {
    let settings = try shipped(path).settings(ofCell: 0)
    #expect(settings.accuracyWindow == (path.hasPrefix("dynamical-phases/") ? .published : .exact))
  }

  @Test func broadAsPublished() throws {
    let configuration = try shipped("dynamical-phases/broad.yaml")
    let first = try configuration.settings(ofCell: 0)
    #expect(first.network.alpha == 0.5)
    #expect(first.network.units == 100)
    #expect(first.trials == 128)
    #expect(first.task.stepCount == 16)
    #expect(first.training.optimizer == .sgd(learningRate: 0.1, momentum: 0.9, weightDecay: 1e-7))
    let last = try configuration.settings(ofCell: 314)
    #expect(last.task.stepCount == 96)
    #expect(last.training.epochs == 30_000)
    #expect(numbers(configuration.grid.axes[1]) == stride(from: 0.0, through: 400, by: 20).map { $0 })
  }

  @Test func otherSweepsAsPublished() throws {
    let post = try shipped("dynamical-phases/post-reaction.yaml").settings(ofCell: 314)
    #expect(post.task.stepCount == 102)
    #expect(post.training.epochs == 100_000)
    let slow = try shipped("dynamical-phases/slow-time-constant.yaml").settings(ofCell: 209)
    #expect(slow.network.alpha == 0.25)
    #expect(slow.task.stepCount == 176)
    let control = try shipped("dynamical-phases/no-memory-control.yaml").settings(ofCell: 399)
    #expect(control.network.readout == .linear)
    #expect(control.training.epochs == 3000)
    #expect(control.training.divergenceLoss == 100)
    #expect(control.task.stepCount == 86)
    #expect(control.training.optimizer.learningRate == 0.001)
  }

  /// The small sweeps are parts of the whole ones: equal identities, hence equal bits.
  @Test(arguments: [
    ("phases-small", ["broad", "narrow"]), ("slow-learning-row", ["broad"]),
    ("slow-time-constant-row", ["slow-time-constant"]), ("no-memory-control-small", ["no-memory-control"]),
  ]) func smallNetworksAreNetworksOfTheWholeSweeps(_ name: String, _ wholes: [String]) throws {
    let whole = try wholes.map { try shipped("dynamical-phases/\($0).yaml") }
    let texts = Set(whole.flatMap { sweep in (0..<sweep.grid.cellCount).map { sweep.identityText(ofCell: $0) } })
    let small = try shipped("dynamical-phases/\(name).yaml")
    for cell in 0..<small.grid.cellCount {
      let isMember = texts.contains(small.identityText(ofCell: cell))
      #expect(isMember, "cell \(cell)")
    }
  }

  @Test func ratesOfTheSmallSweep() throws {
    let small = try shipped("dynamical-phases/phases-small.yaml")
    let rounded = numbers(small.grid.axes[0]).map { String(format: "%.6g", $0) }
    #expect(rounded == ["0.316228", "0.183298", "0.1", "0.0517947", "0.0297635", "0.0248163"])
  }

  @Test(arguments: expected.keys.sorted()) func canonicalTextReadsBack(_ path: String) throws {
    let configuration = try shipped(path)
    let again = try parse(configuration.canonicalYAML)
    #expect(again == configuration)
    #expect(again.hash == configuration.hash)
    #expect(again.canonicalYAML == configuration.canonicalYAML)
  }

  @Test func readmeHoldsTheTableOfKeys() throws {
    let readme = try String(contentsOf: repository.appendingPathComponent("configs/README.md"), encoding: .utf8)
    #expect(readme.contains(KeyTable.markdown), "put this table into configs/README.md:\n\(KeyTable.markdown)")
  }
}
