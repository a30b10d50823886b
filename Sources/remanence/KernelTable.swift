import Foundation
import Sweep

/// Speed of the single kernels for people.
struct KernelTable {
  let report: KernelReport

  /// All lines, the last one without its end.
  var text: String {
    let lines = [
      "kernels: \(report.kernels), level \(report.kernelLevel); OpenBLAS \(report.openblas)",
      "machine: \(report.machine ?? "unknown")",
      "",
      "kernel                units  ns/element  useful GFLOP/s  OpenBLAS GFLOP/s",
    ]
    return (lines + report.rows.map(row)).joined(separator: "\n")
  }

  private func row(_ row: KernelReport.Row) -> String {
    let name = row.kernel.padding(toLength: 20, withPad: " ", startingAt: 0)
    let text = String(format: "%@  %5d  %10.3f", name, row.units, row.nanosecondsPerElement)
    guard let own = row.usefulGflops, let other = row.openblasGflops else { return text }
    return text + String(format: "  %14.1f  %16.1f", own, other)
  }
}
