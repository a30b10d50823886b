import Foundation
import Testing

/// Every configuration that comes with the program can be run.
@Suite struct ShippedConfigurationTests {
  static let files: [String] = {
    let folder = Installation.repository.appendingPathComponent("configs").path
    let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
    return names.filter { $0.hasSuffix(".yaml") }.sorted()
  }()

  @Test func theyAreThere() {
    let expected = ["broad", "narrow", "post-reaction", "slow-time-constant", "no-memory-control", "phases-small"]
    #expect(Set(Self.files).isSuperset(of: ["quickstart.yaml"] + expected.map { "dynamical-phases/\($0).yaml" }))
  }

  @Test(arguments: files) func isReadyToRun(_ file: String) async throws {
    let scratch = try Scratch()
    let ended = try await run(
      Installation.remanence, ["train", "configs/\(file)", "--output", scratch("run"), "--dry-run"],
      folder: Installation.repository.path)
    #expect(ended.status == 0, "\(ended)")
    #expect(try ended.output.contains(Regex("[0-9]+ cells, [0-9]+ networks, [0-9]+ epochs in all")), "\(ended)")
    #expect(!ended.errors.contains("warning"), "\(ended)")
    #expect(try contents(of: scratch.path).isEmpty)
  }
}
