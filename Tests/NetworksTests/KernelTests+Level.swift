import RandomStreams
import Testing

/// Which instruction levels there are, and what is said about those there are not.
extension KernelTests {
  @Test func theBestLevelIsInUse() {
    #expect(KernelLevel.available.last == "baseline")
    #expect(KernelLevel.available == KernelLevel.all.filter(KernelLevel.available.contains))
    #expect(KernelLevel.current == KernelLevel.available.first)
  }

  @Test(arguments: KernelLevel.available) func aLevelOfThisMachineIsUsed(_ level: String) throws {
    let before = KernelLevel.current
    try KernelLevel.use(environment: [KernelLevel.variable: level])
    #expect(KernelLevel.current == level)
    try KernelLevel.use(before)
    #expect(KernelLevel.current == before)
  }

  @Test(arguments: [[:], [KernelLevel.variable: ""], ["OTHER": "x86-64-v3"]])
  func nothingIsAskedFor(_ environment: [String: String]) throws {
    let before = KernelLevel.current
    try KernelLevel.use(environment: environment)
    #expect(KernelLevel.current == before)
  }

  @Test(arguments: ["avx2", "x86-64", "X86-64-V3", " baseline", "v4\n"]) func unknownLevels(_ name: String) {
    let before = KernelLevel.current
    let error = #expect(throws: KernelLevelError.self) {
      try KernelLevel.use(environment: [KernelLevel.variable: name])
    }
    #expect(error?.code == .unknownLevel && KernelLevel.current == before)
    let there = KernelLevel.available.joined(separator: ", ")
    #expect(
      error?.description
        == "REMANENCE_KERNEL_LEVEL is '\(name)': there is no such instruction level (unset it, or write one of those "
        + "there are here: \(there))")
  }

  /// The text alone: this machine may have every level.
  @Test func aLevelThatIsNotHere() {
    let error = KernelLevelError(code: .notOnThisMachine, name: "x86-64-v4", available: ["x86-64-v3", "baseline"])
    #expect(
      error.description
        == "REMANENCE_KERNEL_LEVEL is 'x86-64-v4': this machine lacks that instruction level (unset it, or write one of "
        + "those there are here: x86-64-v3, baseline)")
    for level in KernelLevel.all where !KernelLevel.available.contains(level) {
      let found = #expect(throws: KernelLevelError.self) { try KernelLevel.use(level) }
      #expect(found?.code == .notOnThisMachine)
    }
  }
}
