import Foundation
import LinearAlgebra

/// The read-out at the end of long runs without input, many starts together.
enum LateReadout {
  /// z over the last two of fifty trial lengths, `[start][step]`.
  static func values(
    of network: LeakyRateMap, from starts: [[Double]], trialSteps: Int
  ) throws(DynamicsError) -> [[Double]] {
    let size = network.dimension
    guard starts.allSatisfy({ $0.count == size }), !starts.isEmpty else {
      throw DynamicsError(code: .wrongShape, place: "starts", message: "runs need starts of \(size) units")
    }
    let steps = try elementCount(FinalOutputTree.trialLengths, trialSteps, 1, place: "continuation")
    let late = FinalOutputTree.lateTrialLengths * trialSteps
    var state = starts.flatMap(\.self)
    var drive = state
    var readouts = [[Double]](repeating: [], count: starts.count)
    for step in 0..<steps {
      for start in starts.indices {
        for unit in 0..<size { drive[start * size + unit] = network.bias[unit] }
      }
      drive.withUnsafeMutableBufferPointer { drive in
        state.withUnsafeBufferPointer { state in
          network.recurrentWeights.withUnsafeBufferPointer { weights in
            guard let result = drive.baseAddress, let state = state.baseAddress, let weights = weights.baseAddress
            else { return }
            Double.multiply(
              .none, .transposed, rows: starts.count, columns: size, depth: size, alpha: 1, state, leadingA: size,
              weights, leadingB: size, beta: 1, result, leadingC: size)
          }
        }
      }
      for index in state.indices {
        state[index] = (1 - network.alpha) * state[index] + network.alpha * tanh(drive[index])
      }
      guard step >= steps - late else { continue }
      let outputs = try network.outputs(
        of: StateTrajectory(conditionCount: 1, stepCount: starts.count, dimension: size, states: state))
      for start in starts.indices {
        let first = start * network.outputCount
        readouts[start].append(
          network.outputCount == 2 ? outputs[first] - outputs[first + 1] : network.outputCount > 0 ? outputs[first] : 0)
      }
    }
    return readouts
  }
}
