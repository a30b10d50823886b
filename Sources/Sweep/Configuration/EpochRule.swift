/// The published rule for the number of epochs.
enum EpochRule {
  /// max(atLeast, Int(x / learning rate)): the quotient in Float64, truncated, as Python's `int(30/lr)` does.
  ///
  /// Nil when the result is not a number of epochs the program can count.
  static func epochs(atLeast: Int, learningRateTimesEpochs: Double, learningRate: Double) -> Int? {
    let quotient = learningRateTimesEpochs / learningRate
    guard quotient.isFinite, quotient < Double(SweepSchema.epochLimit) + 1 else { return nil }
    return max(atLeast, Int(quotient))
  }
}
