import CKernels
import LinearAlgebra
import RandomStreams

/// A scalar that the C kernels know; the networks' forward and backward passes are written once over it.
///
/// Each requirement is one kernel; `kernel_list.h` of `CKernels` has its formula.
public protocol KernelScalar: BLASScalar {
  /// Lanes of a sum over trials.
  static var lanes: Int { get }
  /// y = tanh x.
  static func tanh(_ count: Int, _ x: UnsafePointer<Self>, _ y: UnsafeMutablePointer<Self>)
  /// y = 1 / (1 + exp(-x)).
  static func sigmoid(_ count: Int, _ x: UnsafePointer<Self>, _ y: UnsafeMutablePointer<Self>)
  /// rates = tanh(deviation * xi), xi the first `count` normals of the stream.
  static func initialRates(
    _ count: Int, deviation: Self, _ stream: remanence_stream, _ rates: UnsafeMutablePointer<Self>)
  /// One leaky step with noise of the stream; the slope replaces the activation.
  static func leakyStep(
    _ count: Int, alpha: Self, noise: Self, _ stream: remanence_stream, _ rates: UnsafePointer<Self>,
    _ activation: UnsafeMutablePointer<Self>, _ next: UnsafeMutablePointer<Self>)
  /// Readout, squared error and its gradient; returns the sum of squared errors.
  static func readout(
    _ count: Int, _ readout: Readout, scale: Self, _ targets: UnsafePointer<Self>,
    _ logits: UnsafeMutablePointer<Self>, _ outputs: UnsafeMutablePointer<Self>
  ) -> Double
  /// slope <- gradient * slope, and the sums behind the gradients of biases and input weights.
  static func delta(
    rows: Int, width: Int, channels: Int, allChannels: Int, inputs: UnsafePointer<Self>,
    gradient: UnsafePointer<Self>, slope: UnsafeMutablePointer<Self>, edges: UnsafeMutablePointer<Self>)
  /// Adds a row to its lanes.
  static func addToLanes(_ width: Int, _ x: UnsafePointer<Self>, _ lane: UnsafeMutablePointer<Self>)
  /// The sum of the lanes.
  static func sumOfLanes(_ lane: UnsafePointer<Self>) -> Self
  /// Sum of squares in Float64.
  static func sumOfSquares(_ count: Int, _ x: UnsafePointer<Self>) -> Double
  /// Stochastic gradient descent with momentum and weight decay, in place.
  static func momentumStep(
    _ count: Int, rate: Self, momentum: Self, decay: Self, _ gradient: UnsafePointer<Self>,
    _ velocity: UnsafeMutablePointer<Self>, _ parameters: UnsafeMutablePointer<Self>)
  /// C = start + A B, or C = beta C + A B without a start.
  static func product(
    rows: Int, columns: Int, depth: Int, _ a: UnsafePointer<Self>, leadingA: Int, _ b: UnsafePointer<Self>,
    leadingB: Int, start: UnsafePointer<Self>?, beta: Self, _ c: UnsafeMutablePointer<Self>, leadingC: Int)
  /// The same with A stored transposed, `[depth, rows]`.
  static func transposedProduct(
    rows: Int, columns: Int, depth: Int, _ a: UnsafePointer<Self>, leadingA: Int, _ b: UnsafePointer<Self>,
    leadingB: Int, start: UnsafePointer<Self>?, beta: Self, _ c: UnsafeMutablePointer<Self>, leadingC: Int)
  /// B = A^T, rows of A filled up with zeros.
  static func transpose(
    rows: Int, columns: Int, _ a: UnsafePointer<Self>, leadingA: Int, _ b: UnsafeMutablePointer<Self>, leadingB: Int)
}
