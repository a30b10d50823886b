import Foundation
import Sweep

/// A benchmark for people.
struct BenchTable {
  let report: ThroughputReport

  /// All lines, the last one without its end.
  var text: String {
    var lines = [
      String(
        format: "best SGEMM: %.1f GFLOP/s (OpenBLAS %@ at 1024x1024x1024: %.1f, own kernel at %@: %.1f)",
        report.bestSgemmGflops, report.sgemm.openBLASKernels, report.sgemm.openBLAS, report.sgemm.smallKernelShape,
        report.sgemm.smallKernel),
      "kernels: \(report.kernels), level \(report.kernelLevel)",
      "machine: \(report.machine ?? "unknown")",
      "",
      "                              useful  share of SGEMM             percent of an epoch's time",
      "units trials  delay  epochs/s GFLOP/s median [quartiles]    GEMM  gradient  tanh  noise  backward  rest",
    ]
    lines += report.cases.map(row)
    if let ranks = report.ranks { lines += rankLines(ranks) }
    return lines.joined(separator: "\n")
  }

  private func row(_ item: ThroughputReport.Case) -> String {
    let whole = item.seconds.values.reduce(0, +)
    let percent = ThroughputReport.Phase.allCases.map { 100 * (item.seconds[$0.rawValue] ?? 0) / whole }
    return String(
      format: "%5d %6d %3d ms %9.1f %7.1f  %5.3f [%5.3f-%5.3f]  %5.1f  %8.1f %5.1f  %5.1f  %8.1f %5.1f", item.units,
      item.trials, item.delayMs, item.networkEpochsPerSecond, item.usefulGflops, item.share, item.shareLow,
      item.shareHigh, percent[0], percent[1], percent[2], percent[3], percent[4], percent[5])
  }

  private func rankLines(_ ranks: RankReport) -> [String] {
    var lines = [
      "",
      "rank 0 alone, and \(ranks.count) rank\(ranks.count == 1 ? "" : "s") at once, per rank:",
      "                     epochs/s                                SGEMM GFLOP/s          excess",
      "units trials  delay     alone  minimum      mean  ratio      alone    all  ratio    median [quartiles]",
    ]
    lines += ranks.cases.map { item in
      String(
        format: "%5d %6d %3d ms %9.1f %8.1f %9.1f  %5.3f     %6.1f %6.1f  %5.3f    %6.3f [%6.3f to %6.3f]", item.units,
        item.trials, item.delayMs, item.aloneEpochsPerSecond, item.allEpochsPerSecondMinimum,
        item.allEpochsPerSecondMean, item.ratio, item.sgemmAloneGflops, item.sgemmAllGflops, item.sgemmRatio,
        item.excess, item.excessLow, item.excessHigh)
    }
    return lines
  }
}
