import Dynamics
import Foundation
import Testing

@Suite("Lyapunov exponents") struct LyapunovExponentsTests {
  @Test("constant growth comes out exactly", arguments: [1, 2, 10, 1000])
  func constant(steps: Int) {
    let growths: [Double] = (0..<steps).flatMap { _ in [0.25, -0.5, -3] }
    let exponents = LyapunovExponents(growths: growths[...], count: 3)
    for (value, truth) in zip(exponents.values, [0.25, -0.5, -3]) { #expect(abs(value - truth) < 1e-13) }
    // The window alone limits what can be told from none.
    if steps >= 2 { for error in exponents.errors { #expect(error == LyapunovExponents.resolution / Double(steps)) } }
    if steps == 1000 { #expect(exponents.signs == [.positive, .negative, .negative]) }
  }

  @Test("periodic growth converges faster than a plain average", arguments: [7.3, 61.8])
  func periodic(period: Double) {
    let steps = 4096
    let growths: [Double] = (0..<steps).map { -0.01 + 0.3 * cos(2 * Double.pi * Double($0) / period) }
    let exponents = LyapunovExponents(growths: growths[...], count: 1)
    #expect(abs(exponents.values[0] + 0.01) < 1e-9)
    #expect(exponents.sign(0) == .negative)
    let neutral = LyapunovExponents(growths: growths.map { $0 + 0.01 }[...], count: 1)
    #expect(neutral.sign(0) == .zero)
  }

  @Test("the largest comes first, and the slice may begin anywhere")
  func order() {
    let growths: [Double] = [9.0, 9] + (0..<100).flatMap { _ in [-1.0, 0.5] }
    let exponents = LyapunovExponents(growths: growths[2...], count: 2)
    #expect(abs(exponents.values[0] - 0.5) < 1e-13 && abs(exponents.values[1] + 1) < 1e-13)
  }

  @Test("a trend shows in the error")
  func trend() {
    let growths: [Double] = (0..<1000).map { Double($0) / 1000 - 0.5 }
    let exponents = LyapunovExponents(growths: growths[...], count: 1)
    #expect(exponents.errors[0] > 0.2)
    #expect(exponents.sign(0) == .zero)
  }

  @Test("nothing to average", arguments: [0, 1, 3])
  func empty(count: Int) {
    let exponents = LyapunovExponents(growths: [], count: count)
    #expect(exponents.values.count == count)
    for index in 0..<count { #expect(exponents.sign(index) == .unclear) }
  }

  @Test("growth that is not a number has no sign")
  func notFinite() {
    let exponents = LyapunovExponents(growths: [Double](repeating: .nan, count: 10)[...], count: 1)
    #expect(exponents.signs == [.unclear])
  }
}
