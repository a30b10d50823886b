import Foundation

/// A network and a task whose training is timed: everything but its size is the default of a configuration.
struct ThroughputCase {
  /// Units N.
  let units: Int
  /// Trials B.
  let trials: Int
  /// Delay in milliseconds.
  let delayMs: Int
  /// Time steps T of a trial.
  let steps: Int
  let training: NetworkTraining

  /// Describes a case.
  ///
  /// - Throws: `BenchError` when there is no such network or trial.
  init(units: Int, trials: Int, delayMs: Int) throws(BenchError) {
    let configuration: SweepConfiguration
    let settings: CellSettings
    do {
      configuration = try SweepConfiguration.parse(
        yaml: """
          name: bench
          network: { units: \(units) }
          task: { kind: delayed-cue-discrimination, delay: \(delayMs) ms, trials: \(trials) }
          training: { epochs: \(ThroughputCase.epochs) }
          """, file: "bench")
      settings = try configuration.settings(ofCell: 0)
    } catch {
      let reasons = error.errors.map { $0.message + ($0.hint.map { " (\($0))" } ?? "") }
      throw BenchError(
        code: .invalidCase,
        description: "no case of \(units) units, \(trials) trials, \(delayMs) ms delay: "
          + reasons.joined(separator: "; "))
    }
    self.units = units
    self.trials = trials
    self.delayMs = delayMs
    steps = settings.task.stepCount
    training = NetworkTraining(settings: settings, identity: configuration.identity(cell: 0, seedIndex: 0))
  }

  /// Epochs after which a benchmark starts with a new network; a short training of the published sweeps.
  static let epochs = 10_000

  /// Three products of 2 N N B in every time step, nothing else counted: 10^9 operations per epoch.
  var usefulGigaOperations: Double { 6e-9 * Double(units) * Double(units) * Double(trials) * Double(steps) }

  /// Refuses a case for which this machine has no room, before anything is allocated.
  ///
  /// - Parameter copies: networks trained at the same time; no machine trains more than it has cores.
  func checkMemory(copies: Int) throws(BenchError) {
    let machine = ProcessInfo.processInfo
    let copies = min(copies, max(machine.activeProcessorCount, 1))
    let (needed, available) = (training.bytes * Double(copies), Double(machine.physicalMemory))
    guard needed > available else { return }
    let gigabytes = { (bytes: Double) in "\((bytes / 1e8).rounded() / 10) GB" }
    throw BenchError(
      code: .tooLarge,
      description: "\(units) units, \(trials) trials, \(delayMs) ms delay need \(gigabytes(needed)) of memory, this "
        + "machine has \(gigabytes(available)) (use smaller cases\(copies > 1 ? " or fewer ranks" : ""))")
  }
}
