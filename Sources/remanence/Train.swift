import ArgumentParser
import Foundation
import LinearAlgebra
import MPI
import Sweep

/// `remanence train`: trains a sweep, or says what training it would take.
struct Train: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Train a sweep; running it again on the same folder resumes it.",
    discussion: """
      Runs alone, under mpirun or under srun; any number of ranks gives the same
      bits. Each rank writes its finished networks to its own HDF5 file, the first
      rank writes summary.csv and summary.h5. SIGINT, SIGTERM or SIGUSR1 stop the
      run in good order: every network is saved as it is. A second signal, two
      seconds later or more, ends it at once; then the last checkpoints count.

      A grid with more values or seeds than the folder has is added to it; old
      networks stay as they are.

      Examples:
        mpirun -n 2 remanence train configs/quickstart.yaml --output runs/quickstart
        remanence train configs/dynamical-phases/broad.yaml --output b --dry-run
        srun --mpi=pmix remanence train sweep.yaml --output DIR --max-seconds 42000
        mpirun -n 64 remanence train sweep.yaml --output DIR --schedule dynamic
        remanence train sweep.yaml --output DIR --shard 3/8
        remanence train sweep.yaml --output DIR --retry failed
      """)

  @Argument(help: ArgumentHelp("The sweep as a YAML file; configs/README.md lists all keys.", valueName: "config"))
  var configurationFile: String

  @Option(name: .shortAndLong, help: ArgumentHelp("The run folder; made when it does not exist.", valueName: "dir"))
  var output: String

  @Option(help: "How networks come to ranks: dealt out before the start, or handed out as ranks become free.")
  var schedule = Schedule.static

  @Option(
    help: ArgumentHelp(
      "The signal that asks to stop in good order, beside INT and TERM.", valueName: "signal"))
  var stopSignal = StopSignal.usr1

  @Option(
    help: ArgumentHelp(
      "Train the I-th of N parts of the sweep, 1 <= I <= N; jobs of an array may train all parts in one folder at once.",
      valueName: "i/n"))
  var shard: Shard?

  @Option(help: ArgumentHelp("Stop in good order after this many seconds.", valueName: "seconds"))
  var maxSeconds: Double?

  @Flag(help: "Stop as soon as a network fails (a diverged network has not failed).")
  var failFast = false

  @Option(
    help: ArgumentHelp(
      "Train failed networks again: all that failed, all that are quarantined, or these ids.",
      valueName: "failed|quarantined|id,..."),
    transform: { text in
      guard let request = RetryRequest(text) else {
        throw ValidationError("'\(text)' is neither failed nor quarantined nor network ids such as 3,141")
      }
      return request
    })
  var retry: RetryRequest?

  @Flag(help: "Go on although an earlier attempt or another rank computes with other kernels.")
  var allowOtherKernels = false

  @Flag(help: "Show the grid, the predicted time, bytes and files; train nothing, write nothing.")
  var dryRun = false

  @Flag(name: .shortAndLong, help: "Show warnings and errors only.")
  var quiet = false

  func validate() throws {
    if let maxSeconds, !(maxSeconds > 0 && maxSeconds <= 1e9) {
      throw ValidationError("--max-seconds must be a positive number of seconds, at most 1e9")
    }
    if output.isEmpty { throw ValidationError("--output must name a folder") }
  }

  func run() throws {
    // Before the ranks meet, which may take seconds.
    let stop = dryRun ? nil : StopRequest(signal: stopSignal, maximalSeconds: maxSeconds)
    OpenBLAS.useOneThread()
    let world = try Launch.world()
    let status: Int32
    do {
      status = try train(world, stop)
    } catch let error as any OrderlyError {
      if world.rank == 0 { Console.error(error.text) }
      status = error.exitStatus
    } catch {
      Console.error("rank \(world.rank): \(error)")
      World.abort(status: ExitStatus.of(error))
    }
    try world.finalize()
    throw ExitCode(status)
  }

  private func train(_ world: borrowing World, _ stop: StopRequest?) throws -> Int32 {
    let sweep = try SharedConfiguration.load(path: configurationFile, world: world)
    let provenance = Provenance.current(mpiVersion: World.libraryVersion)
    let console = TrainConsole(isQuiet: quiet || world.rank != 0)
    console.introduce(sweep, ranks: world.size, provenance: provenance)
    guard let stop else {
      let forecast = try Forecast(sweep, ranks: world.size, shard: shard)
      let seconds = try world.gather(rows: [forecast.secondsOfRank(world.rank)])
      if let seconds { ForecastReport(forecast: forecast, seconds: seconds.flatMap { $0 }).print() }
      return 0
    }
    var options = RunOptions(folder: RunFolder(path: output), stop: stop)
    options.schedule = schedule
    options.shard = shard
    options.failFast = failFast
    options.retry = retry
    options.allowOtherKernels = allowOtherKernels
    let end = try SweepRun(configuration: sweep, options: options, provenance: provenance)
      .execute(world: world, observer: console)
    if world.rank == 0 { console.conclude(end, of: sweep, options: options) }
    return end.exitStatus
  }
}

extension Shard: ExpressibleByArgument {
  public init?(argument: String) { self.init(argument) }
}

/// An error that every rank knows of, so that all can leave in good order; rank 0 says it.
protocol OrderlyError: Error {
  var text: String { get }
  var exitStatus: Int32 { get }
}

extension ConfigurationErrors: OrderlyError {
  var text: String { description }
  var exitStatus: Int32 { ExitStatus.badInput }
}

extension OtherRankFailed: OrderlyError {
  var text: String { "" }
}

/// An error of the run folder, thrown at rank 0 after the other ranks have heard of it.
extension FolderRefused: OrderlyError {
  var text: String { error.description }
  var exitStatus: Int32 { error.exitStatus }
}

extension Schedule: ExpressibleByArgument {}
extension StopSignal: ExpressibleByArgument {}
