import Foundation
import ScalingLaws
import Testing

@Suite struct StudentTTests {
  static let probabilities = [1e-12, 0.0005, 0.025, 0.3, 0.499, 0.5, 0.5001, 0.9, 0.975, 0.9995]

  /// One degree of freedom is the Cauchy distribution: t = tan(π(p - 1/2)) = -cot(πp).
  @Test(arguments: probabilities) func oneDegreeOfFreedomIsCauchy(_ probability: Double) {
    let expected = probability < 0.25 ? -1 / tan(.pi * probability) : tan(.pi * (probability - 0.5))
    let t = StudentT.quantile(probability, degreesOfFreedom: 1)
    #expect(relativeError(t, expected) < 1e-12)
    #expect(relativeError(StudentT.cumulative(t, degreesOfFreedom: 1), probability) < 1e-12)
  }

  /// Two degrees of freedom: t = (2p - 1)/√(2p(1 - p)).
  @Test(arguments: probabilities) func twoDegreesOfFreedomHaveAClosedForm(_ probability: Double) {
    let expected = (2 * probability - 1) / (2 * probability * (1 - probability)).squareRoot()
    #expect(relativeError(StudentT.quantile(probability, degreesOfFreedom: 2), expected) < 1e-12)
  }

  /// Four degrees of freedom: P(T <= t) = 1/2 + u(3 - u²)/4 with u = t/√(4 + t²).
  @Test(arguments: Array(stride(from: -6.0, through: 6, by: 0.5))) func fourDegreesOfFreedomHaveAClosedForm(_ t: Double)
  {
    let u = t / (4 + t * t).squareRoot()
    let expected = 0.5 + u * (3 - u * u) / 4
    #expect(abs(StudentT.cumulative(t, degreesOfFreedom: 4) - expected) < 1e-15)
  }

  /// Values of mpmath 1.4.1 with 60 digits, for the double nearest to each probability.
  @Test(
    arguments: [
      (0.7, 0.025, -36.611415031588694),
      (1, 1e-12, -318309886183.79068),
      (3, 0.5001, 0.00027206990911047338),
      (3, 0.0005, -12.923978636687483),
      (5, 0.9, 1.4758840488244813),
      (7.5, 0.975, 2.333039626864974),
      (28, 0.975, 2.0484071417952447),
      (30, 0.025, -2.0422724563012383),
      (97, 0.9995, 3.3936698450540594),
      (1000, 1e-12, -7.1242289253144091),
      (100000.0, 0.975, 1.9599877075346093),
    ] as [(Double, Double, Double)]) func quantileHasReferenceValues(
      _ degreesOfFreedom: Double, _ probability: Double, _ expected: Double
    )
  {
    let found = StudentT.quantile(probability, degreesOfFreedom: degreesOfFreedom)
    #expect(relativeError(found, expected) < 1e-12)
  }

  /// The table of every textbook, three decimals: P(T <= t) = 0.975.
  @Test(arguments: [(1, 12.706), (2, 4.303), (5, 2.571), (10, 2.228), (30, 2.042), (120, 1.980), (.infinity, 1.960)])
  func quantileIsThatOfTables(_ degreesOfFreedom: Double, _ expected: Double) {
    #expect(abs(StudentT.quantile(0.975, degreesOfFreedom: degreesOfFreedom) - expected) < 0.0005)
  }

  @Test(arguments: [0.5, 1, 2.5, 6, 28, 1000], [-40, -3, -0.01, 0, 1e-9, 0.7, 2, 12])
  func quantileInvertsCumulative(_ degreesOfFreedom: Double, _ t: Double) {
    let upper = StudentT.upperTail(abs(t), degreesOfFreedom: degreesOfFreedom)
    // Around the median the probability itself is only known to 1e-16.
    #expect(abs(-StudentT.quantile(upper, degreesOfFreedom: degreesOfFreedom) - abs(t)) < 1e-12 * max(abs(t), 1e-3))
    let sum = upper + StudentT.cumulative(abs(t), degreesOfFreedom: degreesOfFreedom)
    #expect(abs(sum - 1) < 1e-15)
    #expect(StudentT.twoSided(t, degreesOfFreedom: degreesOfFreedom) == 2 * upper)
  }

  @Test func endsAreInfiniteAndNonsenseIsNaN() {
    #expect(StudentT.quantile(0, degreesOfFreedom: 3) == -.infinity)
    #expect(StudentT.quantile(1, degreesOfFreedom: 3) == .infinity)
    #expect(StudentT.quantile(0.5, degreesOfFreedom: 3) == 0)
    #expect(StudentT.upperTail(.infinity, degreesOfFreedom: 3) == 0)
    #expect(StudentT.upperTail(-.infinity, degreesOfFreedom: 3) == 1)
    #expect(relativeError(StudentT.upperTail(1e150, degreesOfFreedom: 1), 1e-150 / .pi) < 1e-12)
    for wrong in [-0.1, 1.1, .nan] { #expect(StudentT.quantile(wrong, degreesOfFreedom: 3).isNaN) }
    for wrong in [0, -1, .nan] { #expect(StudentT.quantile(0.975, degreesOfFreedom: wrong).isNaN) }
    #expect(StudentT.upperTail(.nan, degreesOfFreedom: 3).isNaN)
  }
}
