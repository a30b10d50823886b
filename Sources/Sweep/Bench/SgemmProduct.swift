import LinearAlgebra
import Networks

/// A product C = A B in Float32 that can be timed: who computes it, and its shape.
final class SgemmProduct {
  /// Who computes a product.
  enum Provider: Sendable {
    case openBLAS, ownKernel
  }

  /// Rows and columns of C, and the depth summed over.
  struct Shape: Sendable, Equatable {
    let rows, columns, depth: Int
    /// `rows x columns x depth`, as in `96x64x96`.
    var description: String { "\(rows)x\(columns)x\(depth)" }
  }

  let provider: Provider
  let shape: Shape
  private let leadingA: Int
  private let a: AlignedBuffer<Float>
  private let b: AlignedBuffer<Float>
  private let c: AlignedBuffer<Float>
  /// Products between two looks at the clock: about 0.1 ms of work.
  private let repetitions: Int

  init(_ provider: Provider, _ shape: Shape) {
    self.provider = provider
    self.shape = shape
    // The own kernel reads weights as the trainer stores them.
    leadingA = provider == .openBLAS ? shape.depth : KernelLayout.leadingDimension(shape.depth)
    a = AlignedBuffer(SgemmProduct.numbers(shape.rows * leadingA))
    b = AlignedBuffer(SgemmProduct.numbers(shape.depth * shape.columns))
    c = AlignedBuffer(count: shape.rows * shape.columns)
    repetitions = max(1, Int(1e7 / (2 * Double(shape.rows * shape.columns * shape.depth))))
  }

  /// Numbers in [-1, 1) that differ, since equal ones would cost less power than real ones.
  private static func numbers(_ count: Int) -> [Float] {
    (0..<count).map { Float(($0 * 7919) % 1021) / 510.5 - 1 }
  }

  /// 10^9 operations of one `run()`.
  var gigaOperations: Double {
    2e-9 * Double(shape.rows * shape.columns * shape.depth) * Double(repetitions)
  }

  /// Multiplies, as often as is worth a look at the clock.
  func run() {
    for _ in 0..<repetitions {
      switch provider {
      case .openBLAS:
        Float.multiply(
          .none, .none, rows: shape.rows, columns: shape.columns, depth: shape.depth, alpha: 1, a.pointer,
          leadingA: leadingA, b.pointer, leadingB: shape.columns, beta: 0, c.pointer, leadingC: shape.columns)
      case .ownKernel:
        Float.product(
          rows: shape.rows, columns: shape.columns, depth: shape.depth, a.pointer, leadingA: leadingA, b.pointer,
          leadingB: shape.columns, start: nil, beta: 0, c.pointer, leadingC: shape.columns)
      }
    }
  }

  /// Rate in 10^9 operations per second over a slice of time.
  func rate(seconds: Double) -> Double { Slice(seconds: seconds, run).rate * gigaOperations }
}
