import Dynamics
import Testing

@Suite("Published class") struct PublishedClassTests {
  @Test(
    "the published rule, case by case",
    arguments: [
      (true, true, 0.4999, PublishedClass.limitCycle), (true, true, 0.5, .slowPoints), (true, true, nil, .slowPoints),
      (false, true, 0.1, .notLearned), (false, false, 0.1, .unstable), (true, false, 0.1, .unstable),
      (false, true, nil, .notLearned),
    ] as [(Bool, Bool, Double?, PublishedClass)])
  func rule(learned: Bool, stable: Bool, index: Double?, expected: PublishedClass) {
    #expect(PublishedClass(learned: learned, stable: stable, index: index) == expected)
  }

  @Test("raw values are the published codes") func codes() {
    #expect(PublishedClass.allCases.map(\.rawValue) == [0, 1, 2, 3])
  }
}
