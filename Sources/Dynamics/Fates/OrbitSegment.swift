import Foundation

/// A stretch of an orbit, with the logarithmic growth of a few tangent vectors along it.
///
/// The tangents are orthonormalised after every step (modified Gram-Schmidt, twice), so that growth i belongs to the
/// i-th Lyapunov exponent once they have turned into place.
package struct OrbitSegment {
  /// Number of state variables N.
  let dimension: Int
  /// The state it began at, `[N]`.
  let start: [Double]
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
  package init(
    of map: some SmoothMap, state: inout [Double], tangents: inout [Double], steps: Int, keeping rows: Int,
    bound: Double
  ) {
    let size = map.dimension
    dimension = size
    start = state
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
      if tangentCount > 0 { Orthonormal.rows(&tangents, dimension: size, appendingTo: &growths) }
    }
  }
}

/// Orthonormal rows by modified Gram-Schmidt.
package enum Orthonormal {
  /// Logarithm that stands for a length of zero, about that of the smallest number.
  package static let floor = -700.0

  /// Orthonormalises rows in place, each twice for accuracy.
  ///
  /// - Returns: the logarithm of the length of every row after the projections, at least `floor`: where nothing is left
  ///   (the derivative is singular) the row is zero.
  package static func rows(_ vectors: inout [Double], dimension: Int) -> [Double] {
    var logarithms: [Double] = []
    rows(&vectors, dimension: dimension, appendingTo: &logarithms)
    return logarithms
  }

  /// The same, adding the logarithms to those of earlier steps: nothing is allocated.
  static func rows(_ vectors: inout [Double], dimension: Int, appendingTo logarithms: inout [Double]) {
    vectors.withUnsafeMutableBufferPointer { vectors in
      guard let first = vectors.baseAddress else { return }
      for row in 0..<(vectors.count / max(dimension, 1)) {
        let here = first + row * dimension
        for _ in 0..<2 {
          for earlier in 0..<row {
            let there = first + earlier * dimension
            let product = dot(here, there, dimension)
            for index in 0..<dimension { here[index] -= product * there[index] }
          }
        }
        let (length, logarithm) = size(of: here, dimension)
        logarithms.append(max(logarithm, floor))
        let scale = length > 0 ? 1 / length : 0
        for index in 0..<dimension { here[index] *= scale }
      }
    }
  }

  /// The length of a row and its logarithm; a row whose squares leave the range of numbers is scaled first, in place.
  private static func size(of row: UnsafeMutablePointer<Double>, _ count: Int) -> (length: Double, logarithm: Double) {
    let square = dot(row, row, count)
    if square > 1e-290, square < 1e290 {
      let length = square.squareRoot()
      return (length, log(length))
    }
    guard !square.isNaN, (0..<count).allSatisfy({ row[$0].isFinite }) else { return (.nan, .nan) }
    var largest = 0.0
    for index in 0..<count { largest = max(largest, abs(row[index])) }
    guard largest > 0 else { return (0, floor) }
    let exponent = largest.exponent
    let factor = Double(sign: .plus, exponent: -exponent, significand: 1)
    for index in 0..<count { row[index] *= factor }
    let length = dot(row, row, count).squareRoot()
    return (length, log(length) + Double(exponent) * log(2))
  }

  /// Scalar product in four partial sums, so that additions need not wait for each other.
  private static func dot(_ x: UnsafePointer<Double>, _ y: UnsafePointer<Double>, _ count: Int) -> Double {
    var sums = SIMD4<Double>.zero
    let whole = count & ~3
    for index in stride(from: 0, to: whole, by: 4) {
      sums +=
        SIMD4(x[index], x[index + 1], x[index + 2], x[index + 3])
        * SIMD4(y[index], y[index + 1], y[index + 2], y[index + 3])
    }
    var sum = sums.sum()
    for index in whole..<count { sum += x[index] * y[index] }
    return sum
  }

  /// Rows that point nowhere in particular: fixed, dense, orthonormal.
  package static func frame(count: Int, dimension: Int) -> [Double] {
    var vectors = (0..<(count * dimension)).map { index in
      // Irrational multiples of the index are spread evenly and never repeat.
      let x = Double(index + 1) * 0.618_033_988_749_894_9
      return 2 * (x - x.rounded(.down)) - 1 + 1e-3 * Double(index % dimension == index / dimension ? 1 : 0)
    }
    _ = rows(&vectors, dimension: dimension)
    return vectors
  }
}

extension OrbitSegment {
  /// The plain average of the first tangent's growth, over the steps that `DirectDivergence` averages.
  var plainExponent: Double {
    guard tangentCount > 0 else { return .nan }
    let skipped = DirectDivergence.skipped(of: stepCount)
    let sum = (skipped..<stepCount).reduce(0) { $0 + growths[$1 * tangentCount] }
    return sum / Double(max(1, stepCount - skipped))
  }
}
