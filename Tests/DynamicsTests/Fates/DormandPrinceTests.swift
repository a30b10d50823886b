import Dynamics
import Foundation
import Testing

@Suite("Dormand-Prince") struct DormandPrinceTests {
  private let oscillator = LinearFlow(matrix: [0, -1, 1, 0], dimension: 2)

  private func run(
    _ flow: some SmoothFlow, _ duration: Double, _ start: [Double], tolerance: Double = 1e-12, tangents: [Double] = []
  ) -> (state: [Double], tangents: [Double]) {
    var (state, vectors) = (start, tangents)
    DormandPrince(tolerance: tolerance).integrate(flow, over: duration, state: &state, tangents: &vectors)
    return (state, vectors)
  }

  @Test("the harmonic oscillator, forwards and backwards", arguments: [0.1, 2 * Double.pi, 50, -0.1, -50])
  func harmonic(duration: Double) {
    let (state, tangents) = run(oscillator, duration, [1, 0.5], tangents: [1, 0, 0, 1])
    let (c, s) = (cos(duration), sin(duration))
    #expect(largestDifference(state, [c - 0.5 * s, s + 0.5 * c]) < 1e-10)
    #expect(largestDifference(tangents, [c, s, -s, c]) < 1e-10)
  }

  @Test("the error follows the tolerance")
  func tolerance() {
    var errors: [Double] = []
    for exponent in [4, 6, 8, 10, 12] {
      let end = run(oscillator, 20, [1, 0], tolerance: pow(10, -Double(exponent))).state
      errors.append(largestDifference(end, [cos(20), sin(20)]))
    }
    for (error, exponent) in zip(errors, [4, 6, 8, 10, 12]) {
      #expect(error < 100 * pow(10, -Double(exponent)), "\(error) at 1e-\(exponent)")
    }
    // Error per step of order 6, steps chosen from an estimate of order 5: two digits of tolerance, about two of error.
    for (coarse, fine) in zip(errors, errors.dropFirst()) { #expect(fine < coarse / 20) }
  }

  @Test("there and back")
  func return_() {
    let flow = LorenzFlow(rho: 28)
    let there = run(flow, 0.5, [1, 2, 20]).state
    // Backwards, errors grow by exp(14.6 t).
    #expect(largestDifference(run(flow, -0.5, there).state, [1, 2, 20]) < 1e-7)
    let cycle = VanDerPolFlow(mu: 1)
    #expect(largestDifference(run(cycle, -2, run(cycle, 2, [1, 0.3]).state).state, [1, 0.3]) < 1e-9)
  }

  @Test("tangents are the derivative of the end by the start")
  func derivative() {
    let flow = VanDerPolFlow(mu: 2)
    let (_, tangents) = run(flow, 3, [0.7, -0.4], tangents: [1, 0, 0, 1])
    for column in 0..<2 {
      var (plus, minus) = ([0.7, -0.4], [0.7, -0.4])
      plus[column] += 1e-5
      minus[column] -= 1e-5
      let (above, below) = (run(flow, 3, plus).state, run(flow, 3, minus).state)
      for row in 0..<2 {
        #expect(abs((above[row] - below[row]) / 2e-5 - tangents[column * 2 + row]) < 1e-6)
      }
    }
  }

  @Test("nothing to do, and what cannot be done")
  func edges() {
    #expect(run(oscillator, 0, [1, 2]).state == [1, 2])
    #expect(run(SaddleNodeFlow(r: 1), 10, [0]).state[0].isNaN)
    #expect(run(oscillator, .nan, [1, 2]).state.allSatisfy { $0.isNaN })
    #expect(run(oscillator, .infinity, [1, 2]).state.allSatisfy { $0.isNaN })
    #expect(run(oscillator, 1, [.nan, 2]).state.allSatisfy { $0.isNaN })
    var (state, tangents) = ([1.0, 0], [Double]())
    DormandPrince(stepLimit: 3).integrate(oscillator, over: 100, state: &state, tangents: &tangents)
    #expect(state.allSatisfy { $0.isNaN })
  }

  @Test("what dies away is right to the tolerance")
  func decay() {
    for time in [1.0, 30, 1000] {
      #expect(abs(run(LinearFlow(matrix: [-1], dimension: 1), time, [1]).state[0] - exp(-time)) < 1e-11)
    }
  }

  @Test("a flow's map: semigroup and derivative")
  func map() throws {
    let map = try FlowMap(VanDerPolFlow(mu: 1), interval: 0.7)
    let twice = try FlowMap(VanDerPolFlow(mu: 1), interval: 1.4)
    let start = [1.2, 0.4]
    #expect(largestDifference(state(of: map, after: 2, from: start), state(of: twice, after: 1, from: start)) < 1e-10)
  }
}
