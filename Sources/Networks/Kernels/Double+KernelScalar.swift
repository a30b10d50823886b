import CKernels
import LinearAlgebra
import RandomStreams

extension Double: KernelScalar {
  public static var lanes: Int { remanence_lanes_f64 }

  public static func tanh(_ count: Int, _ x: UnsafePointer<Double>, _ y: UnsafeMutablePointer<Double>) {
    remanence_tanh_f64(count, x, y)
  }

  public static func sigmoid(_ count: Int, _ x: UnsafePointer<Double>, _ y: UnsafeMutablePointer<Double>) {
    remanence_sigmoid_f64(count, x, y)
  }

  public static func initialRates(
    _ count: Int, deviation: Double, _ stream: remanence_stream, _ rates: UnsafeMutablePointer<Double>
  ) {
    remanence_initial_rates_f64(count, deviation, stream, rates)
  }

  public static func leakyStep(
    _ count: Int, alpha: Double, noise: Double, _ stream: remanence_stream, _ rates: UnsafePointer<Double>,
    _ activation: UnsafeMutablePointer<Double>, _ next: UnsafeMutablePointer<Double>
  ) {
    remanence_leaky_step_f64(count, alpha, noise, stream, rates, activation, next)
  }

  public static func readout(
    _ count: Int, _ readout: Readout, scale: Double, _ targets: UnsafePointer<Double>,
    _ logits: UnsafeMutablePointer<Double>, _ outputs: UnsafeMutablePointer<Double>
  ) -> Double {
    switch readout {
    case .sigmoid: remanence_readout_sigmoid_f64(count, scale, targets, logits, outputs)
    case .linear: remanence_readout_linear_f64(count, scale, targets, logits, outputs)
    }
  }

  public static func delta(
    rows: Int, width: Int, channels: Int, allChannels: Int, inputs: UnsafePointer<Double>,
    gradient: UnsafePointer<Double>, slope: UnsafeMutablePointer<Double>, edges: UnsafeMutablePointer<Double>
  ) {
    remanence_delta_f64(rows, width, channels, allChannels, inputs, gradient, slope, edges)
  }

  public static func addToLanes(_ width: Int, _ x: UnsafePointer<Double>, _ lane: UnsafeMutablePointer<Double>) {
    remanence_add_to_lanes_f64(width, x, lane)
  }

  public static func sumOfLanes(_ lane: UnsafePointer<Double>) -> Double { remanence_sum_of_lanes_f64(lane) }

  public static func sumOfSquares(_ count: Int, _ x: UnsafePointer<Double>) -> Double {
    remanence_sum_of_squares_f64(count, x)
  }

  public static func momentumStep(
    _ count: Int, rate: Double, momentum: Double, decay: Double, _ gradient: UnsafePointer<Double>,
    _ velocity: UnsafeMutablePointer<Double>, _ parameters: UnsafeMutablePointer<Double>
  ) {
    remanence_momentum_step_f64(count, rate, momentum, decay, gradient, velocity, parameters)
  }

  public static func product(
    rows: Int, columns: Int, depth: Int, _ a: UnsafePointer<Double>, leadingA: Int, _ b: UnsafePointer<Double>,
    leadingB: Int, start: UnsafePointer<Double>?, beta: Double, _ c: UnsafeMutablePointer<Double>, leadingC: Int
  ) {
    remanence_product_f64(rows, columns, depth, a, leadingA, b, leadingB, start, beta, c, leadingC)
  }

  public static func transposedProduct(
    rows: Int, columns: Int, depth: Int, _ a: UnsafePointer<Double>, leadingA: Int, _ b: UnsafePointer<Double>,
    leadingB: Int, start: UnsafePointer<Double>?, beta: Double, _ c: UnsafeMutablePointer<Double>, leadingC: Int
  ) {
    remanence_transposed_product_f64(rows, columns, depth, a, leadingA, b, leadingB, start, beta, c, leadingC)
  }

  public static func transpose(
    rows: Int, columns: Int, _ a: UnsafePointer<Double>, leadingA: Int, _ b: UnsafeMutablePointer<Double>, leadingB: Int
  ) {
    remanence_transpose_f64(rows, columns, a, leadingA, b, leadingB)
  }
}
