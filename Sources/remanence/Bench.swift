import ArgumentParser
import Foundation
import LinearAlgebra
import Sweep

/// `remanence bench`: throughput of the training core beside this machine's matrix products.
struct Bench: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Measure the training core beside this machine's SGEMM rate.",
    discussion: """
      Every case runs the trainer's own epochs, noise and metrics included, in turn
      with SGEMM at 1024^3. useful GFLOP/s counts three products of 2 N N B per time
      step; share is useful over best SGEMM.

      Examples:
        remanence bench
        remanence bench --json > bench.json
      """)

  @Flag(help: "Print JSON instead of a table.")
  var json = false

  @Option(help: ArgumentHelp("Seconds of measuring per case.", valueName: "seconds"))
  var seconds = 0.5

  func validate() throws {
    guard seconds > 0, seconds <= 3600 else {
      throw ValidationError("--seconds must be a positive number, at most 3600")
    }
  }

  func run() throws {
    OpenBLAS.useOneThread()
    let report: ThroughputReport
    do {
      report = try ThroughputReport.measure(secondsPerCase: seconds)
    } catch {
      Console.error("\(error)")
      throw ExitCode(ExitStatus.of(error))
    }
    if json {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
      encoder.keyEncodingStrategy = .convertToSnakeCase
      Swift.print(String(decoding: try encoder.encode(report), as: UTF8.self))
      return
    }
    Swift.print("kernels: \(report.kernels); best SGEMM \(String(format: "%.1f", report.bestSgemmGflops)) GFLOP/s")
    Swift.print("units trials delay  network-epochs/s  useful GFLOP/s  share")
    for item in report.cases {
      Swift.print(
        String(
          format: "%5d %6d %3.0f ms  %16.1f  %14.1f  %5.2f", item.units, item.trials, item.delayMs,
          item.networkEpochsPerSecond, item.usefulGflops, item.share))
    }
  }
}
