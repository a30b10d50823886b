import LinearAlgebra
import Tasks

/// Throughput of the training core, case by case, beside the rate of this machine's matrix products.
public struct ThroughputReport: Sendable, Codable {
  /// One case.
  public struct Case: Sendable, Codable {
    /// Units N.
    public let units: Int
    /// Trials B.
    public let trials: Int
    /// Delay in milliseconds.
    public let delayMs: Double
    /// Epochs of one network per second.
    public let networkEpochsPerSecond: Double
    /// Three products of 2 N N B per time step, nothing else counted, in 10^9 per second.
    public let usefulGflops: Double
    /// Median over pairs of useful rate over SGEMM rate measured next to it.
    public let share: Double
    /// Where the time of an epoch went, in seconds.
    public let seconds: [String: Double]
  }

  /// Best SGEMM rate seen, 10^9 operations per second.
  public let bestSgemmGflops: Double
  /// Kernels in use.
  public let kernels: String
  /// The cases.
  public let cases: [Case]

  /// Measures all cases.
  ///
  /// - Parameter secondsPerCase: measuring time of a case; SGEMM takes about as long again.
  public static func measure(secondsPerCase: Double) throws(ConfigurationErrors) -> ThroughputReport {
    var cases: [Case] = []
    var best = 0.0
    for units in [32, 100, 256, 512] {
      for delay in [0, 200, 400] {
        for trials in [16, 128] {
          let (result, rate) = try measure(units: units, trials: trials, delay: delay, seconds: secondsPerCase)
          cases.append(result)
          best = max(best, rate)
        }
      }
    }
    return ThroughputReport(bestSgemmGflops: best, kernels: KernelSet.current.description, cases: cases)
  }

  private static func measure(
    units: Int, trials: Int, delay: Int, seconds: Double
  ) throws(ConfigurationErrors) -> (Case, Double) {
    let configuration = try SweepConfiguration.parse(
      yaml: """
        name: bench
        network: { units: \(units) }
        task: { kind: delayed-cue-discrimination, delay: \(delay) ms, trials: \(trials) }
        training: { epochs: 1000000 }
        """, file: "bench")
    let settings = try configuration.settings(ofCell: 0)
    var trainer = NetworkTraining(settings: settings, identity: configuration.identity(cell: 0, seedIndex: 0))
      .makeTrainer()
    for _ in 0..<2 { trainer.runEpoch() }
    let useful = 6 * Double(units * units * trials * settings.task.stepCount)
    let clock = ContinuousClock()
    var shares: [Double] = []
    var times: [Double] = []
    var best = 0.0
    let begin = clock.now
    while shares.count < 3 || (clock.now - begin).seconds < 2 * seconds {
      let (epochs, time) = run(&trainer, for: seconds / 8)
      let rate = sgemmRate(for: seconds / 8)
      best = max(best, rate)
      times.append(time / Double(epochs))
      shares.append(useful / (time / Double(epochs)) / 1e9 / rate)
    }
    let time = median(times)
    return (
      Case(
        units: units, trials: trials, delayMs: Double(delay), networkEpochsPerSecond: 1 / time,
        usefulGflops: useful / time / 1e9, share: median(shares), seconds: ["epoch": time]), best
    )
  }

  private static func run(
    _ trainer: inout NetworkTrainer, for seconds: Double
  ) -> (epochs: Int, seconds: Double) {
    let clock = ContinuousClock()
    let begin = clock.now
    var epochs = 0
    repeat {
      trainer.runEpoch()
      epochs += 1
    } while (clock.now - begin).seconds < seconds
    return (epochs, (clock.now - begin).seconds)
  }

  /// Rate of OpenBLAS at 1024^3 in 10^9 operations per second.
  private static func sgemmRate(for seconds: Double) -> Double {
    let size = 1024
    let a = AlignedBuffer<Float>(count: size * size)
    let b = AlignedBuffer<Float>(count: size * size)
    let c = AlignedBuffer<Float>(count: size * size)
    a.fill(0.5)
    b.fill(0.25)
    let clock = ContinuousClock()
    let begin = clock.now
    var products = 0
    repeat {
      Float.multiply(
        .none, .none, rows: size, columns: size, depth: size, alpha: 1, a.pointer, leadingA: size, b.pointer,
        leadingB: size, beta: 0, c.pointer, leadingC: size)
      products += 1
    } while (clock.now - begin).seconds < seconds
    return 2 * Double(size * size * size * products) / (clock.now - begin).seconds / 1e9
  }

  private static func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    let middle = sorted.count / 2
    return sorted.count.isMultiple(of: 2) ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle]
  }
}
