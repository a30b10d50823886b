import Dynamics
import Foundation
import Testing

@Suite("Periods by recurrence and by section") struct RecurrenceTests {
  /// Irrational periods from just above two steps to 500.
  static let periods = [
    2.3142135623730951, 2.718281828459045, 3.141592653589793, 4.442882938158366, 7.3484692283495345,
    12.566370614359172, 31.00627668029982, 99.34588265796101, 314.1592653589793, 499.98765,
  ]

  /// A circle in the first two of three variables, with a second harmonic where asked for.
  static func circle(_ period: Double, rows: Int = 4096, second: Double = 0) -> [Double] {
    (0..<rows).flatMap { row in
      let phase = 2 * Double.pi * Double(row) / period
      return [3 + cos(phase) + second * cos(2 * phase), sin(phase) - second * sin(2 * phase + 0.4), 0.5]
    }
  }

  @Test("pure turning, by recurrence", arguments: periods)
  func recurrence(period: Double) throws {
    let states = RecurrenceTests.circle(period)
    let found = try #require(Recurrence.period(of: states, dimension: 3))
    // Below six steps per turn only several turns come back well to a sampled state; they are counted.
    let turns = (found / period).rounded()
    #expect(turns == 1 || period < 6)
    #expect(abs(found / period / turns - 1) < 1e-2, "\(found)")
    for limit in [Int(turns), 200] {
      let counted = TurnCount.turns(of: states, dimension: 3, period: turns * period, atMost: limit)
      #expect(counted == Int(turns))
    }
  }

  @Test("pure turning, by section", arguments: periods)
  func section(period: Double) throws {
    let crossings = SectionCrossings(of: RecurrenceTests.circle(period), dimension: 3)
    let found = try #require(crossings.period(near: period * 1.004))
    #expect(abs(found / period - 1) < 1e-6, "\(found)")
  }

  @Test("several crossings per turn count as one turn", arguments: [12.566370614359172, 99.34588265796101], [0.8, 2])
  func severalCrossings(period: Double, second: Double) throws {
    let states = RecurrenceTests.circle(period, second: second)
    let recurrence = try #require(Recurrence.period(of: states, dimension: 3))
    #expect(abs(recurrence / period - 1) < 2e-3, "\(recurrence)")
    let section = try #require(SectionCrossings(of: states, dimension: 3).period(near: recurrence))
    #expect(abs(section / period - 1) < 1e-6, "\(section)")
  }

  @Test("a locked pentagram is a pentagon passed twice", arguments: [(5, 2), (5, 1), (7, 3), (12, 5), (4, 1), (3, 1)])
  func star(steps: Int, turns: Int) throws {
    let states = (0..<500).flatMap { row in
      let phase = 2 * Double.pi * Double(turns * row) / Double(steps)
      return [cos(phase), sin(phase)]
    }
    #expect(TurnCount.turns(of: states, dimension: 2, period: Double(steps), atMost: 100) == turns)
  }

  @Test("a turn whose halves differ is not halved", arguments: [0.3, 1])
  func doubledTurn(difference: Double) throws {
    let period = 31.00627668029982
    let states = (0..<4096).flatMap { row in
      let phase = 2 * Double.pi * Double(row) / period
      return [cos(2 * phase) + difference * cos(phase), sin(2 * phase) + difference * sin(phase)]
    }
    let found = try #require(Recurrence.period(of: states, dimension: 2))
    #expect(abs(found / period - 1) < 2e-3, "\(found)")
  }

  @Test("two frequencies without relation: the section finds no period twice as sharp as the recurrence")
  func twoFrequencies() {
    let states = (0..<4096).flatMap { row in
      let t = Double(row)
      return [cos(t / 5), sin(t / 5), cos(t * 0.3236), sin(t * 0.3236)]
    }
    // Whatever comes back must be a near return of the whole torus, not a turn of one of the circles.
    if let found = Recurrence.period(of: states, dimension: 4) {
      #expect(abs(found / (10 * Double.pi) - 1) > 0.5 && abs(found / (2 * Double.pi / 0.3236) - 1) > 0.5, "\(found)")
    }
  }

  @Test("nothing comes back: rest, a line, an exponential, too few states")
  func none() {
    #expect(Recurrence.period(of: [Double](repeating: 0.3, count: 300), dimension: 3) == nil)
    #expect(Recurrence.period(of: (0..<300).map { Double($0) }, dimension: 1) == nil)
    #expect(Recurrence.period(of: (0..<300).map { exp(-Double($0) / 30) }, dimension: 1) == nil)
    for rows in 0..<6 { #expect(Recurrence.period(of: RecurrenceTests.circle(2.5, rows: rows), dimension: 3) == nil) }
  }

  @Test("sections of nothing", arguments: 0..<5)
  func shortSections(rows: Int) {
    let crossings = SectionCrossings(of: RecurrenceTests.circle(2.5, rows: rows), dimension: 3)
    #expect(crossings.period(near: 2.5) == nil)
    #expect(SectionCrossings(of: [Double](repeating: 0.3, count: 3 * rows), dimension: 3).times.isEmpty)
  }
}
