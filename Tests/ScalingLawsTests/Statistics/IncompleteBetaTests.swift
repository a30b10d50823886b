import Foundation
import ScalingLaws
import Testing

@Suite struct IncompleteBetaTests {
  static let shapes = [(0.5, 0.5), (1, 1), (0.5, 48.5), (3, 4), (8, 1), (1, 100), (20, 81), (50.5, 50.5), (2000, 3000)]
  static let points = [1e-9, 0.001, 0.03, 0.2, 0.5, 0.61, 0.8, 0.97, 0.999]

  /// I_x(k, n-k+1) is the chance of k or more successes in n trials.
  @Test(arguments: [1, 2, 7, 8, 20, 100], points) func wholeParametersAreBinomialSums(_ trials: Int, _ x: Double) {
    for successes in 1...trials {
      var weight = 1.0  // of `successes` successes, built up without factorials
      for i in 1...successes { weight *= Double(trials - successes + i) / Double(i) * x }
      for _ in 0..<(trials - successes) { weight *= 1 - x }
      var sum = 0.0
      for k in successes...trials {
        sum += weight
        weight *= Double(trials - k) / Double(k + 1) * x / (1 - x)
      }
      let tails = IncompleteBeta(Double(successes), Double(trials - successes + 1)).tails(x)
      // Below, doubles themselves have fewer digits.
      if sum > 1e-290 { #expect(relativeError(tails.lower, sum) < 1e-12, "\(successes) of \(trials) at \(x)") }
      #expect(abs(tails.lower + tails.upper - 1) < 1e-15)
    }
  }

  /// I_x(1/2, 1/2) = (2/π) arcsin √x, I_x(a, 1) = x^a, and the upper tail of (1, b) is (1 - x)^b.
  @Test(arguments: points) func closedForms(_ x: Double) {
    #expect(relativeError(IncompleteBeta(0.5, 0.5).tails(x).lower, 2 / .pi * asin(x.squareRoot())) < 1e-12)
    for power in [0.5, 1, 2.5, 40] {
      #expect(relativeError(IncompleteBeta(power, 1).tails(x).lower, pow(x, power)) < 1e-12)
      #expect(relativeError(IncompleteBeta(1, power).tails(x).upper, exp(power * log1p(-x))) < 1e-12)
    }
  }

  @Test(arguments: shapes, points) func isSymmetric(_ shape: (Double, Double), _ x: Double) {
    let tails = IncompleteBeta(shape.0, shape.1).tails(1 - x)
    let mirrored = IncompleteBeta(shape.1, shape.0).tails(1 - (1 - x))
    #expect(relativeError(tails.upper, mirrored.lower) < 1e-12)
  }

  @Test(arguments: shapes, [1e-150, 1e-12, 0.0005, 0.025, 0.3, 0.5, 0.8, 0.9995])
  func quantileInvertsTheTails(_ shape: (Double, Double), _ probability: Double) {
    let beta = IncompleteBeta(shape.0, shape.1)
    #expect(relativeError(beta.tails(beta.quantile(probability)).lower, probability) < 2e-12)
    // From above, x itself may be too near to 1 to be written; the mirror image is not.
    let mirrored = IncompleteBeta(shape.1, shape.0)
    #expect(
      relativeError(1 - mirrored.upperQuantile(probability), beta.quantile(probability)) < 1e-9 || probability < 0.01)
  }

  /// Values of mpmath 1.4.1 with 60 digits.
  @Test(arguments: [
    (0.5, 0.5, 0.3, 0.36901011956554538),
    (0.5, 48.5, 0.0001, 0.078256318783470964),
    (3, 48.5, 0.05, 0.46601217679162242),
    (20, 81, 0.2, 0.53983862993542722),
    (20, 81, 0.02, 1.2100752001101126e-14),
    (250, 750, 0.25, 0.50485653350360745),
    (250, 750, 0.3, 0.99978613874619299),
    (2000, 3000, 0.4, 0.50076778794559077),
  ]) func referenceValues(_ a: Double, _ b: Double, _ x: Double, _ expected: Double) {
    #expect(relativeError(IncompleteBeta(a, b).tails(x).lower, expected) < 1e-12)
  }

  @Test func endsAndNonsense() {
    let beta = IncompleteBeta(2, 3)
    let ends = [beta.tails(0), beta.tails(1)]
    #expect(ends.map(\.lower) == [0, 1])
    #expect(ends.map(\.upper) == [1, 0])
    #expect(beta.quantile(0) == 0)
    #expect(beta.quantile(1) == 1)
    #expect(beta.upperQuantile(0) == 1)
    for x in [-0.1, 1.1, .nan] {
      #expect(beta.tails(x).lower.isNaN)
      #expect(beta.quantile(x).isNaN)
    }
    for wrong in [0, -1, .nan, .infinity] {
      #expect(IncompleteBeta(wrong, 1).tails(0.5).lower.isNaN)
      #expect(IncompleteBeta(1, wrong).quantile(0.5).isNaN)
    }
  }
}
