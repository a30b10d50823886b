import Foundation
import ScalingLaws
import Testing

@Suite struct NormalTests {
  /// Values of mpmath 1.4.1 with 40 digits.
  @Test(
    arguments: [
      (-37, 5.7255712225245768e-300), (-10, 7.6198530241605261e-24), (-3, 0.0013498980316300945),
      (-1, 0.15865525393145705), (-0.1, 0.46017216272297102), (0, 0.5), (0.3, 0.61791142218895263),
      (5, 0.99999971334842812),
    ] as [(Double, Double)]) func cumulativeHasReferenceValues(_ x: Double, _ expected: Double)
  {
    #expect(relativeError(Normal.cumulative(x), expected) < 1e-12)
  }

  /// Values of mpmath 1.4.1 with 40 digits, for the double nearest to each probability.
  @Test(arguments: [
    (1e-300, -37.047096299361199), (1e-20, -9.2623400897984076), (0.0005, -3.2905267314918948),
    (0.025, -1.9599639845400542), (0.2, -0.84162123357291417), (0.25, -0.67448975019608174),
    (0.49999, -2.5066282748960009e-5), (0.5000001, 2.5066282733116483e-7), (0.75, 0.67448975019608174),
    (0.9, 1.2815515655446006), (0.975, 1.9599639845400539), (0.9995, 3.2905267314919258),
  ]) func quantileHasReferenceValues(_ probability: Double, _ expected: Double) {
    #expect(relativeError(Normal.quantile(probability), expected) < 1e-12)
  }

  @Test(arguments: Array(stride(from: -8.0, through: 8.0, by: 0.25))) func isSymmetric(_ x: Double) {
    #expect(abs(Normal.cumulative(x) + Normal.cumulative(-x) - 1) < 4e-16)
    let probability = Normal.cumulative(-abs(x))
    #expect(Normal.quantile(1 - probability) == -Normal.quantile(1 - (1 - probability)))
  }

  @Test(arguments: Array(stride(from: -36.9, through: 0, by: 0.9))) func quantileInvertsCumulative(_ x: Double) {
    #expect(abs(Normal.quantile(Normal.cumulative(x)) - x) < 1e-13 * max(1, abs(x)))
  }

  @Test func endsAreInfiniteAndNonsenseIsNaN() {
    #expect(Normal.quantile(0) == -.infinity)
    #expect(Normal.quantile(1) == .infinity)
    #expect(Normal.quantile(0.5) == 0)
    #expect(Normal.cumulative(-.infinity) == 0)
    #expect(Normal.cumulative(.infinity) == 1)
    for wrong in [-0.1, 1.1, .nan] { #expect(Normal.quantile(wrong).isNaN) }
    #expect(Normal.cumulative(.nan).isNaN)
  }
}
