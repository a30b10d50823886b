import Foundation

/// Measures a critical rate: the smallest step size with which descent from any of some starts enters the no-learning zone.
///
/// A start that fails below the critical rate would refute the closed form, and above it a start fails only when a step of
/// its path begins close enough to the minimum. Whether one does hangs on the path, so failures do not grow steadily
/// with the rate: with the limit cycle, Td = 60 and Tr = 5, four of 25 starts fail at 1.02 of the critical rate and none
/// at 1.1 of it, because they jump past 1 / Td to other minima. Bisection takes for granted that all rates above a failing
/// one fail: it ends at the edge of any of these windows. And a share of the starts, such as half of them, is reached
/// much later or never. So rates are tried upwards on a logarithmic grid until a first start fails, and upwards again on a
/// finer one within the last interval.
public struct CriticalRateSearch: Sendable, Equatable {
  /// Starts right of the minimum; 25 are enough for a result within a few per cent of the closed form.
  public var starts = 25
  /// Steps of each descent; the slowest failures found take nearly 3000.
  public var steps = 3000
  /// First and last rate tried, in closed-form critical rates.
  ///
  /// The first one lies well below, so that failures which the closed form excludes would be seen.
  public var range = 0.9...2.0
  /// Rates of the coarse grid per factor of e: neighbours differ by 0.2 %.
  ///
  /// Windows of failing rates may be narrower than 1 %: on such a grid, and Tr = Td, the first one found is at 1.05.
  public var resolution = 500.0
  /// Rates of the fine grid within one interval of the coarse one: neighbours differ by 0.05 %.
  public var refinement = 4

  /// The published conditions are not known; these are the project's.
  public init() {}

  /// The first failure.
  public struct Failure: Sendable, Equatable {
    /// The rate.
    public let rate: Double
    /// The start of least parameter that fails with it.
    public let start: Double
    /// The step, from 1, that enters the zone.
    public let step: Int
  }

  /// Tries rates upwards.
  ///
  /// - Returns: nil when no start fails with any rate.
  /// - Complexity: about 25 x 3000 slopes for every rate, some sixty rates: a tenth of a second.
  public func measure(_ model: some MemoryModel) -> Failure? {
    let first = model.criticalRate * range.lowerBound
    let count = Int(resolution * log(range.upperBound / range.lowerBound))
    for place in 0...max(0, count) {
      guard let failure = failure(of: model, rate: first * exp(Double(place) / resolution)) else { continue }
      guard place > 0 else { return failure }
      for part in 1..<max(1, refinement) {
        let exponent = Double(place - 1) + Double(part) / Double(refinement)
        if let failure = self.failure(of: model, rate: first * exp(exponent / resolution)) { return failure }
      }
      return failure
    }
    return nil
  }

  /// How many of the starts fail with a rate.
  public func failures(of model: some MemoryModel, rate: Double) -> Int {
    let descent = ParameterDescent(model, rate: rate)
    return model.starts(starts).count { descent.entry(from: $0, within: steps) != nil }
  }

  private func failure(of model: some MemoryModel, rate: Double) -> Failure? {
    let descent = ParameterDescent(model, rate: rate)
    for start in model.starts(starts) {
      if let step = descent.entry(from: start, within: steps) { return Failure(rate: rate, start: start, step: step) }
    }
    return nil
  }
}
