import Foundation
import Testing

/// An analysis that is killed in the middle, and started again with another number of ranks.
@Suite struct AnalysisKillTests {
  /// Whom SIGKILL hits; without mpirun there is only one process.
  enum Victim: String, Sendable { case whatWasStarted, lastRank }

  let scratch: Scratch
  /// Makes every network last, so that a signal comes in the middle: ranks whose mpirun was killed live on for a second.
  let slowness: String

  init() async throws {
    scratch = try Scratch()
    slowness = try await preload(
      """
      #define _GNU_SOURCE
      #include <dlfcn.h>
      #include <stdint.h>
      #include <unistd.h>
      int H5Fflush(int64_t object, int scope) {
        usleep(300000);
        return ((int (*)(int64_t, int))dlsym(RTLD_NEXT, "H5Fflush"))(object, scope);
      }
      """, in: scratch)
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
      // On a busy machine the signal may come when all are labelled: again.
      var labelled = 16
      for _ in 0..<5 where labelled == 16 {
        try FileManager.default.removeItem(atPath: scratch("run/analysis"))
        try await kill(victim, ranks: before)
        if try AnalysisResults(scratch("run/analysis")).names.contains("networks.csv") { continue }
        labelled = try await goOn(ranks: after)
        #expect(try AnalysisResults(scratch("run/analysis")) == whole, "\(victim) of \(before ?? 1)")
      }
      #expect((1...15).contains(labelled), "\(labelled): the signal was to come in the middle")
    }
  }

  /// Labels what is left, and returns how many networks were labelled before.
  private func goOn(ranks: Int?) async throws -> Int {
    let ended = try await classify(ranks: ranks)
    #expect(ended.status == 0, "\(ended)")
    #expect(!ended.errors.contains("warning"), "\(ended)")
    let said = try #require(
      ended.errors.firstMatch(of: /(\d+) networks? of 16 labelled before, (?:\d+|none)/), "\(ended)")
    return try #require(Int(said.1))
  }

  private func classify(ranks: Int?) async throws -> Ended {
    try await run(Installation.analysis, ["classify", scratch("run")], ranks: ranks)
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
        + ["/usr/bin/env", "LD_PRELOAD=\(slowness)", Installation.analysis, "classify", scratch("run")],
      environment: ["HDF5_USE_FILE_LOCKING": "FALSE"])
    #expect(!ended.errors.contains("Traceback"), "\(ended)")
  }
}
