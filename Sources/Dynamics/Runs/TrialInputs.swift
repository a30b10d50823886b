/// The inputs of one trial, per condition.
public struct TrialInputs: Sendable, Equatable {
  /// Number of conditions C.
  public let conditionCount: Int
  /// Time steps per trial T.
  public let stepCount: Int
  /// Number of input channels I.
  public let inputCount: Int
  /// The inputs, `[C, T, I]` row-major.
  public let values: [Double]

  /// Wraps inputs.
  ///
  /// - Throws: `DynamicsError` for a number of values that is not C T I, for T or C below 1, and for NaN or infinity.
  public init(conditionCount: Int, stepCount: Int, inputCount: Int, values: [Double]) throws(DynamicsError) {
    guard conditionCount >= 1, stepCount >= 1 else {
      throw DynamicsError(
        code: .wrongShape, place: "inputs",
        message: "\(conditionCount) conditions of \(stepCount) steps; at least one of each is needed")
    }
    let count = try elementCount(conditionCount, stepCount, inputCount, place: "inputs")
    guard values.count == count else {
      throw DynamicsError(
        code: .wrongShape, place: "inputs",
        message: "\(values.count) values do not fill [\(conditionCount), \(stepCount), \(inputCount)]")
    }
    guard values.allSatisfy(\.isFinite) else {
      throw DynamicsError(code: .notFinite, place: "inputs", message: "the inputs hold NaN or infinity")
    }
    self.conditionCount = conditionCount
    self.stepCount = stepCount
    self.inputCount = inputCount
    self.values = values
  }

  /// Asks a function for the input of every condition and step.
  ///
  /// - Throws: `DynamicsError` as above; every answer must have `inputCount` channels.
  public init(
    conditionCount: Int, stepCount: Int, inputCount: Int, input: (_ condition: Int, _ step: Int) -> [Float]
  ) throws(DynamicsError) {
    var values: [Double] = []
    for condition in 0..<max(conditionCount, 0) {
      for step in 0..<max(stepCount, 0) { values += input(condition, step).map(Double.init) }
    }
    try self.init(conditionCount: conditionCount, stepCount: stepCount, inputCount: inputCount, values: values)
  }

  /// The trial of one condition alone.
  ///
  /// - Throws: `DynamicsError` when there is no such condition.
  public func selecting(condition: Int) throws(DynamicsError) -> TrialInputs {
    guard condition >= 0, condition < conditionCount else {
      throw DynamicsError(
        code: .badParameter, place: "condition",
        message: "there is no condition \(condition); the task has \(conditionCount)")
    }
    let size = stepCount * inputCount
    return try TrialInputs(
      conditionCount: 1, stepCount: stepCount, inputCount: inputCount,
      values: Array(values[(condition * size)..<((condition + 1) * size)]))
  }
}
