import Dynamics
import Foundation
import Testing

@Suite("Orthonormal rows") struct OrthonormalTests {
  private func expectOrthonormal(_ rows: [Double], _ count: Int, _ size: Int) {
    for first in 0..<count {
      for second in 0...first {
        let product = (0..<size).reduce(0.0) { $0 + rows[first * size + $1] * rows[second * size + $1] }
        #expect(abs(product - (first == second ? 1 : 0)) < 1e-14, "\(first), \(second): \(product)")
      }
    }
  }

  @Test("a frame is orthonormal", arguments: [(1, 1), (2, 2), (1, 7), (8, 100), (2, 2000)])
  func frame(count: Int, size: Int) {
    let rows = Orthonormal.frame(count: count, dimension: size)
    #expect(rows.count == count * size)
    expectOrthonormal(rows, count, size)
  }

  @Test("lengths are those of the triangular factor")
  func lengths() {
    var rows = [3.0, 4, 0, 3, 4, 2]
    let logarithms = Orthonormal.rows(&rows, dimension: 3)
    #expect(abs(logarithms[0] - log(5)) < 1e-15 && abs(logarithms[1] - log(2)) < 1e-15)
    #expect(zip(rows, [0.6, 0.8, 0, 0, 0, 1]).allSatisfy { abs($0 - $1) < 1e-15 })
  }

  @Test("nearly parallel rows come out orthogonal")
  func parallel() {
    var rows = [1.0, 1, 1, 1, 1, 1 + 1e-12]
    _ = Orthonormal.rows(&rows, dimension: 3)
    expectOrthonormal(rows, 2, 3)
  }

  @Test("huge and tiny rows keep their logarithm", arguments: [1e-200, 1e-160, 1e160, 1e200])
  func range(size: Double) {
    var rows = [size, 0, 0, size]
    let logarithms = Orthonormal.rows(&rows, dimension: 2)
    #expect(logarithms.allSatisfy { abs($0 - log(size)) < 1e-9 }, "\(logarithms)")
    expectOrthonormal(rows, 2, 2)
  }

  @Test("a row of nothing is zero, with the floor as its logarithm")
  func nothing() {
    var rows = [1.0, 0, 0, 0]
    #expect(Orthonormal.rows(&rows, dimension: 2) == [0, Orthonormal.floor])
    #expect(rows == [1, 0, 0, 0])
  }
}
