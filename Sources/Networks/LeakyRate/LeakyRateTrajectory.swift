import LinearAlgebra
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
    let tensor = Dictionary(
      uniqueKeysWithValues: layout.tensors.map { ($0.name, parameters[$0.range].map(Double.init)) })
    let (wRec, wIn, wOut) = (tensor["W_rec"] ?? [], tensor["W_in"] ?? [], tensor["W_out"] ?? [])
    let (bRec, bIn, bOut) = (tensor["b_rec"] ?? [], tensor["b_in"] ?? [], tensor["b_out"] ?? [])
    let xi = [Double](repeating: 0, count: units)
    var allRates: [Float] = []
    var allOutputs: [Float] = []
    var allInputs: [Float] = []
    for condition in 0..<task.conditionCount {
      var r = [Double](repeating: 0, count: units)
      for step in 0..<steps {
        let u =
          step < task.stepCount
          ? task.input(condition: condition, step: step) : [Float](repeating: 0, count: inputCount)
        var o = bOut
        Double.multiply(
          .none, rows: outputCount, columns: units, alpha: 1, wOut, leadingA: units, r, beta: 1, &o)
        if readout == .sigmoid { o = o.map(logistic) }
        allRates += r.map(Float.init)
        allOutputs += o.map(Float.init)
        allInputs += u
        var activation = zip(bRec, bIn).map(+)
        Double.multiply(
          .none, rows: units, columns: inputCount, alpha: 1, wIn, leadingA: inputCount, u.map(Double.init), beta: 1,
          &activation)
        Double.multiply(.none, rows: units, columns: units, alpha: 1, wRec, leadingA: units, r, beta: 1, &activation)
        var next = r
        Double.leakyStep(units, alpha: alpha, noise: 0, xi, r, &activation, &next)
        r = next
      }
    }
    return Trajectory(
      conditionCount: task.conditionCount, stepCount: steps, unitCount: units, inputCount: inputCount,
      outputCount: outputCount, rates: allRates, outputs: allOutputs, inputs: allInputs)
  }
}
