import Foundation
import RandomStreams
import Testing

/// Whether numbers know of each other: within a stream, and between streams whose addresses are close.
///
/// Elements are units and trials: unit u and trial b of a block of 64 trials take element 64 u + b. Nothing here
/// depends on which element gets which number. Correlations are taken of values and of squares: numbers that share a
/// radius, such as the two of a Box-Muller pair, could be uncorrelated while their squares are not. With 2^26 pairs a
/// correlation of a thousandth lies 8 standard errors off.
@Suite struct IndependenceTests {
  /// Lags 1 to 64: other trials of a unit, and at lag 64 the next unit in the same trial.
  @Test func elementsOfAStream() {
    let lags = 64
    let length = 1 << 13
    var sums = [PairSums](repeating: PairSums(), count: lags)
    for step in 0..<(1 << 13) {
      let values = Address().advanced(.step, by: step).normals(length + lags)
      values.withUnsafeBufferPointer { values in
        // A piece stays in cache for all its lags.
        for start in stride(from: 0, to: length, by: 2048) {
          let piece = UnsafeBufferPointer(rebasing: values[start..<start + 2048])
          for lag in 1...lags {
            sums[lag - 1].add(piece, UnsafeBufferPointer(rebasing: values[start + lag..<start + lag + 2048]))
          }
        }
      }
    }
    expectOrdinary(sums.enumerated().flatMap { $1.comparisons("elements \($0 + 1) apart") })
  }

  /// Any two of the first 256 elements, so that whatever shares words is met wherever the generator puts it.
  ///
  /// A correlation of 0.06 between two of them is seen.
  @Test func anyTwoElements() {
    let (elements, streams) = (256, 1 << 14)
    var columns = [[Float]](repeating: [Float](repeating: 0, count: streams), count: elements)
    for stream in 0..<streams {
      let values = Address().advanced(.step, by: stream).normals(elements)
      for (element, value) in values.enumerated() { columns[element][stream] = value }
    }
    var comparisons: [Comparison] = []
    comparisons.reserveCapacity(elements * elements)
    for second in 1..<elements {
      for first in 0..<second {
        comparisons += PairSums(columns[first], columns[second]).comparisons("elements \(first) and \(second)")
      }
    }
    expectOrdinary(comparisons)
  }

  /// Pairs of elements fill the plane evenly: chi-square over 8 x 8 cells of equal probability, for every lag to 64.
  ///
  /// Sees what correlations do not, where the cells of one lag are off by a hundredth.
  @Test func pairsInThePlane() {
    let quartile = 0.6744897501960817
    let edges = [
      -1.1503493803760079, -quartile, -0.31863936396437515, 0, 0.31863936396437515, quartile, 1.1503493803760079,
    ]
    .map { Float($0) }
    let classes = Address().normals(1 << 21).map { value in edges.reduce(into: 0) { $0 += value > $1 ? 1 : 0 } }
    let probabilities = [Double](repeating: 1.0 / 64, count: 64)
    let comparisons = (1...64).map { lag in
      var counts = [Int](repeating: 0, count: 64)
      // No element is in two pairs: chi-square wants independent ones.
      for start in stride(from: 0, through: classes.count - 2 * lag, by: 2 * lag) {
        for i in start..<start + lag { counts[8 * classes[i] + classes[i + lag]] += 1 }
      }
      let value = Chance.chiSquare(counts, probabilities: probabilities)
      return Comparison(
        "chi-square \(value) of elements \(lag) apart", probability: Chance.chiSquareAbove(value, degrees: 63))
    }
    expectOrdinary(comparisons)
  }

  /// Successive networks' keys, epochs, steps and blocks of trials, element by element.
  @Test(arguments: Address.Part.allCases) func successive(part: Address.Part) {
    let (elements, streams) = (1 << 16, 1 << 10)
    var sums = [PairSums](repeating: PairSums(), count: 3)
    var earlier: [[Float]] = []
    for index in 0..<streams {
      let values = Address().advanced(part, by: index).normals(elements)
      for (distance, other) in earlier.enumerated() { sums[distance] += PairSums(values, other) }
      earlier = [values] + earlier.prefix(2)
    }
    expectOrdinary(sums.enumerated().flatMap { $1.comparisons("\(part.rawValue)s \($0 + 1) apart") })
  }

  /// Addresses that differ in one bit, such as the keys of networks may: every bit by itself, and all together.
  @Test(arguments: Address.Part.allCases) func oneBitApart(part: Address.Part) {
    let elements = (1 << 26) / part.bits / 256 * 256
    let base = Address().normals(elements)
    var all = PairSums()
    var comparisons: [Comparison] = []
    for bit in 0..<part.bits {
      let sums = PairSums(base, Address().flipping(part, 1 << bit).normals(elements))
      comparisons += sums.comparisons("\(part.rawValue)s that differ in bit \(bit)")
      all += sums
    }
    expectOrdinary(comparisons + all.comparisons("\(part.rawValue)s that differ in a bit"))
  }

  /// The purposes of one network, two by two and all together.
  @Test func purposes() {
    let streams = RandomStream.Purpose.allCases.map { Address(purpose: $0) }
    let values = streams.map { $0.normals(1 << 23) }
    var all = PairSums()
    var comparisons: [Comparison] = []
    for second in streams.indices {
      for first in 0..<second {
        let sums = PairSums(values[first], values[second])
        comparisons += sums.comparisons("\(streams[first].purpose) and \(streams[second].purpose)")
        all += sums
      }
    }
    expectOrdinary(comparisons + all.comparisons("two purposes"))
  }

  /// No stretch of numbers comes twice, be it in one long stream or at two addresses.
  @Test func nothingComesTwice() {
    var seen: Set<SIMD4<UInt32>> = []
    var count = 0
    func look(_ values: [Float]) {
      for start in stride(from: 0, to: values.count, by: 64) {
        seen.insert(SIMD4((start..<start + 4).map { values[$0].bitPattern }))
        count += 1
      }
    }
    look(Address().normals(1 << 23))
    for part in Address.Part.allCases {
      for index in 1...(1 << 14) { look(Address().advanced(part, by: index).normals(64)) }
      // Steps of one have met the lower bits.
      for bit in 15..<part.bits { look(Address().flipping(part, 1 << bit).normals(64)) }
    }
    for purpose in RandomStream.Purpose.allCases where purpose != Address().purpose {
      look(Address(purpose: purpose).normals(64))
    }
    #expect(seen.count == count)
  }
}
