import ScalingLaws
import Testing

@Suite struct LineFitTests {
  /// A line is found exactly, far from the origin as well.
  @Test(arguments: [0.0, 1e6, -1e6], [2, 3, 50]) func findsALine(offset: Double, count: Int) throws {
    let x = (0..<count).map { offset + Double($0) }
    let fit = try #require(LineFit(x: x, y: x.map { 3 - 2 * ($0 - offset) }))
    #expect(abs(fit.slope + 2) < 1e-9)
    #expect(abs(fit.intercept - 3 - 2 * offset) < 1e-9 * (1 + abs(offset)))
    #expect(abs(fit.rSquared - 1) < 1e-12)
    #expect(count == 2 ? fit.slopeError == nil : (fit.slopeError ?? 1) < 1e-8)
  }

  /// Norris, from the Statistical Reference Datasets of NIST: values certified to 15 digits.
  @Test func agreesWithNorris() throws {
    let x = [
      0.2, 337.4, 118.2, 884.6, 10.1, 226.5, 666.3, 996.3, 448.6, 777.0, 558.2, 0.4, 0.6, 775.5, 666.9, 338.0, 447.5,
      11.6, 556.0, 228.1, 995.8, 887.6, 120.2, 0.3, 0.3, 556.8, 339.1, 887.2, 999.0, 779.0, 11.1, 118.3, 229.2, 669.1,
      448.9, 0.5,
    ]
    let y = [
      0.1, 338.8, 118.1, 888.0, 9.2, 228.1, 668.5, 998.5, 449.1, 778.9, 559.2, 0.3, 0.1, 778.1, 668.8, 339.3, 448.9,
      10.8, 557.7, 228.3, 998.0, 888.8, 119.6, 0.3, 0.6, 557.6, 339.3, 888.0, 998.5, 778.9, 10.2, 117.6, 228.9, 668.4,
      449.2, 0.2,
    ]
    let fit = try #require(LineFit(x: x, y: y))
    #expect(abs(fit.slope - 1.00211681802045) < 1e-13)
    #expect(abs(fit.intercept + 0.262323073774029) < 1e-11)
    #expect(abs(try #require(fit.slopeError) - 0.429796848199937e-3) < 1e-14)
    #expect(abs(fit.rSquared - 0.999993745883712) < 1e-14)
  }

  @Test func aLevelLineIsExplained() throws {
    let fit = try #require(LineFit(x: [1, 2, 3], y: [5, 5, 5]))
    #expect(fit.slope == 0)
    #expect(fit.intercept == 5)
    #expect(fit.rSquared == 1)
  }

  @Test(
    arguments: [
      ([], []), ([1], [1]), ([2, 2, 2], [1, 2, 3]), ([1, 2], [1]), ([1, .nan], [1, 2]), ([1, 2], [1, .infinity]),
    ] as [([Double], [Double])])
  func thereIsNoLine(x: [Double], y: [Double]) { #expect(LineFit(x: x, y: y) == nil) }
}
