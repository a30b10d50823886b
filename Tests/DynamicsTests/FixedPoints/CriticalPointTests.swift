import Dynamics
import Foundation
import LinearAlgebra
import Testing

@Suite("Critical point") struct CriticalPointTests {
  private func point(_ eigenvalues: [Eigenvalue], _ time: SystemTime, tolerance: Double = 1e-6) -> CriticalPoint {
    CriticalPoint(
      state: [0], q: 0, lastStep: 0, iterations: 1, kind: .root, time: time, eigenvalues: eigenvalues,
      neutralTolerance: tolerance)
  }

  @Test("a map is judged by magnitudes") func map() throws {
    let pair = Eigenvalue(real: 0.6, imaginary: 0.8)
    let some = point([Eigenvalue(real: 0.5), pair, pair.conjugate, Eigenvalue(real: -1.5)], .discrete)
    #expect(some.spectrum.map(\.magnitude) == [1.5, 1, 1, 0.5] && some.spectrum[1] == pair)
    #expect(some.stability == .unstable && some.unstableDirections == 1 && some.index == 1)
    #expect(abs(try #require(some.slowestTimeConstant) - 1 / log(2)) < 1e-12)
    #expect(point([pair, pair.conjugate], .discrete).stability == .neutral)
    #expect(point([pair, pair.conjugate], .discrete).slowestTimeConstant == nil)
  }

  @Test("a flow is judged by real parts") func flow() throws {
    let pair = Eigenvalue(real: -0.1, imaginary: 30)
    let some = point([Eigenvalue(real: -2), pair, pair.conjugate, Eigenvalue(real: 0.5)], .continuous)
    #expect(some.spectrum.map(\.real) == [0.5, -0.1, -0.1, -2])
    #expect(some.unstableDirections == 1 && some.index == -1)
    #expect(abs(try #require(some.slowestTimeConstant) - 10) < 1e-12)
    #expect(some.slowestTimeConstantMilliseconds(step: 10).map { abs($0 - 100) < 1e-10 } == true)
    #expect(point([pair, pair.conjugate], .continuous).stability == .stable)
  }

  @Test("slow directions keep their digits: 1 - 1e-9 is a billion steps") func slow() throws {
    let some = point([Eigenvalue(real: 1 - 1e-9)], .discrete, tolerance: 1e-12)
    #expect(some.stability == .stable)
    #expect(abs(try #require(some.slowestTimeConstant) * 1e-9 - 1) < 1e-6)
    #expect(point([Eigenvalue(real: 1 - 1e-9)], .discrete).stability == .neutral)
  }

  @Test("what is gone after one step has time constant zero") func gone() {
    #expect(point([Eigenvalue(real: 0)], .discrete).slowestTimeConstant == 0)
  }
}
