import Foundation
import Testing

/// An analysis that is killed in the middle, and started again with another number of ranks.
@Suite struct AnalysisKillTests {
  /// Whom SIGKILL hits; without mpirun there is only one process.
  enum Victim: String, Sendable { case whatWasStarted, lastRank }

  let scratch: Scratch

  init() async throws {
    scratch = try Scratch()
    let configuration = try scratch.write(Configurations.largeUntrained, to: "sweep.yaml")
    let ended = try await run(Installation.remanence, ["train", configuration, "--output", scratch("run"), "--quiet"])
    try #require(ended.status == 0, "\(ended)")
  }

  @Test func whatWasLabelledIsNotLabelledAgain() async throws {
    try #require(try await classify(ranks: 3).status == 0)
    let whole = try AnalysisResults(scratch("run/analysis"))
    let cases: [(victim: Victim, before: Int?, after: Int?)] = [
      (.whatWasStarted, 2, nil), (.lastRank, 3, 2), (.whatWasStarted, nil, 3),
    ]
    for (victim, before, after) in cases {
      try await killInTheMiddle(victim, ranks: before)
      let ended = try await classify(ranks: after)
      #expect(ended.status == 0, "\(ended)")
      let said = try #require(ended.errors.firstMatch(of: /(\d+) networks? of 16 labelled before, \d+/), "\(ended)")
      #expect((1...15).contains(Int(said.1) ?? 0), "\(ended)")
      #expect(!ended.errors.contains("warning"), "\(ended)")
      #expect(try AnalysisResults(scratch("run/analysis")) == whole, "\(victim) of \(before ?? 1)")
    }
  }

  private func classify(ranks: Int?) async throws -> Ended {
    try await run(Installation.analysis, ["classify", scratch("run")], ranks: ranks)
  }

  /// Leaves behind parts of an analysis and no results; on a busy machine the signal may come too late, so it is tried
  /// again.
  private func killInTheMiddle(_ victim: Victim, ranks: Int?) async throws {
    for _ in 0..<5 {
      try FileManager.default.removeItem(atPath: scratch("run/analysis"))
      try await kill(victim, ranks: ranks)
      if try !AnalysisResults(scratch("run/analysis")).names.contains("networks.csv") { return }
    }
    Issue.record("every analysis ended before the signal")
  }

  /// Starts an analysis, and kills it as soon as there is a network in one of its parts; returns when all its processes
  /// are gone.
  private func kill(_ victim: Victim, ranks: Int?) async throws {
    let program = """
      import glob, h5py, os, signal, subprocess, sys, time
      victim, folder, command = sys.argv[1], sys.argv[2], sys.argv[3:]
      def has_network(path):
          try:
              with h5py.File(path, 'r') as file:
                  return len(file['networks']) > 0
          except (OSError, KeyError, RuntimeError):
              return False  # It is being written.
      def children(process):
          try:
              return [int(child) for child in open(f'/proc/{process}/task/{process}/children').read().split()]
          except OSError:
              return []
      def runs(process):
          try:
              return open(f'/proc/{process}/stat').read().rsplit(')', 1)[1].split()[0] != 'Z'
          except OSError:
              return False
      process = subprocess.Popen(command)
      while process.poll() is None and not any(has_network(path) for path in glob.glob(folder + '/.labels-*.h5')):
          time.sleep(0.005)
      ranks = children(process.pid)
      if process.poll() is None and (ranks or victim == 'whatWasStarted'):
          os.kill(process.pid if victim == 'whatWasStarted' else max(ranks), signal.SIGKILL)
      process.wait()
      while any(runs(rank) for rank in ranks):
          time.sleep(0.01)
      """
    let launcher = ranks.map { ["mpirun", "--oversubscribe", "-n", "\($0)"] } ?? []
    let ended = try await run(
      Installation.python,
      ["-c", program, victim.rawValue, scratch("run/analysis")] + launcher
        + [Installation.analysis, "classify", scratch("run")],
      environment: ["HDF5_USE_FILE_LOCKING": "FALSE"])
    #expect(!ended.errors.contains("Traceback"), "\(ended)")
  }
}
