import Dynamics
import Foundation

/// A leaky-rate network without input, held.
func heldNetwork(
  units: Int, recurrent: [Double], bias: [Double]? = nil, alpha: Double = 0.5
) throws -> HeldLeakyRate {
  try HeldLeakyRate(
    network(
      units: units, recurrent: recurrent, input: [Double](repeating: 0, count: units), bias: bias, alpha: alpha))
}

/// Groups of units with rank-one recurrence weight / size within, nothing between: each group a bistable unit for w > 1.
///
/// The mean m of a group obeys m = tanh(w m) at a fixed point, and all its units are equal.
func bistableGroups(_ groups: Int, of size: Int, weight: Double, alpha: Double = 0.5) throws -> HeldLeakyRate {
  let units = groups * size
  var recurrent = [Double](repeating: 0, count: units * units)
  for row in 0..<units {
    for column in 0..<units where row / size == column / size {
      recurrent[row * units + column] = weight / Double(size)
    }
  }
  return try heldNetwork(units: units, recurrent: recurrent, alpha: alpha)
}

/// The positive solution of m = tanh(w m), by bisection; zero where there is none.
func bistableRate(weight: Double) -> Double {
  guard weight > 1 else { return 0 }
  var (low, high) = (1e-6, 1.0)
  for _ in 0..<200 {
    let middle = (low + high) / 2
    if tanh(weight * middle) > middle { low = middle } else { high = middle }
  }
  return (low + high) / 2
}

/// Weights of independent random numbers with a given gain: variance gain^2 / N, by uniform numbers.
func randomWeights(units: Int, gain: Double, seed: UInt64) -> [Double] {
  let factor = gain * (3 / Double(units)).squareRoot()
  return fixedNumbers(units * units, seed: seed).map { factor * $0 }
}
