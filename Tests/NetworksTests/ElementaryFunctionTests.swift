import Foundation
import Networks
import Testing

/// tanh in units in the last place against a higher precision, and the values that must be exact.
@Suite struct ElementaryFunctionTests {
  static func tanhOf<Scalar: KernelScalar>(_ values: [Scalar]) -> [Scalar] {
    var result = values
    Scalar.tanh(values.count, values, &result)
    return result
  }

  @Test func floatErrorIsAtMostThreeUlp() {
    let values = stride(from: -20.0, through: 5.0, by: 0.0007).map { Float(exp2($0)) }
    for (x, y) in zip(values, Self.tanhOf(values)) {
      let exact = tanh(Double(x))
      #expect(abs(Double(y) - exact) <= 3 * Double(Float(exact).ulp), "tanh(\(x))")
    }
  }

  @Test func doubleErrorIsAtMostThreeUlp() {
    let values = stride(from: -40.0, through: 6.0, by: 0.0017).map { exp2($0) }
    for (x, y) in zip(values, Self.tanhOf(values)) {
      let exact = tanh(x)
      #expect(abs(y - exact) <= 4 * exact.ulp, "tanh(\(x))")  // the system's tanh may itself be one ulp off
    }
  }

  @Test func oddBoundedAndFaithfulAtTheEnds() {
    let values: [Float] = [0, 1e-30, .leastNonzeroMagnitude, 0.5, 1, 9, 20, 1e30, .infinity]
    let right = Self.tanhOf(values)
    let left = Self.tanhOf(values.map { -$0 })
    for (a, b) in zip(right, left) { #expect(a == -b && abs(a) <= 1) }
    #expect(right[0].sign == .plus && left[0].sign == .minus && right[8] == 1)
    #expect(Self.tanhOf([Float.nan])[0].isNaN && Self.tanhOf([Double.nan])[0].isNaN)
  }
}
