import Foundation
import Testing

/// What is left of a run that somebody interrupts.
@Suite struct SignalTests {
  let scratch: Scratch
  let configuration: String

  init() throws {
    scratch = try Scratch()
    configuration = try scratch.write(Configurations.slowCue(), to: "sweep.yaml")
  }

  @Test(arguments: [SIGTERM, SIGINT, SIGUSR1])
  func aRunAloneStopsInGoodOrder(_ signal: Int32) async throws {
    let folder = scratch("run")
    let ended = try await train { process in
      try await waitForAFinishedNetwork(in: folder)
      kill(process, signal)
    }
    #expect(ended.status == 75, "\(ended)")
    #expect(ended.errors.contains("stopped in good order"))
    #expect(ended.errors.contains("Run the same command again"))
    let rows = try Table(path: scratch("run/summary.csv")).rows.count
    #expect(rows >= 1)
    #expect(rows < 12)
    try await expectResumes(finished: rows)
  }

  /// Open MPI's mpirun passes SIGTERM on to its ranks when it gets SIGTERM or SIGINT, and ends with a status of its own;
  /// SIGUSR1 it forwards, and its status is the ranks'.
  @Test(arguments: [(SIGTERM, nil), (SIGINT, nil), (SIGUSR1, Int32(75))])
  func mpirunIsInterrupted(_ signal: Int32, _ status: Int32?) async throws {
    let folder = scratch("run")
    let ended = try await train(ranks: 2) { process in
      try await waitForAFinishedNetwork(in: folder)
      kill(process, signal)
    }
    if let status { #expect(ended.status == status, "\(ended)") }
    #expect(ended.status != 0, "\(ended)")
    let kept = try await Records.read(folder).networks.count
    #expect(kept >= 1)
    #expect(kept < 12)
    try await expectResumes(finished: kept)
  }

  @Test func aRankIsKilled() async throws {
    let folder = scratch("run")
    let ended = try await train(ranks: 2) { process in
      try await waitForAFinishedNetwork(in: folder)
      let ranks = children(of: process)
      #expect(ranks.count == 2)
      if let last = ranks.last { kill(last, SIGKILL) }
    }
    #expect(ended.status != 0, "\(ended)")
    let kept = try contents(of: folder).filter { $0.key.hasPrefix("rank-") }
    #expect(!kept.isEmpty)
    let again = try await train(ranks: nil)
    #expect(again.status == 0, "\(again)")
    let after = try contents(of: folder)
    for (name, data) in kept { #expect(after[name] == data, "\(name) was touched") }

    let whole = try await run(
      Installation.remanence, ["train", configuration, "--output", scratch("whole")], ranks: 2)
    try #require(whole.status == 0, "\(whole)")
    #expect(try await Records.read(folder).networks == Records.read(scratch("whole")).networks)
    #expect(
      try Table(path: scratch("run/summary.csv")).without(EqualBitsTests.circumstances)
        == Table(path: scratch("whole/summary.csv")).without(EqualBitsTests.circumstances))
  }

  private func train(
    ranks: Int? = nil, meanwhile: @escaping @Sendable (pid_t) async throws -> Void = { _ in }
  ) async throws -> Ended {
    try await run(
      Installation.remanence, ["train", configuration, "--output", scratch("run")], ranks: ranks, meanwhile: meanwhile)
  }

  private func expectResumes(finished: Int) async throws {
    let again = try await train(ranks: 2)
    #expect(again.status == 0, "\(again)")
    #expect(again.errors.contains("attempt 2: \(finished) of 12 networks are finished already"), "\(again)")
    #expect(try Table(path: scratch("run/summary.csv"))["network"] == (0..<12).map(String.init))
  }
}

/// Waits until some network of a run is in its rank file.
///
/// A rank file is made with its first network and closed after it: it grows to a size only a network explains.
func waitForAFinishedNetwork(in folder: String) async throws {
  for _ in 0..<6000 {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    for name in names where name.hasPrefix("rank-") {
      let size = try? FileManager.default.attributesOfItem(atPath: folder + "/" + name)[.size] as? Int
      // The file's own header takes some kilobytes, the smallest network of these tests tens of them.
      if let size, size > 30_000 { return }
    }
    try await Task.sleep(for: .milliseconds(10))
  }
  throw NothingFinished()
}

private struct NothingFinished: Error {}

/// Processes that a process has started, in the order of their ids.
func children(of process: pid_t) -> [pid_t] {
  let path = "/proc/\(process)/task/\(process)/children"
  let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
  return text.split(separator: " ").compactMap { pid_t($0) }.sorted()
}
