import Classification
import Foundation
import ScalingLaws
import Sweep

/// The order of work of fits: read a table, fit every part of it, write `scaling.json`, show the laws.
struct FitWork {
  /// What is fitted and how.
  let options: FitOptions
  /// How much is shown.
  let show: Show

  /// What is shown of the laws.
  enum Show { case nothing, brief, all }

  /// Fits the labels of a run that was analysed; both kinds, ours and the published.
  ///
  /// - Throws: `RunError`, `ScalingError`.
  @discardableResult
  func make(_ folder: RunFolder) throws -> ScalingFile {
    let configuration = try FinishedRun(folder, results: []).configuration
    let path = folder.file("analysis/networks.csv")
    guard FileManager.default.fileExists(atPath: path) else {
      throw RunError(
        .emptyRun, place: path, message: "no such file: the run has not been analysed yet",
        hint: "`remanence-analysis classify \(folder.path)` labels its networks")
    }
    let parts = try parts(of: try TableText.read(path), name: path) { settings in
      try PublishedSweep(configuration, settings: settings)
    }
    let file = ScalingFile(source: "analysis/networks.csv", parts: parts)
    try write(file, to: try OutputFiles(folder: folder.file("analysis")))
    return file
  }

  /// Fits a table of counts; where it has published classes beside labels, both.
  ///
  /// - Throws: `RunError`, `ScalingError`.
  func make(counts path: String, output: String) throws -> ScalingFile {
    let parts = try parts(of: try TableText.read(path), name: path) { _ in nil }
    let file = ScalingFile(source: path, parts: parts)
    try write(file, to: try OutputFiles(folder: output, wayOut: "choose an --output folder you may write to"))
    return file
  }

  private func parts(
    of text: String, name: String, published: ([String: String]) throws -> PublishedSweep?
  ) throws -> [ScalingFile.Part] {
    try LabelColumn.present(in: text).flatMap { labels in
      let file = try CountsFile(text: text, name: name, labels: labels)
      return try file.slices.map { slice in
        var options = options
        options.publishedSweep = try published(slice.settings)
        if !file.outcomes.contains(.slowManifold) { options.boundaries = [.notLearned] }
        try checkDroppedRates(slice.table, name)
        return ScalingFile.Part(
          settings: slice.settings, labels: labels.rawValue, table: slice.table, options: options)
      }
    }
  }

  private func checkDroppedRates(_ table: PhaseTable, _ name: String) throws(ScalingError) {
    for rate in options.droppedRates where !table.learningRates.contains(where: { FitOptions.isSame($0, rate) }) {
      throw ScalingError(
        .badTable, place: name, message: "--drop-rate \(rate): no such learning rate",
        hint: "there are \(table.learningRates.map { "\($0)" }.joined(separator: ", "))")
    }
  }

  private func write(_ file: ScalingFile, to output: OutputFiles) throws {
    try output.stage(json: file, as: ScalingFile.name)
    try output.commit()
    switch show {
    case .nothing: break
    case .brief: Console.print("\n" + FitTable.brief(file))
    case .all: Console.print(FitTable.text(file))
    }
  }
}

extension ScalingError: ExitError {
  /// Bad input.
  public var exitStatus: Int32 { ExitStatus.badInput }
}
