import Spelling
import Testing

@Suite struct NearestNameTests {
  @Test(arguments: [
    ("dealy", "delay"), ("netwrk", "network"), ("Learning_Rate", "learning-rate"), ("limitcycle", "limit_cycles"),
    ("gird", "grid"), ("m", "ms"),
  ])
  func aSlipOfTheHand(_ written: String, _ meant: String) {
    let names = ["delay", "network", "learning-rate", "limit_cycles", "grid", "ms"]
    #expect(NearestName.of(written, among: names) == meant)
  }

  /// A swap of neighbours is one slip, not two: nearer than a name with two other letters.
  @Test func aSwapIsOneSlip() { #expect(NearestName.of("tiral", among: ["tibel", "trial"]) == "trial") }

  @Test(arguments: ["momentum", "", "-", "xyzxyz"])
  func nothingIsNear(_ written: String) { #expect(NearestName.of(written, among: ["delay", "network"]) == nil) }

  @Test func oneLetterForAnother() { #expect(NearestName.of("4", among: ["0", "1"]) == nil) }

  @Test func withoutCandidates() { #expect(NearestName.of("delay", among: []) == nil) }
}
