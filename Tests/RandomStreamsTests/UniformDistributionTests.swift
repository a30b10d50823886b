import Foundation
import RandomStreams
import Testing

/// Whether uniform numbers are uniform, and independent within a sequence and between sequences.
///
/// Initial weights are made of them, some ten thousand per network; a defect of one or two per cent is seen.
@Suite struct UniformDistributionTests {
  private static let sequences: [[Double]] = {
    let stream = RandomStream(key: 0x5eed_0123_4567_89ab, purpose: .initialWeights)
    return (0..<4).map { stream.uniforms(count: 1 << 18, index: $0) }
  }()

  /// Standard errors: 1 / 12 and 1 / 180 are the variances of u and of (u - 1 / 2)^2.
  @Test func moments() {
    let values = UniformDistributionTests.sequences.flatMap { $0 }
    let n = Double(values.count)
    let first = values.reduce(0) { $0 + $1 - 0.5 } / n
    let second = values.reduce(0) { $0 + ($1 - 0.5) * ($1 - 0.5) } / n
    expectOrdinary([
      Comparison("mean \(0.5 + first)", deviations: first * (12 * n).squareRoot()),
      Comparison("variance \(second)", deviations: (second - 1 / 12.0) * (180 * n).squareRoot()),
    ])
  }

  @Test(arguments: [16, 1024]) func density(bins: Int) {
    var counts = [Int](repeating: 0, count: bins)
    for value in UniformDistributionTests.sequences.joined() { counts[Int(value * Double(bins))] += 1 }
    let value = Chance.chiSquare(counts, probabilities: [Double](repeating: 1 / Double(bins), count: bins))
    expectOrdinary([
      Comparison("chi-square \(value)", probability: Chance.chiSquareAbove(value, degrees: bins - 1))
    ])
  }

  /// 12 (u - 1 / 2) (v - 1 / 2) has mean 0 and variance 1.
  @Test func independence() {
    let sequences = UniformDistributionTests.sequences
    func compare(_ name: String, _ pairs: [(ArraySlice<Double>, ArraySlice<Double>)]) -> Comparison {
      var (sum, count) = (0.0, 0)
      for (first, second) in pairs {
        for (u, v) in zip(first, second) { sum += 12 * (u - 0.5) * (v - 0.5) }
        count += min(first.count, second.count)
      }
      let correlation = sum / Double(count)
      return Comparison("correlation \(correlation) of \(name)", deviations: correlation * Double(count).squareRoot())
    }
    var comparisons = (1...8).map { lag in
      compare("elements \(lag) apart", sequences.map { ($0[...], $0.dropFirst(lag)) })
    }
    for second in 1..<sequences.count {
      for first in 0..<second {
        comparisons.append(
          compare("sequences \(first) and \(second)", [(sequences[first][...], sequences[second][...])]))
      }
    }
    expectOrdinary(comparisons)
  }
}
