import RandomStreams
import Tasks

/// Rates and outputs of every condition without noise, over a trial and its continuation.
public struct Trajectory: Sendable, Equatable {
  /// Conditions C.
  public let conditionCount: Int
  /// Time steps, trial and continuation together.
  public let stepCount: Int
  /// Units N.
  public let unitCount: Int
  /// Input channels.
  public let inputCount: Int
  /// Output channels.
  public let outputCount: Int
  /// Rates, `[condition][time][unit]`.
  public let rates: [Float]
  /// Outputs, `[condition][time][output]`.
  public let outputs: [Float]
  /// Inputs, `[condition][time][input]`.
  public let inputs: [Float]
}

extension LeakyRateNetwork {
  /// Runs every condition from rest, r(0) = 0, without noise: one trial, then silence.
  ///
  /// Computed in Float64 from the Float32 weights and stored in Float32.
  ///
  /// - Parameters:
  ///   - parameters: flat block in `layout`.
  ///   - task: gives the inputs of every condition.
  ///   - lengths: duration in trial lengths; the cue comes in the first, inputs are zero after it (default elsewhere: 9, as
  ///     in the published classifier).
  public func trajectory(parameters: [Float], task: any MemoryTask, lengths: Int) -> Trajectory {
    let steps = max(lengths, 1) * task.stepCount
    let conditions = task.conditionCount
    let width = (conditions + Double.lanes - 1) / Double.lanes * Double.lanes
    let tensor = Dictionary(
      uniqueKeysWithValues: layout.tensors.map { ($0.name, parameters[$0.range].map(Double.init)) })
    let (wRec, wIn, wOut) = (tensor["W_rec"] ?? [], tensor["W_in"] ?? [], tensor["W_out"] ?? [])
    let (bias, bOut) = (zip(tensor["b_rec"] ?? [], tensor["b_in"] ?? []).map(+), tensor["b_out"] ?? [])
    // `[row][condition]`, conditions filled up to whole vectors.
    var r = [Double](repeating: 0, count: units * width)
    var next = r
    var activation = r
    var u = [Double](repeating: 0, count: inputCount * width)
    var o = [Double](repeating: 0, count: outputCount * width)
    var answers = o
    var rates = [Float](repeating: 0, count: conditions * steps * units)
    var outputs = [Float](repeating: 0, count: conditions * steps * outputCount)
    var inputs = [Float](repeating: 0, count: conditions * steps * inputCount)
    let silence = RandomStream(key: 0, purpose: .analysis).addressed(epoch: 0, step: 0, block: 0)
    for step in 0..<steps {
      for condition in 0..<conditions where step <= task.stepCount {
        let input =
          step < task.stepCount
          ? task.input(condition: condition, step: step) : [Float](repeating: 0, count: inputCount)
        for channel in 0..<inputCount { u[channel * width + condition] = Double(input[channel]) }
      }
      Double.product(
        rows: outputCount, columns: width, depth: units, wOut, leadingA: units, r, leadingB: width, start: bOut,
        beta: 0,
        &o, leadingC: width)
      Trajectory.store(r, of: units, width, at: step, of: steps, conditions, in: &rates)
      if readout == .sigmoid { Double.sigmoid(o.count, o, &answers) }
      Trajectory.store(
        readout == .sigmoid ? answers : o, of: outputCount, width, at: step, of: steps, conditions, in: &outputs)
      Trajectory.store(u, of: inputCount, width, at: step, of: steps, conditions, in: &inputs)
      Double.product(
        rows: units, columns: width, depth: units, wRec, leadingA: units, r, leadingB: width, start: bias, beta: 0,
        &activation, leadingC: width)
      Double.product(
        rows: units, columns: width, depth: inputCount, wIn, leadingA: inputCount, u, leadingB: width, start: nil,
        beta: 1, &activation, leadingC: width)
      Double.leakyStep(units * width, alpha: alpha, noise: 0, silence, r, &activation, &next)
      swap(&r, &next)
    }
    return Trajectory(
      conditionCount: conditions, stepCount: steps, unitCount: units, inputCount: inputCount, outputCount: outputCount,
      rates: rates, outputs: outputs, inputs: inputs)
  }
}

extension Trajectory {
  /// Puts `[row][condition]` of one step into `[condition][time][row]`.
  fileprivate static func store(
    _ values: [Double], of rows: Int, _ width: Int, at step: Int, of steps: Int, _ conditions: Int,
    in storage: inout [Float]
  ) {
    for condition in 0..<conditions {
      for row in 0..<rows {
        storage[(condition * steps + step) * rows + row] = Float(values[row * width + condition])
      }
    }
  }
}
