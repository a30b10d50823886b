import LinearAlgebra

/// Throughput of the training core, case by case, beside the rate of this machine's matrix products.
///
/// As JSON with keys in snake case it is what `remanence bench --json` prints; scripts read it, so keys are added and never
/// renamed.
public struct ThroughputReport: Sendable, Encodable {
  /// What an epoch spends its time on.
  public enum Phase: String, Sendable, CaseIterable {
    /// Recurrent, input and readout products, forward and backward through time.
    case gemm
    /// The product that gives the gradient of the weights, with its transposes.
    case weightGradient = "weight_gradient"
    /// Leak, tanh and slope.
    case tanh
    /// Random numbers.
    case noise
    /// Slope times gradient, and the gradients of biases and input weights.
    case backwardElementwise = "backward_elementwise"
    /// Readout, loss, metrics, optimiser, copies.
    case rest
  }

  /// One case.
  public struct Case: Sendable, Encodable {
    /// Units N.
    public let units: Int
    /// Trials B.
    public let trials: Int
    /// Delay in milliseconds.
    public let delayMs: Int
    /// Time steps T of a trial.
    public let steps: Int
    /// Epochs of one network per second.
    public let networkEpochsPerSecond: Double
    /// Three products of 2 N N B per time step, nothing else counted, in 10^9 per second.
    public let usefulGflops: Double
    /// Median over pairs of useful rate over best SGEMM rate measured next to it.
    public let share: Double
    /// First quartile of the pairs.
    public let shareLow: Double
    /// Third quartile of the pairs.
    public let shareHigh: Double
    /// Best SGEMM rate beside this case, the median over pairs, in 10^9 operations per second.
    public let sgemmGflops: Double
    /// Number of pairs.
    public let pairs: Int
    /// Seconds of an epoch by `Phase`; they sum to one epoch.
    public let seconds: [String: Double]
  }

  /// Best SGEMM rate in 10^9 operations per second: the median over all pairs of the faster of the two candidates.
  public let bestSgemmGflops: Double
  /// The candidates.
  public let sgemm: Sgemm
  /// Kernels in use.
  public let kernels: String
  /// Instruction level of the C kernels.
  public let kernelLevel: String
  /// The processor, as the system names it; nil where it does not.
  public let machine: String?
  /// The cases.
  public let cases: [Case]
  /// Rank 0 alone beside all ranks at once; nil when that was not asked for.
  public var ranks: RankReport?

  /// Rates of both SGEMM candidates, medians over all pairs, in 10^9 operations per second.
  public struct Sgemm: Sendable, Encodable {
    /// OpenBLAS at 1024^3.
    public let openBLAS: Double
    /// Its version and the processor type whose kernels it runs.
    public let openBLASKernels: String
    /// The fastest small product of our own kernel.
    public let smallKernel: Double
    /// Its rows x columns x depth.
    public let smallKernelShape: String

    init(_ sgemm: SgemmRate) {
      openBLAS = Spread(sgemm.pairs.map(\.openBLAS)).median
      openBLASKernels = "\(OpenBLAS.version) \(OpenBLAS.coreName)"
      smallKernel = Spread(sgemm.pairs.map(\.small)).median
      smallKernelShape = sgemm.small.shape.description
    }

    private enum CodingKeys: String, CodingKey {
      case openBLAS = "openblas_1024"
      case openBLASKernels = "openblas_kernels"
      case smallKernel, smallKernelShape
    }
  }
}
