import Foundation
import Testing

/// The probability that a test of this battery goes red although the generator is right.
///
/// Each test shares it among its comparisons (Bonferroni). Seeds are fixed, so a test that is green stays green; the
/// bound says how likely another right generator, or another order of the same numbers, is to need another seed.
let falseAlarm = 1e-6

/// What a test has compared, and the probability of so rare an outcome where the generator is right.
struct Comparison: Sendable {
  let name: String
  let probability: Double

  init(_ name: String, probability: Double) { (self.name, self.probability) = (name, probability) }

  /// A number that is a standard normal where the generator is right; both signs count as rare.
  init(_ name: String, deviations: Double) {
    self.init(name, probability: Chance.normalBeyond(deviations))
  }
}

/// Expects that nothing rare has happened; there is one issue, which names the rarest comparison.
func expectOrdinary(_ comparisons: [Comparison], sourceLocation: SourceLocation = #_sourceLocation) {
  if let text = rarity(comparisons) { Issue.record("\(text)", sourceLocation: sourceLocation) }
}

/// What is rare among comparisons, in words; nil where nothing is.
///
/// A probability that is not a number is rare, and so is an empty list.
func rarity(_ comparisons: [Comparison]) -> String? {
  guard !comparisons.isEmpty else { return "nothing was compared" }
  let limit = falseAlarm / Double(comparisons.count)
  let rare = comparisons.filter { !($0.probability >= limit) }
  guard let rarest = rare.first(where: { $0.probability.isNaN }) ?? rare.min(by: { $0.probability < $1.probability })
  else { return nil }
  return "\(rarest.name) has a probability of \(rarest.probability); "
    + "\(rare.count) of \(comparisons.count) comparisons are below \(limit)"
}

/// Probabilities of the distributions that statistics of independent normals have.
enum Chance {
  /// P(Z <= x) of a standard normal.
  static func normalBelow(_ x: Double) -> Double { 0.5 * erfc(-x / 2.0.squareRoot()) }

  /// P(|Z| >= |x|) of a standard normal.
  static func normalBeyond(_ x: Double) -> Double { erfc(abs(x) / 2.0.squareRoot()) }

  /// P(X >= x) of chi-square.
  static func chiSquareAbove(_ x: Double, degrees: Int) -> Double { gammaAbove(Double(degrees) / 2, x / 2) }

  /// Twice the smaller of P(X <= count) and P(X >= count), of a Poisson number.
  ///
  /// A count of rare events among many is binomial, whose tails are lighter: if anything, this is too large.
  static func poisson(_ count: Int, mean: Double) -> Double {
    let atMost = gammaAbove(Double(count) + 1, mean)
    let atLeast = count == 0 ? 1 : 1 - gammaAbove(Double(count), mean)
    return min(1, 2 * min(atMost, atLeast))
  }

  /// A bound of P(D >= distance), D the largest distance of the distribution of a sample from the true one.
  ///
  /// Holds for every count, and where the distance is looked for at some places only (Massart, The tight constant in
  /// the Dvoretzky-Kiefer-Wolfowitz inequality, 1990, doi:10.1214/aop/1176990746).
  static func kolmogorovSmirnov(_ distance: Double, count: Int) -> Double {
    min(1, 2 * exp(-2 * Double(count) * distance * distance))
  }

  /// Pearson's chi-square of counts against their probabilities.
  static func chiSquare(_ counts: [Int], probabilities: [Double]) -> Double {
    let total = Double(counts.reduce(0, +))
    return zip(counts, probabilities).reduce(0) { sum, item in
      let expected = total * item.1
      let difference = Double(item.0) - expected
      return sum + difference * difference / expected
    }
  }

  /// Upper regularised incomplete gamma function Q(a, x), to about 1e-12.
  ///
  /// The series of P below a + 1, the continued fraction of Q above (Abramowitz and Stegun 1964, 6.5.29 and 6.5.31).
  private static func gammaAbove(_ a: Double, _ x: Double) -> Double {
    guard x > 0 else { return 1 }
    let factor = exp(a * log(x) - x - lgamma(a))
    if x < a + 1 {
      var term = 1 / a
      var sum = term
      var n = a
      while abs(term) > abs(sum) * 1e-16 {
        n += 1
        term *= x / n
        sum += term
      }
      return 1 - factor * sum
    }
    // Lentz's method.
    var b = x + 1 - a
    var c = 1e300
    var d = 1 / b
    var fraction = d
    for i in 1...100_000 {
      let an = Double(i) * (a - Double(i))
      b += 2
      d = 1 / (an * d + b)
      c = b + an / c
      fraction *= c * d
      if abs(c * d - 1) < 1e-15 { break }
    }
    return factor * fraction
  }
}

/// The probabilities themselves, at places where they are known.
@Suite struct StatisticsTests {
  @Test func normalProbabilities() {
    #expect(Chance.normalBelow(0) == 0.5)
    #expect(abs(Chance.normalBelow(1.959963984540054) - 0.975) < 1e-14)
    #expect(abs(Chance.normalBeyond(-5) / 5.733031437583878e-7 - 1) < 1e-12)
  }

  /// With two degrees of freedom chi-square is exponential, with one it is the square of a normal.
  @Test(arguments: [0.1, 1, 2.5, 4, 30, 200]) func chiSquareProbabilities(x: Double) {
    #expect(abs(Chance.chiSquareAbove(x, degrees: 2) / exp(-x / 2) - 1) < 1e-10)
    #expect(abs(Chance.chiSquareAbove(x, degrees: 1) / Chance.normalBeyond(x.squareRoot()) - 1) < 1e-10)
    #expect(abs(Chance.chiSquareAbove(x, degrees: 4) / (exp(-x / 2) * (1 + x / 2)) - 1) < 1e-10)
  }

  @Test func poissonProbabilities() {
    #expect(abs(Chance.poisson(0, mean: 20) / (2 * exp(-20)) - 1) < 1e-10)
    #expect(abs(Chance.poisson(2, mean: 0.01) / (2 * (1 - exp(-0.01) * 1.01)) - 1) < 1e-8)
    #expect(Chance.poisson(20, mean: 20) == 1)
    #expect(Chance.poisson(181_000, mean: 180_000) < 0.02)
  }

  @Test func whatIsRare() {
    let usual = Comparison("usual", deviations: 4)
    #expect(rarity([usual, usual]) == nil)
    #expect(rarity([]) == "nothing was compared")
    let text = rarity([usual, Comparison("rare", deviations: -7), Comparison("rather rare", deviations: 6)])
    #expect(text?.hasPrefix("rare has a probability of 2.55") == true, "\(text ?? "nil")")
    #expect(text?.contains("2 of 3 comparisons") == true, "\(text ?? "nil")")
    #expect(rarity([usual, Comparison("undefined", deviations: .nan)])?.hasPrefix("undefined") == true)
  }
}
