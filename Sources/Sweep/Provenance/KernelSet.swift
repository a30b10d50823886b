import LinearAlgebra
import RandomStreams

/// The kernels that numbers come from; equal bits are promised for equal sets.
public struct KernelSet: Sendable, Equatable, Codable {
  /// Provider of the matrix products, with its version.
  public let gemm: String
  /// Processor type whose matrix kernels run.
  public let core: String
  /// Version of the elementwise and noise kernels; their bits are the same on every processor.
  public let elementwise: String

  /// The set of this process.
  public static var current: KernelSet {
    KernelSet(gemm: "OpenBLAS \(OpenBLAS.version)", core: OpenBLAS.coreName, elementwise: "remanence 1")
  }

  /// One line for people.
  public var description: String { "\(gemm) \(core), elementwise \(elementwise)" }
}
