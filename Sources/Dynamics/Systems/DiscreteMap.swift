/// A map x(t+1) = F(x(t), u(t)): what this module analyses.
///
/// Trained networks are one conformer; the normal forms in the tests are others. All arithmetic is Float64.
public protocol DiscreteMap: Sendable {
  /// Number of state variables.
  var dimension: Int { get }
  /// Number of input channels, zero or more.
  var inputCount: Int { get }
  /// Computes one step.
  ///
  /// - Parameters:
  ///   - state: x(t), `[dimension]`.
  ///   - input: u(t), `[inputCount]`.
  ///   - next: receives x(t+1), `[dimension]`; never overlaps `state`.
  func step(
    from state: UnsafeBufferPointer<Double>, input: UnsafeBufferPointer<Double>,
    to next: UnsafeMutableBufferPointer<Double>)
}

/// A map that can be perturbed at every step where its model says so; a leaky-rate network inside the nonlinearity.
public protocol NoisyMap: DiscreteMap {
  /// Computes one step with noise.
  ///
  /// - Parameters:
  ///   - state: x(t), `[dimension]`.
  ///   - input: u(t), `[inputCount]`.
  ///   - noise: one scaled sample per state variable, `[dimension]`.
  ///   - next: receives x(t+1), `[dimension]`; never overlaps `state`.
  func step(
    from state: UnsafeBufferPointer<Double>, input: UnsafeBufferPointer<Double>, noise: UnsafeBufferPointer<Double>,
    to next: UnsafeMutableBufferPointer<Double>)
}
