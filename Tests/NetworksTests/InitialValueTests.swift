import Networks
import Testing

/// Published initial values over 200 seeds: bounds, mean and variance of every tensor against the closed forms.
@Suite struct InitialValueTests {
  let network = LeakyRateNetwork(
    units: 100, alpha: 0.5, processNoise: 0.001, initialState: 0.1, readout: .sigmoid, inputCount: 2, outputCount: 2)

  /// Bounds as printed in the reference: W_rec 0.1732, W_in and W_out 0.2425, b_in 0.707, b_rec and b_out 0.1.
  static let bounds = [
    "W_rec": 0.1732, "W_in": 0.2425, "W_out": 0.2425, "b_in": 0.7071, "b_rec": 0.1, "b_out": 0.1,
  ]

  @Test func momentsOverSeeds() throws {
    let samples = (0..<200).map { network.initialParameters(key: UInt64($0)) }
    for tensor in network.layout.tensors {
      let bound = try #require(Self.bounds[tensor.name])
      var values = samples.flatMap { $0[tensor.range].map(Double.init) }
      if tensor.name == "W_rec" {
        for sample in samples { #expect((0..<100).allSatisfy { sample[$0 * 101] == 0 }) }
        values = values.enumerated().filter { ($0.offset % 10_000) % 101 != 0 }.map(\.element)
      }
      let count = Double(values.count)
      let mean = values.reduce(0, +) / count
      let variance = values.map { $0 * $0 }.reduce(0, +) / count
      let expected = bound * bound / 3
      #expect(values.map(abs).max() ?? 1 <= bound + 1e-4, "\(tensor.name)")
      #expect(values.map(abs).max() ?? 0 > bound * 0.95, "\(tensor.name)")
      // Five standard errors: var(x) = b^2/3, var(x^2) = 4 b^4 / 45.
      #expect(abs(mean) < 5 * (expected / count).squareRoot(), "\(tensor.name)")
      #expect(abs(variance - expected) < 5 * bound * bound * (4 / 45 / count).squareRoot() + 1e-4 * expected * 4)
    }
  }

  @Test func cellsOfEqualShapeStartAlike() {
    #expect(network.initialParameters(key: 3) == network.initialParameters(key: 3))
    #expect(network.initialParameters(key: 3) != network.initialParameters(key: 4))
  }
}
