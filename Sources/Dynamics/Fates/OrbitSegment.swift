import Foundation

/// A stretch of an orbit, with the logarithmic growth of a few tangent vectors along it.
///
/// The tangents are orthonormalised after every step (modified Gram-Schmidt, twice), so that growth i belongs to the
/// i-th Lyapunov exponent once they have turned into place.
struct OrbitSegment {
  /// Number of state variables N.
  let dimension: Int
  /// The last states of the stretch, oldest first, `[rows, N]`; the final state is the last row.
  private(set) var states: [Double] = []
  /// Logarithm of the factor by which each tangent grew, `[step, tangent]`, of every step.
  private(set) var growths: [Double] = []
  /// Number of tangents carried.
  let tangentCount: Int
  /// Steps of the stretch.
  private(set) var stepCount = 0
  /// Whether the orbit left the finite numbers, or the bound.
  private(set) var isDiverged = false

  /// Number of recorded states.
  var rowCount: Int { states.count / dimension }
  /// The last state.
  var finalState: [Double] { Array(states.suffix(dimension)) }
  /// A recorded state.
  func state(_ row: Int) -> [Double] { Array(states[(row * dimension)..<((row + 1) * dimension)]) }

  /// Runs a map.
  ///
  /// - Parameters:
  ///   - map: what to run.
  ///   - state: where to start; left at the end.
  ///   - tangents: orthonormal vectors, `[k, N]`, carried along; left at the end.
  ///   - steps: how far.
  ///   - rows: most states to keep.
  ///   - bound: length of a state beyond which the orbit counts as diverged.
  init(
    of map: some SmoothMap, state: inout [Double], tangents: inout [Double], steps: Int, keeping rows: Int,
    bound: Double
  ) {
    let size = map.dimension
    dimension = size
    tangentCount = tangents.count / size
    growths.reserveCapacity(steps * tangentCount)
    let kept = min(rows, steps)
    states.reserveCapacity(kept * size)
    var next = state
    var nextTangents = tangents
    for step in 0..<steps {
      map.step(from: state, tangents: tangents, count: tangentCount, to: &next, tangents: &nextTangents)
      swap(&state, &next)
      swap(&tangents, &nextTangents)
      stepCount += 1
      guard state.allSatisfy({ abs($0) <= bound }) else {
        isDiverged = true
        states += state
        return
      }
      if step >= steps - kept { states += state }
      if tangentCount > 0 { growths += Orthonormal.rows(&tangents, dimension: size) }
    }
  }
}

/// Orthonormal rows by modified Gram-Schmidt.
enum Orthonormal {
  /// Logarithm that stands for a length of zero, about that of the smallest number.
  static let floor = -700.0

  /// Orthonormalises rows in place, each twice for accuracy.
  ///
  /// - Returns: the logarithm of the length of every row after the projections, at least `floor`: where nothing is left
  ///   (the derivative is singular) the row is zero.
  static func rows(_ vectors: inout [Double], dimension: Int) -> [Double] {
    let count = vectors.count / max(dimension, 1)
    var logarithms = [Double](repeating: 0, count: count)
    vectors.withUnsafeMutableBufferPointer { vectors in
      for row in 0..<count {
        let here = row * dimension
        for _ in 0..<2 {
          for earlier in 0..<row {
            let there = earlier * dimension
            var product = 0.0
            for index in 0..<dimension { product += vectors[here + index] * vectors[there + index] }
            for index in 0..<dimension { vectors[here + index] -= product * vectors[there + index] }
          }
        }
        var square = 0.0
        for index in 0..<dimension { square += vectors[here + index] * vectors[here + index] }
        let length = square.squareRoot()
        logarithms[row] = max(log(length), floor)
        let scale = length > 0 ? 1 / length : 0
        for index in 0..<dimension { vectors[here + index] *= scale }
      }
    }
    return logarithms
  }

  /// Rows that point nowhere in particular: fixed, dense, orthonormal.
  static func frame(count: Int, dimension: Int) -> [Double] {
    var vectors = (0..<(count * dimension)).map { index in
      // Irrational multiples of the index are spread evenly and never repeat.
      let x = Double(index + 1) * 0.618_033_988_749_894_9
      return 2 * (x - x.rounded(.down)) - 1 + 1e-3 * Double(index % dimension == index / dimension ? 1 : 0)
    }
    _ = rows(&vectors, dimension: dimension)
    return vectors
  }
}
