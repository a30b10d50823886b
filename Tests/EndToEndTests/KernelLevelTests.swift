import Foundation
import RandomStreams
import Testing

/// Every kernel gives the same bits at every instruction level, hence at every vector width.
@Suite struct KernelLevelTests {
  static let levels = ["x86-64", "x86-64-v3", "x86-64-v4"]

  @Test func everyLevelGivesTheSameBits() async throws {
    let scratch = try Scratch()
    let root = Installation.repository.path
    let fastest = Self.levels.firstIndex(of: KernelLevel.current) ?? 0
    var hashes: [String] = []
    for level in Self.levels[...fastest] {
      let program = scratch(level)
      let compiled = try await run(
        "clang",
        [
          "-O2", "-march=\(level)", "-DREMANENCE_ONE_LEVEL", "-I\(root)/Sources/CKernels/include",
          "\(root)/Sources/CKernels/elementwise.c", "\(root)/Sources/CKernels/philox.c",
          "\(root)/Tests/KernelLevels/kernel_levels.c", "-lm", "-o", program,
        ])
      try #require(compiled.status == 0, "\(compiled)")
      hashes.append(try await run(program, []).output)
    }
    #expect(Set(hashes).count == 1 && hashes[0].count > 8, "\(hashes)")
  }
}
