import ArgumentParser
import Foundation
import LinearAlgebra
import MPI
import Sweep

/// `remanence bench`: throughput of the training core beside this machine's matrix products.
struct Bench: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Measure the training core beside this machine's SGEMM rate.",
    discussion: """
      Runs the trainer's own epochs, noise and metrics included, in turn with SGEMM:
      OpenBLAS at 1024^3 and the fastest small product of our own kernel. Useful
      GFLOP/s counts three products of 2 N N B in each of the T time steps and
      nothing else; share is useful over best SGEMM rate, the median of the pairs
      with its quartiles. Then comes where the time of an epoch went.

      With --ranks every case is also run by all ranks at once, beside SGEMM on all
      ranks at once. ratio is the slowest rank's speed then over a rank's speed alone,
      and excess what the worst rank loses beyond what SGEMM loses on its core.

      With --kernels the single kernels of a training step are timed instead, a block
      of 64 trials each, products beside OpenBLAS at the same shape.

      Examples:
        remanence bench
        remanence bench --units 100 --trials 128 --delay 0,200
        remanence bench --json > bench.json
        mpirun -n 2 remanence bench --ranks
        remanence bench --kernels --units 100
      """)

  @Flag(help: "Print JSON instead of a table.")
  var json = false

  @Flag(help: "Compare one rank alone with all ranks at once; start it with mpirun.")
  var ranks = false

  @Flag(help: "Time the single kernels of a training step instead of whole epochs.")
  var kernels = false

  @Option(
    help: ArgumentHelp("Units N (default: 32,100,256,512; with --ranks 32,100,512).", valueName: "numbers"),
    transform: { try WholeNumbers.parse($0, least: 1) })
  var units: [Int]?

  @Option(
    help: ArgumentHelp("Trials B (default: 16,128; with --ranks 128).", valueName: "numbers"),
    transform: { try WholeNumbers.parse($0, least: 1) })
  var trials: [Int]?

  @Option(
    help: ArgumentHelp("Delays in milliseconds (default: 0,200,400; with --ranks 200).", valueName: "numbers"),
    transform: { try WholeNumbers.parse($0, least: 0) })
  var delay: [Int]?

  @Option(help: ArgumentHelp("Seconds of measuring per case (default: 4; with --ranks 10).", valueName: "seconds"))
  var seconds: Double?

  func validate() throws {
    if let seconds, !(seconds > 0 && seconds <= 3600) {
      throw ValidationError("--seconds must be a positive number, at most 3600")
    }
    if kernels && (ranks || trials != nil || delay != nil || seconds != nil) {
      throw ValidationError("--kernels goes with --units and --json only")
    }
    if kernels, let largest = units?.max(), largest > 4096 {
      throw ValidationError("--units must be at most 4096, as for networks")
    }
  }

  func run() throws {
    OpenBLAS.useOneThread()
    if kernels {
      let report = KernelReport(units: units ?? ThroughputCases.standard.units)
      Swift.print(json ? try encoded(report) : KernelTable(report: report).text)
      return
    }
    let world = try Launch.world()
    let status: Int32
    do {
      status = try measure(world)
    } catch let error as BenchError {
      if world.rank == 0 { Console.error(error.description) }
      status = ExitStatus.of(error)
    } catch {
      Console.error("rank \(world.rank): \(error)")
      World.abort(status: ExitStatus.of(error))
    }
    try world.finalize()
    throw ExitCode(status)
  }

  private func measure(_ world: borrowing World) throws -> Int32 {
    guard ranks || world.size == 1 else {
      if world.rank == 0 {
        Console.error(
          "there are \(world.size) ranks: add --ranks to measure all of them, or start bench without mpirun")
      }
      return ExitStatus.usage
    }
    var cases = ranks ? ThroughputCases.ranks : ThroughputCases.standard
    if let units { cases.units = units }
    if let trials { cases.trials = trials }
    if let delay { cases.delaysMs = delay }
    let console = BenchConsole()
    let report = try BenchRun(cases: cases, secondsPerCase: seconds ?? (ranks ? 10 : 4))
      .execute(world: world, progress: console.progressed)
    guard var report else { return 0 }
    console.close()
    if !ranks { report.ranks = nil }
    Swift.print(json ? try encoded(report) : BenchTable(report: report).text)
    return 0
  }

  private func encoded(_ report: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    encoder.keyEncodingStrategy = .convertToSnakeCase
    return String(decoding: try encoder.encode(report), as: UTF8.self)
  }
}
