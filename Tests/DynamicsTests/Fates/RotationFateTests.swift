import Dynamics
import Foundation
import Testing

@Suite("Fate: networks that turn") struct RotationFateTests {
  /// Angles of the weights: tenths, fifths, quarters and sixths of a turn and two without relation to one.
  static let angles = [
    0.0771, 0.2, 0.62831853071795865, 1.0, Double.pi / 3, 2 * Double.pi / 5, Double.pi / 2, 2.0, 2.5,
  ]

  @Test("the period is that of the turning angle", arguments: angles, [0.5, 1.0])
  func period(angle: Double, alpha: Double) throws {
    // Small angles need a larger gain: the leak pulls straight inwards.
    let map = try turningUnits(gain: 1.6, angle: angle, alpha: alpha)
    let start = [0.3, 0.1]
    let turns = abs(rotationNumber(of: map, from: start))
    let fate = try FateSearch().fate(of: map, from: start)
    let multiplier = growth(angle: angle, alpha: alpha, gain: 1.6)
    if turns * 8192 < 1 || multiplier < 1 {
      // No turning at all: the orbit sits in a corner of the square, or at the origin.
      #expect(fate.kind == .fixedPoint, "\(fate.reason)")
      return
    }
    #expect(fate.kind == .limitCycle, "\(fate.reason)")
    let cycle = try #require(fate.cycle)
    #expect(
      abs(cycle.period * turns - 1) < 1e-4, "\(cycle.period), \(1 / turns), \(String(describing: cycle.lockedSteps))")
    if let locked = cycle.lockedSteps {
      let whole = Double(locked) * turns
      #expect(abs(whole - whole.rounded()) < 1e-4 * Double(locked))
    }
  }

  @Test("a quarter of a turn locks to four steps")
  func quarter() throws {
    let fate = try FateSearch().fate(of: turningUnits(gain: 1.6, angle: Double.pi / 2, alpha: 1), from: [0.3, 0.1])
    #expect(fate.kind == .limitCycle, "\(fate.reason)")
    let cycle = try #require(fate.cycle)
    #expect(cycle.lockedSteps == 4 && cycle.period == 4)
    let level = bistableLevel(weight: 1.6)
    for value in cycle.curve { #expect(abs(abs(value) - level) < 1e-9) }
  }

  @Test("twin: weights too small to turn", arguments: [0.2, 1.0, 2 * Double.pi / 5, Double.pi / 2, 2.5], [0.5, 1.0])
  func origin(angle: Double, alpha: Double) throws {
    let fate = try FateSearch().fate(of: turningUnits(gain: 0.9, angle: angle, alpha: alpha), from: [0.3, 0.1])
    #expect(fate.kind == .fixedPoint, "\(fate.reason)")
    #expect(largestDifference(try #require(fate.point).state, [0, 0]) < 1e-9)
  }

  @Test("a unit that inhibits itself: period two", arguments: [(-1.5, 1.0), (-3.5, 0.8), (-40, 0.06)])
  func periodTwo(weight: Double, alpha: Double) throws {
    let fate = try FateSearch().fate(of: leakyUnits(1, recurrent: [weight], alpha: alpha), from: [0.2])
    #expect(fate.kind == .limitCycle, "\(fate.reason)")
    let cycle = try #require(fate.cycle)
    #expect(cycle.lockedSteps == 2 && cycle.period == 2 && cycle.recurrencePeriod == 2)
    #expect(abs(cycle.curve[0] + cycle.curve[1]) < 1e-9)
    let level = abs(cycle.curve[0])
    // x = (1 - alpha) (-x) + alpha tanh(-w x), so (2 - alpha) x = alpha tanh(|w| x).
    #expect(abs((2 - alpha) * level - alpha * tanh(-weight * level)) < 1e-9)
  }

  @Test("twin: too weak", arguments: [(-0.9, 1.0), (-2.0, 0.5)])
  func tooWeak(weight: Double, alpha: Double) throws {
    let fate = try FateSearch().fate(of: leakyUnits(1, recurrent: [weight], alpha: alpha), from: [0.2])
    #expect(fate.kind == .fixedPoint, "\(fate.reason)")
  }

  /// |(1 - alpha) + alpha gain exp(i angle)|: growth per step near the origin.
  private func growth(angle: Double, alpha: Double, gain: Double) -> Double {
    hypot(1 - alpha + alpha * gain * cos(angle), alpha * gain * sin(angle))
  }
}
