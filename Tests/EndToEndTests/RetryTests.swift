import Foundation
import Testing

/// `--retry`: failed networks are trained again when they are named, and only then.
@Suite struct RetryTests {
  let scratch: Scratch
  let configuration: String

  init() throws {
    scratch = try Scratch()
    configuration = try scratch.write(Configurations.tooLarge(epochs: 1), to: "large.yaml")
  }

  private func train(_ options: [String] = [], ranks: Int? = nil) async throws -> Ended {
    try await run(
      Installation.remanence, ["train", configuration, "--output", scratch("run")] + options, ranks: ranks)
  }

  /// One that fails again has the newest row, and stays failed.
  @Test func aNetworkMayFailAgain() async throws {
    #expect(try await train().status == 3)
    #expect(try await train().status == 3)
    #expect(try Table(path: scratch("run/summary.csv"))["file"] == ["rank-0000.a01.h5", "rank-0000.a01.h5"])
    for (attempt, what) in [(3, "failed"), (4, "1"), (5, "1,1")] {
      let ended = try await train(["--retry", what], ranks: attempt == 4 ? 2 : nil)
      #expect(ended.status == 3 && ended.errors.contains("network 1 failed: training needs"), "\(ended)")
      #expect(ended.errors.contains("attempt \(attempt): 1 of 2 networks are finished already"), "\(ended)")
      let table = try Table(path: scratch("run/summary.csv"))
      #expect(table["status"] == ["done", "failed"])
      #expect(table["file"] == ["rank-0000.a01.h5", "rank-0000.a0\(attempt).h5"])
    }
    let ended = try await run(Installation.remanence, ["status", scratch("run"), "--json"])
    let found = try JSONDecoder().decode(StatusTests.Status.self, from: Data(ended.output.utf8))
    #expect(found.counts["failed"] == 1 && found.failures.map(\.quarantined) == [false] && found.index == "whole")
    let quarantined = try await train(["--retry", "quarantined"])
    #expect(quarantined.status == 3 && !quarantined.errors.contains("network 1 failed"), "\(quarantined)")
  }

  @Test func whatIsRefused() async throws {
    #expect(try await train().status == 3)
    let before = try contents(of: scratch("run"))
    for (what, status, message) in [
      ("0", Int32(65), "--retry 0: the network has not failed, it is done"),
      ("1,7", 65, "--retry 7: the run has no such network, its ids are 0 to 1"),
      ("faild", 64, "'faild' is neither failed nor quarantined nor network ids such as 3,141"), ("1,", 64, "'1,' is"),
      ("", 64, "'' is neither"),
    ] {
      let ended = try await train(["--retry", what])
      #expect(ended.status == status && ended.errors.contains(message), "\(what): \(ended)")
    }
    #expect(try contents(of: scratch("run")) == before)
  }

  /// A failed network, in the order in which it comes, does not stop the others without `--fail-fast`.
  @Test(arguments: [nil, 2]) func retriesWithFailFast(ranks: Int?) async throws {
    #expect(try await train().status == 3)
    let ended = try await train(["--retry", "1", "--fail-fast"], ranks: ranks)
    #expect(ended.status == 3 && ended.errors.contains("network 1 failed: training needs"), "\(ended)")
  }
}
