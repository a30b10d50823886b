import Foundation
import LinearAlgebra

/// Logistic regression of counts by maximum likelihood.
///
/// ln(p / (1 - p)) = sum_j b_j x_j for cells of n networks with k events each; Newton's method on
/// sum [k ln p + (n - k) ln(1 - p)], which is concave. The covariance of the coefficients is the inverse of the information
/// sum n p (1 - p) x x^T.
public struct LogisticRegression: Sendable, Equatable {
  /// Coefficients b, one per column.
  public let coefficients: [Double]
  /// Their covariance, `[column, column]`.
  public let covariance: [Double]
  /// Log-likelihood at the coefficients, without the binomial coefficients.
  public let logLikelihood: Double

  /// Variance of a function of the coefficients by the delta method, g^T C g with its gradient g and the covariance C.
  public func variance(along gradient: [Double]) -> Double {
    var variance = 0.0
    for (row, first) in gradient.enumerated() {
      for (column, second) in gradient.enumerated() {
        variance += first * covariance[row * gradient.count + column] * second
      }
    }
    return variance
  }

  /// Why there is no estimate.
  public enum Failure: Error, Sendable, Equatable {
    /// Every network has the outcome, or none, or there are none.
    case allAlike
    /// Outcomes are told apart without error, so that no finite coefficients are the best.
    case separated
    /// Columns that are not independent.
    case degenerate
    /// The outcome becomes likelier with duration in the boundary's direction, but not with the learning rate.
    case vertical
    /// The outcome becomes likelier in the other direction.
    case wrongDirection
    /// Fewer learning rates or durations than a law needs.
    case tooFewLines(learningRates: Int, durations: Int, needed: Int)

    /// The failure in words.
    public var words: String {
      switch self {
      case .allAlike: "all networks are alike"
      case .separated: "the outcomes are separated without error: no slope is steep enough"
      case .degenerate: "learning rates or durations do not vary independently"
      case .vertical: "the share does not change with the learning rate in the direction of the boundary"
      case .wrongDirection: "the share changes in the other direction"
      case .tooFewLines(let rates, let durations, let needed):
        "\(rates) learning rate\(rates == 1 ? "" : "s") and \(durations) duration\(durations == 1 ? "" : "s") above zero; "
          + "a law needs \(needed) of each"
      }
    }
  }

  /// Fits.
  ///
  /// - Parameters:
  ///   - columns: x_j of every cell.
  ///   - networks: n of every cell.
  ///   - events: k of every cell.
  public static func fit(
    columns: [[Double]], networks: [Double], events: [Double]
  ) -> Result<LogisticRegression, Failure> {
    let total = networks.reduce(0, +)
    let withOutcome = events.reduce(0, +)
    guard withOutcome > 0, withOutcome < total else { return .failure(.allAlike) }
    let size = columns.count
    var state = State(columns: columns, networks: networks, events: events)
    var coefficients = [Double](repeating: 0, count: size)
    var value = state.evaluate(coefficients)
    var lastGain = Double.infinity
    for iteration in 0..<60 {
      guard let factored = try? LUFactorization(of: state.information, size: size), factored.pivotRatio > 1e-13,
        let step = try? factored.solve(state.gradient)
      else { return .failure(iteration == 0 ? .degenerate : .separated) }
      // What the step promises to gain, twice over.
      let gain = zip(step, state.gradient).reduce(0) { $0 + $1.0 * $1.1 }
      if gain < 1e-12 {
        // Newton's gains fall faster and faster, but only by e a step where coefficients run away.
        guard gain < 0.05 * lastGain else { return .failure(.separated) }
        let identity = (0..<(size * size)).map { $0 % (size + 1) == 0 ? 1.0 : 0 }
        guard let covariance = try? factored.solve(identity, count: size) else { return .failure(.degenerate) }
        return .success(
          LogisticRegression(coefficients: coefficients, covariance: covariance, logLikelihood: value))
      }
      lastGain = gain
      // A concave function: a short enough step never loses, but for rounding.
      var share = 1.0
      var next = coefficients
      var nextValue = -Double.infinity
      let lowest = value - 1e-13 * abs(value)
      while share > 1e-4, nextValue < lowest {
        for column in 0..<size { next[column] = coefficients[column] + share * step[column] }
        nextValue = state.evaluate(next)
        share /= 2
      }
      coefficients = next
      value = nextValue
    }
    return .failure(.separated)
  }

  /// Log-likelihood, gradient and information at some coefficients.
  private struct State {
    let columns: [[Double]]
    let networks: [Double]
    let events: [Double]
    var gradient: [Double]
    var information: [Double]
    private var linear: [Double]

    init(columns: [[Double]], networks: [Double], events: [Double]) {
      self.columns = columns
      self.networks = networks
      self.events = events
      gradient = [Double](repeating: 0, count: columns.count)
      information = [Double](repeating: 0, count: columns.count * columns.count)
      linear = [Double](repeating: 0, count: networks.count)
    }

    mutating func evaluate(_ coefficients: [Double]) -> Double {
      let size = columns.count
      for cell in linear.indices { linear[cell] = 0 }
      for column in 0..<size {
        let coefficient = coefficients[column]
        columns[column].withUnsafeBufferPointer { values in
          for cell in linear.indices { linear[cell] += coefficient * values[cell] }
        }
      }
      for place in gradient.indices { gradient[place] = 0 }
      for place in information.indices { information[place] = 0 }
      var value = 0.0
      for cell in linear.indices where networks[cell] > 0 {
        let odds = exp(-abs(linear[cell]))
        let smaller = odds / (1 + odds)
        let probability = linear[cell] > 0 ? 1 - smaller : smaller
        // ln p and ln(1 - p) without cancellation: one is -ln(1 + odds), the other that minus |linear|.
        let missed = linear[cell] > 0 ? networks[cell] - events[cell] : events[cell]
        value -= networks[cell] * log1p(odds) + missed * abs(linear[cell])
        let residual = events[cell] - networks[cell] * probability
        let weight = networks[cell] * smaller * (1 - smaller)
        for row in 0..<size {
          let rowValue = columns[row][cell]
          gradient[row] += residual * rowValue
          for column in 0...row { information[row * size + column] += weight * rowValue * columns[column][cell] }
        }
      }
      for row in 0..<size {
        for column in 0..<row { information[column * size + row] = information[row * size + column] }
      }
      return value
    }
  }
}
