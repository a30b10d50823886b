/// States of a map over time, one run per condition.
public struct StateTrajectory: Sendable, Equatable {
  /// Number of conditions C.
  public let conditionCount: Int
  /// Number of states per run n: x(0), ..., x(n-1).
  public let stepCount: Int
  /// Number of state variables N.
  public let dimension: Int
  /// The states, `[C, n, N]` row-major.
  public let states: [Double]

  /// Wraps stored states.
  ///
  /// - Throws: `DynamicsError` when the number of values is not C n N.
  public init(conditionCount: Int, stepCount: Int, dimension: Int, states: [Double]) throws(DynamicsError) {
    let count = try elementCount(conditionCount, stepCount, dimension, place: "trajectory")
    guard states.count == count else {
      throw DynamicsError(
        code: .wrongShape, place: "trajectory",
        message: "\(states.count) values do not fill [\(conditionCount), \(stepCount), \(dimension)]")
    }
    self.conditionCount = conditionCount
    self.stepCount = stepCount
    self.dimension = dimension
    self.states = states
  }

  /// Widens stored Float32 states.
  ///
  /// - Throws: `DynamicsError` when the number of values is not C n N.
  public init(conditionCount: Int, stepCount: Int, dimension: Int, states: [Float]) throws(DynamicsError) {
    try self.init(
      conditionCount: conditionCount, stepCount: stepCount, dimension: dimension, states: states.map(Double.init))
  }

  /// Whether every state is finite.
  public var isFinite: Bool { states.allSatisfy(\.isFinite) }

  /// The states of one condition over a range of steps, `[steps, N]`; both are cut to what exists.
  public func states(condition: Int, steps: Range<Int>) -> ArraySlice<Double> {
    guard condition >= 0, condition < conditionCount else { return [] }
    let steps = steps.clamped(to: 0..<stepCount)
    let start = condition * stepCount
    return states[((start + steps.lowerBound) * dimension)..<((start + steps.upperBound) * dimension)]
  }

  /// The states of one condition, `[n, N]`.
  public func states(condition: Int) -> ArraySlice<Double> { states(condition: condition, steps: 0..<stepCount) }
}

/// Largest number of scalars in one array here: 8 GB, far beyond any use, small enough that no index overflows.
let elementLimit = 1 << 30

/// The product of three extents, none negative, within the limit.
func elementCount(_ first: Int, _ second: Int, _ third: Int, place: String) throws(DynamicsError) -> Int {
  guard first >= 0, second >= 0, third >= 0 else {
    throw DynamicsError(
      code: .wrongShape, place: place, message: "[\(first), \(second), \(third)] has a negative extent")
  }
  var count = first
  for extent in [second, third] {
    let (product, overflow) = count.multipliedReportingOverflow(by: extent)
    guard !overflow, product <= elementLimit else {
      throw DynamicsError(
        code: .tooLarge, place: place, message: "[\(first), \(second), \(third)] is more than \(elementLimit) numbers")
    }
    count = product
  }
  return count
}
