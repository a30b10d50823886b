import Dynamics
import Foundation

/// A leaky-rate network without input: r -> (1 - alpha) r + alpha tanh(W r).
func leakyUnits(_ units: Int, recurrent: [Double], alpha: Double) throws -> HeldLeakyRate {
  try HeldLeakyRate(
    network(
      units: units, recurrent: recurrent, input: [Double](repeating: 0, count: units), alpha: alpha))
}

/// Two units whose weights turn: W = gain R(angle).
///
/// Alpha 1 and angle pi/2 make two scalar maps that take turns.
func turningUnits(gain: Double, angle: Double, alpha: Double) throws -> HeldLeakyRate {
  try leakyUnits(
    2, recurrent: [gain * cos(angle), -gain * sin(angle), gain * sin(angle), gain * cos(angle)], alpha: alpha)
}

/// Independent pairs of units, each pair bistable for weight > 1: both members hold +y or both -y, y = tanh(weight y).
func bistablePairs(_ pairs: Int, weight: Double, alpha: Double) throws -> HeldLeakyRate {
  let units = 2 * pairs
  var recurrent = [Double](repeating: 0, count: units * units)
  for row in 0..<units {
    for column in 0..<units where row / 2 == column / 2 { recurrent[row * units + column] = weight / 2 }
  }
  return try leakyUnits(units, recurrent: recurrent, alpha: alpha)
}

/// The positive solution of y = tanh(weight y), weight > 1, by bisection.
func bistableLevel(weight: Double) -> Double {
  var (low, high) = (1e-9, 1.0)
  for _ in 0..<100 {
    let middle = (low + high) / 2
    if tanh(weight * middle) > middle { low = middle } else { high = middle }
  }
  return (low + high) / 2
}
