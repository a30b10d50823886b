import Foundation
import ScalingLaws
import Testing

/// Chi-square and F: the distributions of test statistics.
@Suite struct TestDistributionTests {
  /// Two degrees of freedom: e^-x/2; one: 2Φ(-√x); four: e^-h (1 + h) with h = x/2.
  @Test(arguments: [0, 1e-9, 0.3, 1, 5.99, 40, 1300]) func chiSquareHasClosedForms(_ x: Double) {
    #expect(relativeError(ChiSquare.upperTail(x, degreesOfFreedom: 2), exp(-x / 2)) < 1e-12)
    #expect(relativeError(ChiSquare.upperTail(x, degreesOfFreedom: 1), 2 * Normal.cumulative(-x.squareRoot())) < 1e-12)
    #expect(relativeError(ChiSquare.upperTail(x, degreesOfFreedom: 4), exp(-x / 2) * (1 + x / 2)) < 1e-12)
  }

  /// Values of mpmath 1.4.1 with 40 digits.
  @Test(
    arguments: [
      (1e-06, 1, 0.99920211557217787), (0.5, 1, 0.47950012218695346), (3.84, 1, 0.050043521248705103),
      (10.83, 1, 0.00099868637918025874), (600, 1, 1.6741679846917878e-132), (9.21, 2, 0.010001702004705478),
      (5.99, 3, 0.11209776171111308), (30, 7, 9.4959725081341838e-5), (80, 66, 0.11530358493395565),
      (300, 66, 1.4921389437340591e-31), (1000, 1260, 0.99999998742572866), (1260, 1260, 0.4947018731451914),
      (1500, 1261, 3.3829211654174927e-6), (1400, 3, 2.9456193610163087e-303),
    ] as [(Double, Int, Double)]) func chiSquareHasReferenceValues(_ x: Double, _ freedom: Int, _ expected: Double)
  {
    #expect(relativeError(ChiSquare.upperTail(x, degreesOfFreedom: freedom), expected) < 1e-12)
  }

  /// The table of every textbook: 5 % and 0.1 % points, three decimals.
  @Test(arguments: [(1, 3.841, 10.828), (2, 5.991, 13.816), (3, 7.815, 16.266), (10, 18.307, 29.588)])
  func chiSquareIsThatOfTables(_ freedom: Int, _ five: Double, _ tenth: Double) {
    #expect(abs(ChiSquare.upperTail(five, degreesOfFreedom: freedom) - 0.05) < 2e-5)
    #expect(abs(ChiSquare.upperTail(tenth, degreesOfFreedom: freedom) - 0.001) < 1e-6)
  }

  /// With one degree of freedom above, F is the square of t.
  @Test(arguments: [1, 2, 6, 97], [0, 1e-6, 0.4, 2, 30]) func fIsTheSquareOfT(_ freedom: Double, _ t: Double) {
    let expected = StudentT.twoSided(t, degreesOfFreedom: freedom)
    #expect(relativeError(FDistribution.upperTail(t * t, numerator: 1, denominator: freedom), expected) < 1e-12)
  }

  /// With two degrees of freedom above, P(F > f) = (1 + 2f/d)^(-d/2).
  @Test(arguments: [1, 6, 98], [0, 1e-6, 0.4, 2, 30]) func fHasAClosedForm(_ freedom: Double, _ f: Double) {
    let expected = pow(1 + 2 * f / freedom, -freedom / 2)
    #expect(relativeError(FDistribution.upperTail(f, numerator: 2, denominator: freedom), expected) < 1e-12)
  }

  /// Values of mpmath 1.4.1 with 40 digits.
  @Test(
    arguments: [
      (10.92, 2, 6, 0.010010276149083603), (0.2, 3, 97, 0.89615292385165031), (25, 2, 98, 1.6875383633831129e-9),
      (0.001, 4, 5, 0.99999720670892736),
    ] as [(Double, Double, Double, Double)]) func fHasReferenceValues(
      _ f: Double, _ numerator: Double, _ denominator: Double, _ expected: Double
    )
  {
    #expect(relativeError(FDistribution.upperTail(f, numerator: numerator, denominator: denominator), expected) < 1e-12)
  }

  @Test func nonsenseIsNaN() {
    #expect(ChiSquare.upperTail(-1, degreesOfFreedom: 2).isNaN)
    #expect(ChiSquare.upperTail(.nan, degreesOfFreedom: 2).isNaN)
    #expect(ChiSquare.upperTail(1, degreesOfFreedom: 0).isNaN)
    #expect(ChiSquare.upperTail(.infinity, degreesOfFreedom: 2) == 0)
    #expect(FDistribution.upperTail(-1, numerator: 2, denominator: 3).isNaN)
    #expect(FDistribution.upperTail(1, numerator: 2, denominator: 0).isNaN)
    #expect(FDistribution.upperTail(.infinity, numerator: 2, denominator: 3) == 0)
  }
}
