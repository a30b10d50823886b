import ScalingLaws
import Testing

@Suite struct DelayedResponseTests {
  @Test(arguments: [(0.0, 1.0), (1, 0), (-1, 1), (1, -1), (.nan, 1), (1, .infinity)])
  func durationsArePositive(delay: Double, response: Double) {
    #expect(DelayedResponse(delay: delay, response: response) == nil)
  }

  @Test(arguments: TheoryCases.durations) func weighsBothParts(_ durations: (delay: Double, response: Double)) throws {
    let task = try TheoryCases.task(durations)
    #expect(task.loss { _ in 0 } == 1, "always off")
    #expect(abs(task.loss { $0 } - 1) < 1e-10, "always on")
    #expect(task.loss { max(0, $0 - task.delay) } < 1e-10, "on in the response alone")
    #expect(abs(task.loss { min($0, task.delay) } - 2) < 1e-10, "on in the delay alone")
  }
}
