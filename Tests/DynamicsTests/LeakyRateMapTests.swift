import Dynamics
import Foundation
import Testing

@Suite("Leaky-rate map") struct LeakyRateMapTests {
  @Test("a step agrees with plain loops", arguments: [1, 2, 7, 100])
  func step(units: Int) throws {
    let given = tensors(
      units: units, inputs: 2, outputs: 3, recurrent: fixedNumbers(units * units, seed: 1),
      input: fixedNumbers(units * 2, seed: 2), output: fixedNumbers(units * 3, seed: 3),
      recurrentBias: fixedNumbers(units, seed: 4), inputBias: fixedNumbers(units, seed: 5),
      outputBias: fixedNumbers(3, seed: 6))
    let map = try LeakyRateMap(tensors: given, alpha: 0.3, readout: .sigmoid)
    let state = fixedNumbers(units, seed: 7)
    let noise = fixedNumbers(units, seed: 8)
    let input = [0.5, -2]
    var next = [Double](repeating: 0, count: units)
    state.withUnsafeBufferPointer { state in
      input.withUnsafeBufferPointer { input in
        noise.withUnsafeBufferPointer { noise in
          next.withUnsafeMutableBufferPointer { map.step(from: state, input: input, noise: noise, to: $0) }
        }
      }
    }
    for i in 0..<units {
      var drive = given[3].values[i] + given[4].values[i] + noise[i]
      for j in 0..<units { drive += given[0].values[i * units + j] * state[j] }
      for k in 0..<2 { drive += given[1].values[i * 2 + k] * input[k] }
      #expect(abs(next[i] - (0.7 * state[i] + 0.3 * tanh(drive))) < 1e-14)
    }
    let run = try StateTrajectory(conditionCount: 1, stepCount: 2, dimension: units, states: state + next)
    let outputs = try map.outputs(of: run)
    for o in 0..<3 {
      let drive = (0..<units).reduce(given[5].values[o]) { $0 + given[2].values[o * units + $1] * next[$1] }
      #expect(abs(outputs[3 + o] - 1 / (1 + exp(-drive))) < 1e-14)
    }
  }

  @Test("Float32 tensors widen exactly") func widening() {
    #expect(NetworkTensor("b", shape: [1], values: [Float(0.1)]).values == [Double(Float(0.1))])
  }

  @Test("b_in may be absent, others not", arguments: ["W_rec", "W_in", "W_out", "b_rec", "b_in", "b_out"])
  func missing(name: String) {
    let some = tensors(units: 2).filter { $0.name != name }
    if name == "b_in" {
      #expect(throws: Never.self) { try LeakyRateMap(tensors: some, alpha: 1, readout: .linear) }
    } else {
      #expect { try LeakyRateMap(tensors: some, alpha: 1, readout: .linear) } throws: {
        let error = $0 as? DynamicsError
        return error?.code == .missingTensor && error?.place == name
      }
    }
  }

  @Test("alpha outside (0, 1] is refused", arguments: [0, -0.5, 1.0000001, Double.nan, .infinity])
  func alpha(value: Double) {
    #expect { try LeakyRateMap(tensors: tensors(units: 2), alpha: value, readout: .linear) } throws: {
      ($0 as? DynamicsError)?.code == .badParameter
    }
  }

  static let bad: [(NetworkTensor, DynamicsError.Code)] = [
    (NetworkTensor("W_rec", shape: [2, 3], values: [Double](repeating: 0, count: 6)), .wrongShape),
    (NetworkTensor("W_rec", shape: [4], values: [Double](repeating: 0, count: 4)), .wrongShape),
    (NetworkTensor("W_rec", shape: [], values: [0.0]), .wrongShape),
    (NetworkTensor("W_rec", shape: [0, 0], values: [Double]()), .wrongShape),
    (NetworkTensor("W_rec", shape: [2, 2], values: [0.0, 0, 0]), .wrongShape),
    (NetworkTensor("W_rec", shape: [1 << 40, 1 << 40], values: [0.0]), .tooLarge),
    (NetworkTensor("W_rec", shape: [2, 2], values: [0, Double.nan, 0, 0]), .notFinite),
    (NetworkTensor("W_in", shape: [1, 2], values: [0.0, 0]), .wrongShape),
    (NetworkTensor("W_in", shape: [2, -1], values: [0.0, 0]), .wrongShape),
    (NetworkTensor("W_in", shape: [2, 1], values: [0, -Double.infinity]), .notFinite),
    (NetworkTensor("W_out", shape: [2, 1], values: [0.0, 0]), .wrongShape),
    (NetworkTensor("W_out", shape: [-1, 2], values: [0.0, 0]), .wrongShape),
    (NetworkTensor("W_out", shape: [1, 2], values: [0, Double.infinity]), .notFinite),
    (NetworkTensor("b_rec", shape: [3], values: [0.0, 0, 0]), .wrongShape),
    (NetworkTensor("b_rec", shape: [2], values: [Double.nan, 0]), .notFinite),
    (NetworkTensor("b_in", shape: [2, 1], values: [0.0, 0]), .wrongShape),
    (NetworkTensor("b_out", shape: [2], values: [0.0, 0]), .wrongShape),
    (NetworkTensor("b_out", shape: [1], values: [Double.nan]), .notFinite),
  ]

  @Test("each bad tensor is named", arguments: bad)
  func badTensor(tensor: NetworkTensor, code: DynamicsError.Code) {
    let all = tensors(units: 2).map { $0.name == tensor.name ? tensor : $0 }
    #expect { try LeakyRateMap(tensors: all, alpha: 0.5, readout: .linear) } throws: {
      let error = $0 as? DynamicsError
      return error?.code == code && error?.place == tensor.name && "\($0)".hasPrefix(tensor.name)
    }
  }

  @Test("a tensor given twice is refused") func repeated() {
    #expect(throws: DynamicsError.self) {
      try LeakyRateMap(tensors: tensors(units: 2) + tensors(units: 2), alpha: 0.5, readout: .linear)
    }
  }
}
