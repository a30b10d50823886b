import Tasks
import Testing

@Suite struct NoMemoryControlTests {
  /// The published code judges the last step, and by truncation the last two at 300 ms.
  @Test func windows() throws {
    for reaction in stride(from: 20, through: 400, by: 20) {
      let task = try NoMemoryControl(
        step: .milliseconds(5), cue: .milliseconds(30), reaction: .milliseconds(reaction))
      let steps = 6 + reaction / 5
      #expect(task.stepCount == steps)
      #expect(task.windows.exact == (steps - 1)..<steps)
      #expect(task.windows.published == (reaction == 300 ? 64..<66 : (steps - 1)..<steps))
    }
  }

  @Test func targetIsTheLabelAtEveryStep() throws {
    let task = try NoMemoryControl(step: .milliseconds(5), cue: .milliseconds(30), reaction: .milliseconds(20))
    for step in 0..<task.stepCount {
      #expect(task.target(condition: 1, step: step) == [0, 1])
      #expect(task.input(condition: 1, step: step) == (step < 6 ? [0, 1] : [0, 0]))
    }
    #expect(task.lossWeights == Array(repeating: 1, count: 10))
  }
}
