import CKernels
import LinearAlgebra
import RandomStreams

/// A scalar that the elementwise kernels know; the networks' forward and backward passes are written once over it.
///
/// Each requirement is one kernel of `CKernels`, where its formula stands.
public protocol KernelScalar: BLASScalar {
  /// rates = tanh(deviation * xi).
  static func initialRates(
    _ count: Int, deviation: Self, _ xi: UnsafePointer<Self>, _ rates: UnsafeMutablePointer<Self>)
  /// One leaky step; the slope replaces the activation.
  static func leakyStep(
    _ count: Int, alpha: Self, noise: Self, _ xi: UnsafePointer<Self>, _ rates: UnsafePointer<Self>,
    _ activation: UnsafeMutablePointer<Self>, _ next: UnsafeMutablePointer<Self>)
  /// Readout, squared error and its gradient; returns the sum of squared errors.
  static func readout(
    _ count: Int, _ readout: Readout, scale: Self, _ targets: UnsafePointer<Self>,
    _ logits: UnsafeMutablePointer<Self>, _ outputs: UnsafeMutablePointer<Self>
  ) -> Double
  /// slope <- gradient * slope.
  static func scaleSlope(_ count: Int, _ gradient: UnsafePointer<Self>, _ slope: UnsafeMutablePointer<Self>)
  /// Sum of squares in Float64.
  static func sumOfSquares(_ count: Int, _ x: UnsafePointer<Self>) -> Double
  /// Stochastic gradient descent with momentum and weight decay, in place.
  static func momentumStep(
    _ count: Int, rate: Self, momentum: Self, decay: Self, _ gradient: UnsafePointer<Self>,
    _ velocity: UnsafeMutablePointer<Self>, _ parameters: UnsafeMutablePointer<Self>)
  /// Standard normals; Float64 widens the Float32 numbers, so both precisions see the same noise.
  static func fillNormal(
    _ stream: RandomStream, _ out: UnsafeMutablePointer<Self>, scratch: UnsafeMutablePointer<Float>, count: Int,
    epoch: Int, step: Int, block: Int)
}

extension Float: KernelScalar {
  public static func initialRates(
    _ count: Int, deviation: Float, _ xi: UnsafePointer<Float>, _ rates: UnsafeMutablePointer<Float>
  ) {
    remanence_initial_rates_f32(count, deviation, xi, rates)
  }

  public static func leakyStep(
    _ count: Int, alpha: Float, noise: Float, _ xi: UnsafePointer<Float>, _ rates: UnsafePointer<Float>,
    _ activation: UnsafeMutablePointer<Float>, _ next: UnsafeMutablePointer<Float>
  ) {
    remanence_leaky_step_f32(count, alpha, noise, xi, rates, activation, next)
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

  public static func scaleSlope(
    _ count: Int, _ gradient: UnsafePointer<Float>, _ slope: UnsafeMutablePointer<Float>
  ) {
    remanence_scale_slope_f32(count, gradient, slope)
  }

  public static func sumOfSquares(_ count: Int, _ x: UnsafePointer<Float>) -> Double {
    remanence_sum_of_squares_f32(count, x)
  }

  public static func momentumStep(
    _ count: Int, rate: Float, momentum: Float, decay: Float, _ gradient: UnsafePointer<Float>,
    _ velocity: UnsafeMutablePointer<Float>, _ parameters: UnsafeMutablePointer<Float>
  ) {
    remanence_momentum_step_f32(count, rate, momentum, decay, gradient, velocity, parameters)
  }

  public static func fillNormal(
    _ stream: RandomStream, _ out: UnsafeMutablePointer<Float>, scratch _: UnsafeMutablePointer<Float>, count: Int,
    epoch: Int, step: Int, block: Int
  ) {
    stream.fillNormal(out, count: count, epoch: epoch, step: step, block: block)
  }
}

extension Double: KernelScalar {
  public static func initialRates(
    _ count: Int, deviation: Double, _ xi: UnsafePointer<Double>, _ rates: UnsafeMutablePointer<Double>
  ) {
    remanence_initial_rates_f64(count, deviation, xi, rates)
  }

  public static func leakyStep(
    _ count: Int, alpha: Double, noise: Double, _ xi: UnsafePointer<Double>, _ rates: UnsafePointer<Double>,
    _ activation: UnsafeMutablePointer<Double>, _ next: UnsafeMutablePointer<Double>
  ) {
    remanence_leaky_step_f64(count, alpha, noise, xi, rates, activation, next)
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

  public static func scaleSlope(
    _ count: Int, _ gradient: UnsafePointer<Double>, _ slope: UnsafeMutablePointer<Double>
  ) {
    remanence_scale_slope_f64(count, gradient, slope)
  }

  public static func sumOfSquares(_ count: Int, _ x: UnsafePointer<Double>) -> Double {
    remanence_sum_of_squares_f64(count, x)
  }

  public static func momentumStep(
    _ count: Int, rate: Double, momentum: Double, decay: Double, _ gradient: UnsafePointer<Double>,
    _ velocity: UnsafeMutablePointer<Double>, _ parameters: UnsafeMutablePointer<Double>
  ) {
    remanence_momentum_step_f64(count, rate, momentum, decay, gradient, velocity, parameters)
  }

  public static func fillNormal(
    _ stream: RandomStream, _ out: UnsafeMutablePointer<Double>, scratch: UnsafeMutablePointer<Float>, count: Int,
    epoch: Int, step: Int, block: Int
  ) {
    stream.fillNormal(scratch, count: count, epoch: epoch, step: step, block: block)
    remanence_widen(count, scratch, out)
  }
}
