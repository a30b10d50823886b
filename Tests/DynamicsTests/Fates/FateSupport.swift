import Dynamics
import Foundation

/// A search that looks after `first` steps for the first time and gives up after `limit`.
func search(first: Int, limit: Int) -> FateSearch {
  var options = FateOptions()
  options.firstHorizon = first
  options.horizonLimit = limit
  return FateSearch(options: options)
}

/// The state of a map after some steps.
func state(of map: some SmoothMap, after steps: Int, from start: [Double]) -> [Double] {
  var here = start
  var next = start
  for _ in 0..<steps {
    map.step(from: here, to: &next)
    swap(&here, &next)
  }
  return here
}

/// Mean angle per step, in turns, by which the first two variables turn round the origin: an independent period.
///
/// The increments are averaged with weights that fall to nothing at both ends, which converges fast on closed curves.
func rotationNumber(of map: some SmoothMap, from start: [Double], transient: Int = 4096, steps: Int = 8192) -> Double {
  var here = state(of: map, after: transient, from: start)
  var next = here
  var (sum, total) = (0.0, 0.0)
  for step in 0..<steps {
    map.step(from: here, to: &next)
    let cross = here[0] * next[1] - here[1] * next[0]
    let dot = here[0] * next[0] + here[1] * next[1]
    let s = (Double(step) + 0.5) / Double(steps)
    let weight = exp(-1 / (s * (1 - s)))
    sum += weight * atan2(cross, dot)
    total += weight
    swap(&here, &next)
  }
  return sum / total / (2 * Double.pi)
}

/// Largest difference of two states.
func largestDifference(_ x: [Double], _ y: [Double]) -> Double { zip(x, y).map { abs($0 - $1) }.max() ?? 0 }
