import Dynamics
import Foundation
import Testing

@Suite("Published index") struct PublishedIndexTests {
  /// The published computation without shortcuts: n x n correlation matrix of 2-vectors, naive 2-D transform, shifted.
  static func explicit(_ points: [(Double, Double)]) -> Double {
    let n = points.count
    let matrix = points.map { a in
      points.map { b in
        let (meanA, meanB) = ((a.0 + a.1) / 2, (b.0 + b.1) / 2)
        let (x0, x1, y0, y1) = (a.0 - meanA, a.1 - meanA, b.0 - meanB, b.1 - meanB)
        return (x0 * y0 + x1 * y1) / ((x0 * x0 + x1 * x1) * (y0 * y0 + y1 * y1)).squareRoot()
      }
    }
    func transform(_ rows: [[(Double, Double)]]) -> [[(Double, Double)]] {
      rows.map { row in
        (0..<n).map { k in
          var sum = (0.0, 0.0)
          for t in 0..<n {
            let angle = -2 * Double.pi * Double(k * t % n) / Double(n)
            sum.0 += row[t].0 * cos(angle) - row[t].1 * sin(angle)
            sum.1 += row[t].0 * sin(angle) + row[t].1 * cos(angle)
          }
          return sum
        }
      }
    }
    func transposed(_ rows: [[(Double, Double)]]) -> [[(Double, Double)]] {
      (0..<n).map { column in (0..<n).map { rows[$0][column] } }
    }
    let spectrum = transform(transposed(transform(matrix.map { $0.map { ($0, 0) } })))
    var near = 0.0
    var total = 0.0
    for i in 0..<n {
      for j in 0..<n {
        // fftshift moves frequency index k to (k + n/2) mod n; zero frequency is then at n/2.
        let (y, x) = ((i + n / 2) % n - n / 2, (j + n / 2) % n - n / 2)
        let power = spectrum[i][j].0 * spectrum[i][j].0 + spectrum[i][j].1 * spectrum[i][j].1
        total += power
        if x * x + y * y <= 9 { near += power }
      }
    }
    return near / total
  }

  @Test(
    "the closed form is the explicit computation, n even and odd",
    arguments: [1, 2, 3, 4, 5, 6, 7, 8, 18, 27, 45, 54, 63, 90])
  func closedForm(n: Int) throws {
    let points = zip(fixedNumbers(n, seed: 11), fixedNumbers(n, seed: 12)).enumerated().map { t, p in
      (p.0 + 2 * sin(0.3 * Double(t)), p.1)
    }
    let closed = try #require(PublishedIndex.index(ofSigns: points.map { $0.0 > $0.1 ? 1 : -1 }))
    #expect(abs(closed - PublishedIndexTests.explicit(points)) < 1e-9)
  }

  @Test("a constant sign gives 1", arguments: [1, 2, 5, 144, 504]) func constant(n: Int) throws {
    let index = try #require(PublishedIndex.index(ofSigns: [Double](repeating: -1, count: n)))
    #expect(abs(index - 1) < 1e-12)
  }

  static func squareWave(cycles: Double, n: Int) -> [Double] {
    (0..<n).map { (cycles * (Double($0) + 0.5) / Double(n)).truncatingRemainder(dividingBy: 1) < 0.5 ? 1 : -1 }
  }

  @Test("square waves: the index passes 1/2 between 2.3 and 2.4 cycles and is 0 at 3", arguments: [504, 1008])
  func squareWaves(n: Int) throws {
    func index(_ cycles: Double) throws -> Double {
      try #require(PublishedIndex.index(ofSigns: PublishedIndexTests.squareWave(cycles: cycles, n: n)))
    }
    #expect(try index(1) > 0.5 && index(2.3) > 0.5 && index(2.4) < 0.5)
    #expect(try index(3) < 1e-12)
    #expect(try index(9) < 1e-12)
  }

  @Test("analytic: one cycle, power 8/pi^2 at +-1 for long runs, so the four corners and nothing more near zero")
  func oneCycle() throws {
    // |S_1|^2 / n^2 -> (2/pi)^2; frequencies 0 and 2 are empty; (+-1, +-3) lies outside radius 3, (+-1, +-1) inside.
    let index = try #require(PublishedIndex.index(ofSigns: PublishedIndexTests.squareWave(cycles: 1, n: 100_000)))
    let share = pow(2 / Double.pi, 2)
    #expect(abs(index - 4 * share * share) < 1e-6)
  }

  @Test("ties count for nothing; nothing but ties is undefined") func ties() {
    #expect(PublishedIndex.index(ofSigns: []) == nil)
    #expect(PublishedIndex.index(ofSigns: [0, 0, 0]) == nil)
    // One impulse has equal power everywhere: 29 of the 36 x 36 frequencies lie within radius 3.
    let impulse = (0..<36).map { $0 == 7 ? 1.0 : 0 }
    #expect(abs(PublishedIndex.index(ofSigns: impulse).map { $0 * 36 * 36 / 29 - 1 } ?? 1) < 1e-12)
    #expect(!PublishedIndex.isLimitCycle(nil) && PublishedIndex.isLimitCycle(0.4999))
  }

  @Test("rounding is NumPy's: 4 decimals, ties to even", arguments: [(0.49995, 0.5), (0.12344, 0.1234), (1, 1)])
  func rounding(value: Double, expected: Double) { #expect(PublishedIndex.rounded(value) == expected) }

  @Test("a turning state crosses PC1 = PC2 twice per turn", arguments: [2, 3, 5])
  func turning(turns: Int) throws {
    let n = 360
    let angle = 2 * Double.pi * Double(turns) / Double(n)
    let states = (0..<n).flatMap { [2 * cos(angle * (Double($0) + 0.25)), sin(angle * (Double($0) + 0.25))] }
    let run = try StateTrajectory(conditionCount: 1, stepCount: n, dimension: 2, states: states)
    let index = try PublishedIndex(of: run)
    // Both relative signs give a square wave of as many cycles, shifted in time.
    let expected = try #require(
      PublishedIndex.index(ofSigns: PublishedIndexTests.squareWave(cycles: Double(turns), n: n)))
    #expect(index.ties == 0 && !index.signDecides)
    #expect(abs(try #require(index.value) - expected) < 1e-3)
    #expect(abs(try #require(index.flippedValue) - expected) < 1e-3)
  }

  @Test("sign and centring options do what they say") func options() throws {
    // An ellipse about a mean far out along the first axis: uncentred, PC1 > PC2 always; centred, it alternates.
    let n = 360
    let states = (0..<n).flatMap { t -> [Double] in
      let phase = 2 * Double.pi * 4 * (Double(t) + 0.25) / Double(n)
      return [10 + 2 * cos(phase), sin(phase)]
    }
    let run = try StateTrajectory(conditionCount: 1, stepCount: n, dimension: 2, states: states)
    #expect(try PublishedIndex(of: run).value == 1)
    #expect(try #require(try PublishedIndex(of: run, centring: .centred).value) < 0.01)
    let tilted = try StateTrajectory(
      conditionCount: 2, stepCount: n, dimension: 2,
      states: states + stride(from: 0, to: 2 * n, by: 2).flatMap { [states[$0] - 10, states[$0 + 1] + 1.2] })
    let plain = try PublishedIndex(of: tilted, condition: 1)
    let flipped = try PublishedIndex(of: tilted, condition: 1, sign: .secondAxisFlipped)
    #expect(plain.value == flipped.flippedValue && plain.flippedValue == flipped.value)
  }

  @Test("the axes' own sign does not matter: mirrored rates give the same index") func mirrored() throws {
    let states = fixedNumbers(400 * 5, seed: 21).enumerated().map { $1 + sin(0.05 * Double($0 / 5) + Double($0 % 5)) }
    let run = try StateTrajectory(conditionCount: 1, stepCount: 400, dimension: 5, states: states)
    let order = [3, 1, 4, 0, 2]
    let permuted = try StateTrajectory(
      conditionCount: 1, stepCount: 400, dimension: 5,
      states: (0..<400).flatMap { row in order.map { states[row * 5 + $0] } })
    #expect(try PublishedIndex(of: run) == PublishedIndex(of: permuted))
  }

  @Test("one unit, rates at rest and rates of zero are defined") func degenerate() throws {
    let one = try StateTrajectory(conditionCount: 1, stepCount: 36, dimension: 1, states: fixedNumbers(36))
    #expect(try PublishedIndex(of: one).value != nil)
    for level in [0.0, 0.3] {
      let rest = try StateTrajectory(
        conditionCount: 1, stepCount: 36, dimension: 3, states: [Double](repeating: level, count: 108))
      let index = try PublishedIndex(of: rest)
      #expect(index.value == nil && index.flippedValue == nil && index.ties == 36 && !index.signDecides)
    }
  }

  @Test("bad runs are refused") func badRuns() throws {
    let bad = try StateTrajectory(conditionCount: 1, stepCount: 2, dimension: 1, states: [0, Double.nan])
    #expect { try PublishedIndex(of: bad) } throws: { ($0 as? DynamicsError)?.code == .notFinite }
    #expect { try PublishedIndex(of: bad, condition: 1) } throws: { ($0 as? DynamicsError)?.code == .badParameter }
    let empty = try StateTrajectory(conditionCount: 1, stepCount: 0, dimension: 2, states: [Double]())
    #expect { try PublishedIndex(of: empty) } throws: { ($0 as? DynamicsError)?.code == .wrongShape }
  }
}
