/// A network on a batch of trials that can say how well it does and in which direction it would do better.
///
/// The trainer knows nothing else of a network; a new kind of network is a new conformer. A conformer allocates everything
/// when it is made and nothing when it is evaluated.
public protocol GradientEvaluator: ~Copyable {
  associatedtype Scalar: KernelScalar

  /// Places of the tensors in the flat block of parameters.
  var layout: ParameterLayout { get }

  /// Runs all trials forward and backward.
  ///
  /// - Parameters:
  ///   - parameters: flat block, `layout.count` scalars.
  ///   - gradient: receives dL/dparameter in the same layout.
  ///   - epoch: says which noise to draw.
  /// - Returns: the loss L.
  mutating func evaluate(
    parameters: UnsafePointer<Scalar>, gradient: UnsafeMutablePointer<Scalar>, epoch: Int
  ) -> Double

  /// Where the time of evaluations goes, when it is asked to count.
  var clock: PhaseClock { get set }

  /// Outputs of the last evaluation, `[time][output][trial]`.
  var outputs: UnsafeBufferPointer<Scalar> { get }
}
