import Foundation
import RandomStreams
import Testing

/// Whether single numbers are standard normals.
///
/// Nothing here depends on which element gets which number.
@Suite struct NormalDistributionTests {
  private let sample = NoiseSample.shared

  /// Standard errors of normal samples: Cramer, Mathematical Methods of Statistics, 1946, 27.3 and 29.3.
  @Test func moments() {
    let n = Double(sample.count)
    expectOrdinary([
      Comparison("mean \(sample.mean)", deviations: sample.mean * n.squareRoot()),
      Comparison("variance \(sample.variance)", deviations: (sample.variance - 1) * (n / 2).squareRoot()),
      Comparison("skewness \(sample.skewness)", deviations: sample.skewness * (n / 6).squareRoot()),
      Comparison("kurtosis \(sample.kurtosis)", deviations: (sample.kurtosis - 3) * (n / 24).squareRoot()),
    ])
  }

  /// Kolmogorov and Smirnov's distance, at all edges of the fine histogram.
  ///
  /// Goes red where the probability of any half-line is wrong by 2.4e-4.
  @Test func distributionFunction() {
    var (below, distance, place) = (0, 0.0, 0.0)
    for (bin, count) in sample.histogram.enumerated() {
      below += count
      let edge = Double(bin + 1) / Double(NoiseSample.resolution) - Double(NoiseSample.limit)
      let here = abs(Double(below) / Double(sample.count) - Chance.normalBelow(edge))
      if here > distance { (distance, place) = (here, edge) }
    }
    let probability = Chance.kolmogorovSmirnov(distance, count: sample.count)
    expectOrdinary([Comparison("distance \(distance) at \(place)", probability: probability)])
  }

  /// Chi-square over bins of about equal probability: the narrowest at edges of the fine histogram.
  ///
  /// With few bins a density wrong by a thousandth is seen, with many a defect of a narrow place.
  @Test(arguments: [16, 64, 16_384]) func density(bins: Int) {
    var (counts, probabilities): ([Int], [Double]) = ([], [])
    var (count, begin) = (0, 0.0)
    for (bin, inBin) in sample.histogram.enumerated() {
      count += inBin
      let edge = Double(bin + 1) / Double(NoiseSample.resolution) - Double(NoiseSample.limit)
      let end = Chance.normalBelow(edge)
      // What is left above the last edge is part of the last bin.
      guard end - begin >= 1 / Double(bins), 1 - end >= 1 / Double(bins) else { continue }
      counts.append(count)
      probabilities.append(end - begin)
      (count, begin) = (0, end)
    }
    counts.append(count)
    probabilities.append(1 - begin)
    #expect(counts.count > bins / 4)
    let value = Chance.chiSquare(counts, probabilities: probabilities)
    expectOrdinary([
      Comparison("chi-square \(value)", probability: Chance.chiSquareAbove(value, degrees: counts.count - 1))
    ])
  }

  /// How many lie beyond 3, 4, 5 and 6 standard deviations on either side.
  @Test func tails() {
    var comparisons: [Comparison] = []
    for edge in [3.0, 4, 5, 6] {
      let mean = Double(sample.count) * Chance.normalBelow(-edge)
      for (name, count) in [("below -", sample.countBelow(-edge)), ("from ", sample.countFrom(edge))] {
        comparisons.append(
          Comparison("\(count) values \(name)\(edge)", probability: Chance.poisson(count, mean: mean)))
      }
    }
    expectOrdinary(comparisons)
    #expect(sample.outside == 0, "|z| >= 8 has a probability of 2e-7 among so many, and no number is infinite")
  }
}
