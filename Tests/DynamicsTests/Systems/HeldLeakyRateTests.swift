import Dynamics
import Foundation
import Testing

@Suite("Held leaky-rate network") struct HeldLeakyRateTests {
  private func system(units: Int) throws -> HeldLeakyRate {
    try heldNetwork(
      units: units, recurrent: randomWeights(units: units, gain: 1.5, seed: 1), bias: fixedNumbers(units, seed: 2),
      alpha: 0.3)
  }

  private func velocity(_ system: some SmoothSystem, _ state: [Double]) -> [Double] {
    var velocity = [Double](repeating: .nan, count: state.count)
    system.velocity(at: state, into: &velocity)
    return velocity
  }

  @Test("the Jacobian agrees with central differences", arguments: [1, 2, 7, 40])
  func jacobian(units: Int) throws {
    let system = try system(units: units)
    let state = fixedNumbers(units, seed: 3)
    var jacobian = [Double](repeating: .nan, count: units * units)
    system.velocityJacobian(at: state, into: &jacobian)
    // Error of the differences: h^2 times a third derivative, and rounding / h; both about 1e-10.
    let h = 1e-5
    for column in 0..<units {
      var (above, below) = (state, state)
      above[column] += h
      below[column] -= h
      for (row, (high, low)) in zip(velocity(system, above), velocity(system, below)).enumerated() {
        #expect(abs((high - low) / (2 * h) - jacobian[row * units + column]) < 1e-9)
      }
    }
  }

  @Test("a step carries tangents along as Jacobian times vector", arguments: [1, 2, 7, 40], [0, 1, 3])
  func tangents(units: Int, count: Int) throws {
    let system = try system(units: units)
    let state = fixedNumbers(units, seed: 3)
    let tangents = fixedNumbers(max(units * count, 1), seed: 4)
    var (next, carried) = ([Double](repeating: .nan, count: units), [Double](repeating: .nan, count: tangents.count))
    system.step(from: state, tangents: tangents, count: count, to: &next, tangents: &carried)
    var alone = [Double](repeating: .nan, count: units)
    system.step(from: state, to: &alone)
    #expect(next == alone)
    var jacobian = [Double](repeating: .nan, count: units * units)
    system.velocityJacobian(at: state, into: &jacobian)
    for vector in 0..<count {
      for row in 0..<units {
        var exact = tangents[vector * units + row]
        for column in 0..<units { exact += jacobian[row * units + column] * tangents[vector * units + column] }
        #expect(abs(carried[vector * units + row] - exact) < 1e-14 * Double(units))
      }
    }
  }

  @Test("held input enters as a constant drive") func input() throws {
    let map = try network(units: 2, inputs: 2, recurrent: [0, 1, -1, 0], input: [1, 2, 3, 4], bias: [0.1, 0.2])
    let held = try HeldLeakyRate(map, input: [0.5, -1])
    #expect(abs(held.drive[0] - (0.1 + 0.5 - 2)) < 1e-15 && abs(held.drive[1] - (0.2 + 1.5 - 4)) < 1e-15)
    #expect(try HeldLeakyRate(map).drive == [0.1, 0.2])
    #expect(velocity(held, [0, 0])[0] == 0.5 * tanh(held.drive[0]))
    #expect(held.time == .discrete)
  }

  @Test("an input of the wrong size is refused", arguments: [0, 1, 3]) func wrongInput(count: Int) throws {
    let map = try network(units: 1, inputs: 2, recurrent: [0], input: [1, 1])
    #expect { try HeldLeakyRate(map, input: [Double](repeating: 0, count: count)) } throws: {
      ($0 as? DynamicsError)?.code == .wrongShape
    }
  }
}
