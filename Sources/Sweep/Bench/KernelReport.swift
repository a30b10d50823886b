import LinearAlgebra
import RandomStreams

/// Speed of the single kernels of a training step, one block of 64 trials at a time.
///
/// Products stand beside OpenBLAS at the same shape. The fastest of many short slices counts: neighbours only slow a kernel down.
public struct KernelReport: Sendable, Encodable {
  /// One kernel at one size.
  public struct Row: Sendable, Encodable {
    /// What is computed.
    public let kernel: String
    /// Units N.
    public let units: Int
    /// Nanoseconds for each of the N x 64 elements.
    public let nanosecondsPerElement: Double
    /// 2 N N 64 operations, padding not counted, in 10^9 per second; nil for kernels that are no products.
    public let usefulGflops: Double?
    /// The same product by OpenBLAS.
    public let openblasGflops: Double?
  }

  /// Kernels in use.
  public let kernels: String
  /// Their instruction level.
  public let kernelLevel: String
  /// Version of OpenBLAS and the processor type whose kernels it runs.
  public let openblas: String
  /// The processor, as the system names it.
  public let machine: String?
  /// All kernels, size by size.
  public let rows: [Row]

  /// Measures, for about half a second per size.
  ///
  /// - Parameter units: sizes, each at least 1.
  public init(units: [Int]) {
    kernels = KernelSet.current.description
    kernelLevel = KernelLevel.current
    openblas = "\(OpenBLAS.version) \(OpenBLAS.coreName)"
    machine = Machine.processor
    rows = units.flatMap { KernelMeter(units: $0).rows() }
  }
}
