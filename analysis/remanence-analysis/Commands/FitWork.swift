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
    let parts = try parts(of: try text(path), name: path, LabelColumn.allCases) { settings in
      let cell = (0..<configuration.grid.cellCount).first { cell in
        let values = zip(configuration.columns, configuration.columnValues(ofCell: cell))
        return settings.allSatisfy { setting in
          values.contains { $0.name == setting.key && $1.description == setting.value }
        }
      }
      return try cell.flatMap { try PublishedSweep(configuration, cell: $0) }
    }
    let file = ScalingFile(source: "analysis/networks.csv", parts: parts)
    try write(file, to: try OutputFiles(folder: folder.file("analysis")))
    return file
  }

  /// Fits a table of counts; where it has published classes beside labels, both.
  ///
  /// - Throws: `RunError`, `ScalingError`.
  func make(counts path: String, output: String) throws -> ScalingFile {
    let text = try text(path)
    let header = text.prefix { !$0.isNewline }
    let labels = header.contains("published_") ? LabelColumn.allCases : [.mechanism]
    let parts = try parts(of: text, name: path, labels) { _ in nil }
    let file = ScalingFile(source: path, parts: parts)
    try write(file, to: try OutputFiles(folder: output, wayOut: "choose an --output folder you may write to"))
    return file
  }

  private func parts(
    of text: String, name: String, _ labels: [LabelColumn],
    published: ([String: String]) throws -> PublishedSweep?
  ) throws -> [ScalingFile.Part] {
    try labels.flatMap { labels in
      try CountsFile(text: text, name: name, labels: labels).slices.map { slice in
        var options = options
        options.publishedSweep = try published(slice.settings)
        return ScalingFile.Part(
          settings: slice.settings, labels: labels.rawValue, table: slice.table, options: options)
      }
    }
  }

  private func text(_ path: String) throws -> String {
    let data: Data
    do {
      data = try Data(contentsOf: URL(fileURLWithPath: path))
    } catch {
      let cause = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError
      throw RunError(
        .folderUnusable, place: path,
        message: "cannot be read: \((cause ?? error as NSError).localizedDescription)", hint: "give a table of counts")
    }
    guard let text = String(data: data, encoding: .utf8) else {
      throw ScalingError(.badTable, place: path, message: "no text in UTF-8", hint: "save it as plain CSV")
    }
    return text
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
