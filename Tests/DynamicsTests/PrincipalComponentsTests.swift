import Dynamics
import Foundation
import Testing

@Suite("Principal components") struct PrincipalComponentsTests {
  @Test("analytic: an ellipse has its half axes, squared, halved") func ellipse() throws {
    let n = 100
    let states = (0..<n).flatMap { t -> [Double] in
      let phase = 2 * Double.pi * Double(t) / Double(n)
      // Half axes 3 and 1, turned by 0.5 in the plane, away from the origin; the third unit is at rest.
      let (a, b) = (3 * cos(phase), sin(phase))
      return [5 + cos(0.5) * a - sin(0.5) * b, -2 + sin(0.5) * a + cos(0.5) * b, 7]
    }
    let run = try StateTrajectory(conditionCount: 1, stepCount: n, dimension: 3, states: states)
    let components = try RatesPrincipalComponents(of: run)
    #expect(abs(components.axes.variances[0] - 4.5) < 1e-12 && abs(components.axes.variances[1] - 0.5) < 1e-12)
    #expect(abs(components.explainedShares[0] - 0.9) < 1e-12)
    #expect(abs(components.axes.axes[0] - cos(0.5)) < 1e-12 && abs(components.axes.axes[1] - sin(0.5)) < 1e-12)
    #expect(abs(components.projections[0] - 3) < 1e-12 && abs(components.projections[1]) < 1e-12)
  }

  @Test("the loading of largest magnitude is positive") func signs() throws {
    let axes = try PrincipalAxes(of: fixedNumbers(60 * 7, seed: 4), dimension: 7, count: 3)
    for k in 0..<3 {
      let axis = axes.axes[(k * 7)..<((k + 1) * 7)]
      #expect(axis.max(by: { abs($0) < abs($1) }).map { $0 > 0 } == true)
      #expect(abs(axis.reduce(0) { $0 + $1 * $1 } - 1) < 1e-13)
    }
  }

  @Test("fewer states than axes, one unit, and rest give axes of zero", arguments: [(1, 3), (2, 3), (4, 1), (1, 1)])
  func degenerate(rows: Int, dimension: Int) throws {
    let axes = try PrincipalAxes(of: fixedNumbers(rows * dimension, seed: 5), dimension: dimension, count: 2)
    #expect(axes.axes.count == 2 * dimension)
    #expect(axes.variances[1] == 0 && axes.axes[dimension...].allSatisfy { $0 == 0 })
    #expect((axes.variances[0] == 0) == (rows == 1))
    let rest = try PrincipalAxes(of: [Double](repeating: 0.1, count: 30), dimension: 3)
    #expect(rest.axes.allSatisfy { $0 == 0 } && rest.explainedShares == [0, 0])
  }

  @Test("all conditions share one plane") func conditions() throws {
    let run = try StateTrajectory(conditionCount: 2, stepCount: 20, dimension: 4, states: fixedNumbers(160, seed: 6))
    let components = try RatesPrincipalComponents(of: run, steps: 5..<12)
    #expect(components.projections.count == 2 * 7 * 2 && components.stepCount == 7)
    let mean = (0..<14).reduce(0.0) { $0 + components.projections[2 * $1] }
    #expect(abs(mean) < 1e-12)
  }

  @Test("bad shapes and values are refused")
  func bad() {
    #expect(throws: DynamicsError.self) { try PrincipalAxes(of: [1.0, 2, 3], dimension: 2) }
    #expect(throws: DynamicsError.self) { try PrincipalAxes(of: [Double](), dimension: 2) }
    #expect(throws: DynamicsError.self) { try PrincipalAxes(of: [1.0], dimension: 0) }
    #expect(throws: DynamicsError.self) { try PrincipalAxes(of: [1.0], dimension: 1, count: 0) }
    #expect(throws: DynamicsError.self) { try PrincipalAxes(of: [1.0, .infinity], dimension: 1) }
  }

  @Test("units in the order of their peaks") func peaks() throws {
    // Peaks of alternating sign; the last unit never moves.
    let peaks = [1, 4, 0, 3, 6]
    var states: [Double] = []
    for t in 0..<7 {
      for (u, peak) in peaks.enumerated() { states.append(t != peak ? 0.1 : u % 2 == 0 ? 1 : -1) }
      states.append(0)
    }
    let run = try StateTrajectory(conditionCount: 1, stepCount: 7, dimension: 6, states: states)
    #expect(run.peakSteps(condition: 0, steps: 0..<7) == [1, 4, 0, 3, 6, 0])
    #expect(run.peakOrder(condition: 0, steps: 0..<7) == [2, 5, 0, 3, 1, 4])
    #expect(run.peakSteps(condition: 0, steps: 2..<4) == [2, 2, 2, 3, 2, 2])
    #expect(run.peakOrder(condition: 0, steps: 9..<12).isEmpty && run.peakOrder(condition: 1, steps: 0..<7).isEmpty)
  }
}
