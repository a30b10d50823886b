import CKernels
import LinearAlgebra
import RandomStreams

extension Float: KernelScalar {
  public static var lanes: Int { remanence_lanes_f32 }

  public static func tanh(_ count: Int, _ x: UnsafePointer<Float>, _ y: UnsafeMutablePointer<Float>) {
    remanence_tanh_f32(count, x, y)
  }

  public static func sigmoid(_ count: Int, _ x: UnsafePointer<Float>, _ y: UnsafeMutablePointer<Float>) {
    remanence_sigmoid_f32(count, x, y)
  }

  public static func initialRates(
    _ count: Int, deviation: Float, _ stream: remanence_stream, _ rates: UnsafeMutablePointer<Float>
  ) {
    remanence_initial_rates_f32(count, deviation, stream, rates)
  }

  public static func leakyStep(
    _ count: Int, alpha: Float, noise: Float, _ stream: remanence_stream, _ rates: UnsafePointer<Float>,
    _ activation: UnsafeMutablePointer<Float>, _ next: UnsafeMutablePointer<Float>
  ) {
    remanence_leaky_step_f32(count, alpha, noise, stream, rates, activation, next)
  }

  public static func readout(
    _ count: Int, _ readout: Readout, scale: Float, _ targets: UnsafePointer<Float>,
    _ logits: UnsafeMutablePointer<Float>, _ outputs: UnsafeMutablePointer<Float>
  ) -> Double {
    switch readout {
    case .sigmoid: remanence_readout_sigmoid_f32(count, scale, targets, logits, outputs)
    case .linear: remanence_readout_linear_f32(count, scale, targets, logits, outputs)
    }
  }

  public static func delta(
    rows: Int, width: Int, channels: Int, allChannels: Int, inputs: UnsafePointer<Float>,
    gradient: UnsafePointer<Float>, slope: UnsafeMutablePointer<Float>, edges: UnsafeMutablePointer<Float>
  ) {
    remanence_delta_f32(rows, width, channels, allChannels, inputs, gradient, slope, edges)
  }

  public static func addToLanes(_ width: Int, _ x: UnsafePointer<Float>, _ lane: UnsafeMutablePointer<Float>) {
    remanence_add_to_lanes_f32(width, x, lane)
  }

  public static func sumOfLanes(_ lane: UnsafePointer<Float>) -> Float { remanence_sum_of_lanes_f32(lane) }

  public static func sumOfSquares(_ count: Int, _ x: UnsafePointer<Float>) -> Double {
    remanence_sum_of_squares_f32(count, x)
  }

  public static func momentumStep(
    _ count: Int, rate: Float, momentum: Float, decay: Float, _ gradient: UnsafePointer<Float>,
    _ velocity: UnsafeMutablePointer<Float>, _ parameters: UnsafeMutablePointer<Float>
  ) {
    remanence_momentum_step_f32(count, rate, momentum, decay, gradient, velocity, parameters)
  }

  public static func product(
    rows: Int, columns: Int, depth: Int, _ a: UnsafePointer<Float>, leadingA: Int, _ b: UnsafePointer<Float>,
    leadingB: Int, start: UnsafePointer<Float>?, beta: Float, _ c: UnsafeMutablePointer<Float>, leadingC: Int
  ) {
    remanence_product_f32(rows, columns, depth, a, leadingA, b, leadingB, start, beta, c, leadingC)
  }

  public static func transposedProduct(
    rows: Int, columns: Int, depth: Int, _ a: UnsafePointer<Float>, leadingA: Int, _ b: UnsafePointer<Float>,
    leadingB: Int, start: UnsafePointer<Float>?, beta: Float, _ c: UnsafeMutablePointer<Float>, leadingC: Int
  ) {
    remanence_transposed_product_f32(rows, columns, depth, a, leadingA, b, leadingB, start, beta, c, leadingC)
  }

  public static func transpose(
    rows: Int, columns: Int, _ a: UnsafePointer<Float>, leadingA: Int, _ b: UnsafeMutablePointer<Float>, leadingB: Int
  ) {
    remanence_transpose_f32(rows, columns, a, leadingA, b, leadingB)
  }
}
