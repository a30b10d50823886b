import Foundation
import Sweep

/// Prints what a run would take.
struct ForecastReport {
  let forecast: Forecast
  /// Predicted seconds of every rank, each measured by the rank itself.
  let seconds: [Double]

  func print() {
    var lines: [String] = ["grid:"]
    for axis in forecast.configuration.grid.axes {
      let values = axis.values.map(\.canonicalText)
      let shown = values.count <= 8 ? values : Array(values.prefix(3)) + ["..."] + Array(values.suffix(2))
      lines.append("  \(axis.path): \(values.count) (\(shown.joined(separator: ", ")))")
    }
    let grid = forecast.configuration.grid
    lines.append("  seed: \(grid.seedIndices.count)")
    let networks = forecast.shard.map { "shard \($0): \(forecast.networkCount) of " } ?? ""
    lines.append(
      "  \(grid.cellCount) cells, \(networks)\(grid.networkCount) networks, \(forecast.epochs) epochs in all")
    lines.append("predicted time: \(Console.duration(seconds.max() ?? 0)), the slowest of \(seconds.count) rank(s)")
    for (rank, value) in seconds.enumerated().prefix(16) {
      lines.append(
        "  rank \(rank): \(Console.duration(value)) for \(forecast.networksOfRank(rank)) networks"
          + String(format: " (%.1f s)", value))
    }
    if seconds.count > 16 {
      lines.append("  ... the shortest of all ranks \(Console.duration(seconds.min() ?? 0))")
    }
    if forecast.tooLarge > 0 {
      lines.append("warning: \(forecast.tooLarge) networks need more memory than this machine has and will fail")
    }
    lines.append("files: \(forecast.fileCount), about \(Console.bytes(forecast.bytes)), nothing written now")
    Swift.print(lines.joined(separator: "\n"))
  }
}
