import LinearAlgebra
import Networks

/// Stochastic gradient descent with momentum and weight decay.
///
///     g <- dL/dw + d w;   v <- m v + g;   w <- w - eta v
///
/// Not Nesterov, no dampening, v starts at zero: the convention of PyTorch's SGD, which published training used. With
/// m = 0.9 the asymptotic step is 10 eta.
public struct GradientDescent: Sendable, Equatable {
  /// Learning rate eta.
  public let learningRate: Double
  /// Momentum m (published: 0.9).
  public let momentum: Double
  /// Weight decay d (published: 1e-7).
  public let weightDecay: Double

  /// Describes an optimiser.
  public init(learningRate: Double, momentum: Double, weightDecay: Double) {
    self.learningRate = learningRate
    self.momentum = momentum
    self.weightDecay = weightDecay
  }

  /// Takes one step in place.
  func step<Scalar: KernelScalar>(
    parameters: borrowing AlignedBuffer<Scalar>, velocity: borrowing AlignedBuffer<Scalar>,
    gradient: borrowing AlignedBuffer<Scalar>
  ) {
    Scalar.momentumStep(
      parameters.count, rate: Scalar(learningRate), momentum: Scalar(momentum), decay: Scalar(weightDecay),
      gradient.pointer, velocity.pointer, parameters.pointer)
  }
}
