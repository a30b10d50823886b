import LinearAlgebra
import Networks
import Tasks
import Testing

/// The gradient of every tensor: fast path against plain loops, and both against central differences.
@Suite struct LeakyRateGradientTests {
  struct Shape: Sendable, CustomTestStringConvertible {
    var units, trials, delay: Int
    var readout = Readout.sigmoid
    var testDescription: String { "N=\(units) B=\(trials) delay=\(delay) \(readout)" }
  }

  /// All sizes that fill or overflow a tile, a vector or a block of trials, and a delay of zero.
  static let shapes =
    [1, 7, 100, 129].flatMap { units in
      [2, 10, 128].map { Shape(units: units, trials: $0, delay: units == 7 ? 20 : 0) }
    }
    + [
      Shape(units: 1, trials: 1, delay: 5), Shape(units: 7, trials: 65, delay: 0, readout: .linear),
      Shape(units: 30, trials: 79, delay: 10), Shape(units: 7, trials: 130, delay: 5),
      Shape(units: 100, trials: 10, delay: 20, readout: .linear),
    ]

  static func setUp(_ shape: Shape) throws -> (network: LeakyRateNetwork, trials: TrialSet) {
    let task = try DelayedCueDiscrimination(
      step: .milliseconds(5), cue: .milliseconds(10), delay: .milliseconds(shape.delay), reaction: .milliseconds(15),
      postReaction: .milliseconds(5))
    let network = LeakyRateNetwork(
      units: shape.units, alpha: 0.4, processNoise: 0.05, initialState: 0.3, readout: shape.readout, inputCount: 2,
      outputCount: 2)
    return (network, task.makeTrials(count: shape.trials))
  }

  static func evaluate<Scalar: KernelScalar>(
    _: Scalar.Type, _ network: LeakyRateNetwork, _ trials: TrialSet, _ parameters: [Float], epoch: Int
  ) -> (loss: Double, gradient: [Double]) {
    var evaluator = LeakyRateGradient<Scalar>(network: network, trials: trials, noiseKey: 99)
    var gradient = [Scalar](repeating: 0, count: parameters.count)
    let loss = evaluator.evaluate(parameters: parameters.map { Scalar($0) }, gradient: &gradient, epoch: epoch)
    return (loss, gradient.map { Double($0) })
  }

  @Test(arguments: shapes)
  func agreesWithPlainLoops(shape: Shape) throws {
    let (network, trials) = try Self.setUp(shape)
    let parameters = network.initialParameters(key: 5)
    let reference = LeakyRateReference(network: network, trials: trials, noiseKey: 99)
      .evaluate(parameters: parameters.map(Double.init), epoch: 2)
    let double = Self.evaluate(Double.self, network, trials, parameters, epoch: 2)
    let single = Self.evaluate(Float.self, network, trials, parameters, epoch: 2)
    #expect(abs(double.loss - reference.loss) < 1e-12)
    #expect(abs(single.loss - reference.loss) < 1e-6)
    for tensor in network.layout.tensors {
      let scale = reference.gradient[tensor.range].map(abs).max() ?? 0
      #expect(scale > 0, "\(tensor.name) has no gradient")
      for index in tensor.range {
        #expect(abs(double.gradient[index] - reference.gradient[index]) <= 1e-11 * scale, "\(tensor.name)")
        #expect(abs(single.gradient[index] - reference.gradient[index]) <= 2e-4 * scale, "\(tensor.name)")
      }
    }
  }

  @Test(arguments: shapes)
  func agreesWithCentralDifferences(shape: Shape) throws {
    let (network, trials) = try Self.setUp(shape)
    let parameters = network.initialParameters(key: 5).map(Double.init)
    var evaluator = LeakyRateGradient<Double>(network: network, trials: trials, noiseKey: 99)
    var gradient = [Double](repeating: 0, count: parameters.count)
    _ = evaluator.evaluate(parameters: parameters, gradient: &gradient, epoch: 0)
    var unused = gradient
    for tensor in network.layout.tensors {
      let scale = gradient[tensor.range].map(abs).max() ?? 0
      for index in stride(from: tensor.offset, to: tensor.range.upperBound, by: max(1, tensor.count / 12)) {
        let step = 1e-5
        var shifted = parameters
        shifted[index] = parameters[index] + step
        let above = evaluator.evaluate(parameters: shifted, gradient: &unused, epoch: 0)
        shifted[index] = parameters[index] - step
        let below = evaluator.evaluate(parameters: shifted, gradient: &unused, epoch: 0)
        let difference = (above - below) / (2 * step)
        #expect(abs(difference - gradient[index]) <= 1e-6 * scale, "\(tensor.name)[\(index - tensor.offset)]")
      }
    }
  }

  /// A test that cannot fail proves nothing: a wrong gradient must be seen.
  @Test func aDifferentEpochDrawsDifferentNoise() throws {
    let (network, trials) = try Self.setUp(Shape(units: 7, trials: 10, delay: 20))
    let parameters = network.initialParameters(key: 5)
    let first = Self.evaluate(Float.self, network, trials, parameters, epoch: 0)
    #expect(first.loss == Self.evaluate(Float.self, network, trials, parameters, epoch: 0).loss)
    #expect(first.loss != Self.evaluate(Float.self, network, trials, parameters, epoch: 1).loss)
  }
}
