import Sweep

/// Draws `report/index.html` by the Python script.
enum ReportDrawing {
  /// Draws the report of a run that was classified, with other such runs side by side where some are named.
  static func draw(_ folder: RunFolder, beside others: [RunFolder] = []) -> FigureDrawing.Outcome {
    FigureDrawing.run(
      "report.py", options: others.map { "--beside=\($0.path)" }, [folder.path],
      again: "remanence-analysis report \(folder.path)")
  }

  /// The page.
  static func page(_ folder: RunFolder) -> String { folder.file("report/index.html") }
}
