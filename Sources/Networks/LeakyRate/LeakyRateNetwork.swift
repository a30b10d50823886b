import RandomStreams

/// Leaky firing-rate network with a readout taken before the update.
///
///     o(t)   = readout(W_out r(t) + b_out)
///     r(t+1) = (1 - alpha) r(t) + alpha tanh(W_rec r(t) + b_rec + W_in u(t) + b_in + sigma xi(t))
///     r(0)   = tanh(s xi)
///
/// with alpha = step / time constant, sigma the process noise (per step, not scaled with the square root of the step) and
/// s the spread of the initial state. All six tensors are trained.
///
/// Source: Kurtkaya, Dinc et al. 2025, arXiv:2502.17433, and its public code.
public struct LeakyRateNetwork: Sendable, Equatable {
  /// Number of units N.
  public let units: Int
  /// alpha = step / time constant, in (0, 1].
  public let alpha: Double
  /// Noise inside the recurrence, per step (published: 0.001).
  public let processNoise: Double
  /// Spread s of the initial state (published: 0.1).
  public let initialState: Double
  /// Readout (published: sigmoid; linear for the control task).
  public let readout: Readout
  /// Input channels.
  public let inputCount: Int
  /// Output channels.
  public let outputCount: Int

  /// Describes a network.
  public init(
    units: Int, alpha: Double, processNoise: Double, initialState: Double, readout: Readout, inputCount: Int,
    outputCount: Int
  ) {
    precondition(units >= 1 && inputCount >= 1 && outputCount >= 1, "a network has units, inputs and outputs")
    precondition(alpha > 0 && alpha <= 1, "alpha lies in (0, 1]")
    self.units = units
    self.alpha = alpha
    self.processNoise = processNoise
    self.initialState = initialState
    self.readout = readout
    self.inputCount = inputCount
    self.outputCount = outputCount
  }

  /// The six trained tensors.
  public var layout: ParameterLayout {
    ParameterLayout([
      ("W_rec", "recurrent weights", [units, units], ["unit", "unit"]),
      ("W_in", "input weights", [units, inputCount], ["unit", "input"]),
      ("W_out", "output weights", [outputCount, units], ["output", "unit"]),
      ("b_rec", "recurrent bias", [units], ["unit"]),
      ("b_in", "input bias", [units], ["unit"]),
      ("b_out", "output bias", [outputCount], ["output"]),
    ])
  }

  /// Half-widths of the uniform distributions that initial values are drawn from, tensor by tensor.
  ///
  /// Weights: sqrt(6 / (fan in + fan out)). Biases: 1 / sqrt(fan in) of the map they belong to, so `b_in` is wide.
  public var initialBounds: [String: Double] {
    let n = Double(units)
    let inputs = Double(inputCount)
    let outputs = Double(outputCount)
    return [
      "W_rec": (6 / (2 * n)).squareRoot(), "W_in": (6 / (inputs + n)).squareRoot(),
      "W_out": (6 / (n + outputs)).squareRoot(), "b_rec": 1 / n.squareRoot(), "b_in": 1 / inputs.squareRoot(),
      "b_out": 1 / n.squareRoot(),
    ]
  }

  /// Initial values as published: uniform within `initialBounds`, and no unit drives itself at the start.
  ///
  /// - Parameter key: made of sweep seed and seed index alone, so that cells of equal shape start alike.
  /// - Returns: the flat block in `layout`.
  public func initialParameters(key: UInt64) -> [Float] {
    let stream = RandomStream(key: key, purpose: .initialWeights)
    let bounds = initialBounds
    var flat: [Float] = []
    flat.reserveCapacity(layout.count)
    for (index, tensor) in layout.tensors.enumerated() {
      let bound = bounds[tensor.name] ?? 0
      flat += stream.uniforms(count: tensor.count, index: index).map { Float(bound * (2 * $0 - 1)) }
    }
    for unit in 0..<units { flat[unit * units + unit] = 0 }
    return flat
  }
}
