import Foundation
import Testing

/// What is left of a run that somebody interrupts.
@Suite struct SignalTests {
  let scratch: Scratch
  let configuration: String

  /// Epochs of a network: about a second between the first and the last of the twelve on a quiet machine.
  private static let epochs = 6000

  init() throws {
    scratch = try Scratch()
    configuration = try scratch.write(Configurations.slowCue(epochs: SignalTests.epochs), to: "sweep.yaml")
  }

  @Test(arguments: [SIGTERM, SIGINT, SIGUSR1])
  func aRunAloneStopsInGoodOrder(_ signal: Int32) async throws {
    let ended = try await interrupt(signal, .whatWasStarted)
    #expect(ended.status == 75, "\(ended)")
    #expect(ended.errors.contains("stopped in good order"), "\(ended)")
    #expect(ended.errors.contains("Run the same command again"), "\(ended)")
    let rows = try Table(path: scratch("run/summary.csv")).rows.count
    try await expectResumes(finished: rows)
  }

  /// A batch system's warning may come while MPI starts, when nothing is trained yet: also that is a stop in good order.
  @Test(arguments: [SIGTERM, SIGUSR1], [nil, 2])
  func aSignalWhileMPIStarts(_ signal: Int32, _ ranks: Int?) async throws {
    let library = try await preload(
      """
      #include <signal.h>
      #include <stdlib.h>
      #include <string.h>
      int PMPI_Init_thread(int *, char ***, int, int *);
      int MPI_Init_thread(int *count, char ***arguments, int required, int *provided) {
        const char *rank = getenv("OMPI_COMM_WORLD_RANK");
        if (!rank || strcmp(rank, "1") == 0) raise(\(signal));
        return PMPI_Init_thread(count, arguments, required, provided);
      }
      """, in: scratch)
    // Into the ranks alone: mpirun's daemon is no program of MPI's.
    let train = [Installation.remanence, "train", configuration, "--output", scratch("run")]
    let ended = try await run("/usr/bin/env", ["LD_PRELOAD=\(library)"] + train, ranks: ranks)
    #expect(ended.status == 75, "\(ended)")
    #expect(ended.errors.contains("stopped in good order"), "\(ended)")
    let again = try await self.train("run", ranks: ranks)
    #expect(again.status == 0, "\(again)")
    #expect(try Table(path: scratch("run/summary.csv")).rows.count == 12)
  }

  /// Open MPI's mpirun sends its ranks SIGTERM when it gets SIGTERM or SIGINT, and ends with a status of its own; SIGUSR1
  /// it passes on, and its status is then the ranks'.
  @Test(arguments: [(SIGTERM, nil), (SIGINT, nil), (SIGUSR1, Int32(75))])
  func mpirunIsInterrupted(_ signal: Int32, _ status: Int32?) async throws {
    let ended = try await interrupt(signal, .whatWasStarted, ranks: 2)
    if let status { #expect(ended.status == status, "\(ended)") }
    #expect(ended.status != 0, "\(ended)")
    try await expectResumes(finished: Records.read(scratch("run")).networks.count)
  }

  @Test func aRankIsKilled() async throws {
    let ended = try await interrupt(SIGKILL, .lastRank, ranks: 2)
    #expect(ended.status != 0, "\(ended)")
    // A file killed before its first network was in it has a name of its own, counts for nothing, and is removed.
    let kept = try contents(of: scratch("run")).filter { $0.key.hasPrefix("rank-") && !$0.key.hasSuffix(".part") }
    #expect(!kept.isEmpty)
    let again = try await train("run", ranks: nil)
    #expect(again.status == 0, "\(again)")
    // A file whose writer was killed in the middle of a write may have been moved aside, never changed.
    let after = try contents(of: scratch("run"))
    for (name, data) in kept { #expect(after[name] == data || after["\(name).damaged-1"] == data, "\(name)") }

    try #require(try await train("whole", ranks: 2).status == 0)
    #expect(try await Records.read(scratch("run")).networks == Records.read(scratch("whole")).networks)
    let summaries = try ["run", "whole"].map {
      try Table(path: scratch("\($0)/summary.csv")).without(EqualBitsTests.circumstances)
    }
    #expect(summaries[0] == summaries[1])
  }

  /// Rank 0 has nothing left to do when another rank is stopped, and still tells why.
  @Test func rankZeroTellsWhatStoppedAnotherRank() async throws {
    let unequal = try scratch.write(Configurations.unequal, to: "unequal.yaml")
    let asked = try await interrupt(SIGUSR1, .lastRank, ranks: 2, configuration: unequal)
    #expect(asked.status == 75, "\(asked)")
    let text = "asked to stop (SIGUSR1): stopped in good order; 0 done, 1 diverged, 0 failed, 1 left"
    #expect(asked.errors.contains(text), "\(asked)")

    let late = try await train("late", ranks: 2, configuration: unequal, ["--max-seconds", "2"])
    #expect(late.status == 75, "\(late)")
    #expect(late.errors.contains("time limit reached: stopped in good order"), "\(late)")
  }

  private func train(
    _ folder: String, ranks: Int?, configuration: String? = nil, _ options: [String] = []
  ) async throws -> Ended {
    let arguments = ["train", configuration ?? self.configuration, "--output", scratch(folder)]
    return try await run(Installation.remanence, arguments + options, ranks: ranks)
  }

  private func expectResumes(finished: Int) async throws {
    #expect(finished >= 1)
    #expect(finished < 12, "the signal was to come before the end")
    let again = try await train("run", ranks: 2)
    #expect(again.status == 0, "\(again)")
    #expect(again.errors.contains("attempt 2: \(finished) of 12 networks are finished already"), "\(again)")
    #expect(try Table(path: scratch("run/summary.csv"))["network"] == (0..<12).map(String.init))
  }

  /// Who gets the signal.
  private enum Target: String { case whatWasStarted, lastRank }

  /// Trains, and sends a signal as soon as a network is complete in its rank file.
  ///
  /// Complete, not merely begun: mpirun kills a rank that still writes a second after SIGTERM. A program of its own
  /// waits for that, because other tests may keep all of this process's threads busy meanwhile.
  private func interrupt(
    _ signal: Int32, _ target: Target, ranks: Int? = nil, configuration: String? = nil
  ) async throws -> Ended {
    let program = """
      import glob, h5py, os, subprocess, sys, time
      signal, target, folder, command = int(sys.argv[1]), sys.argv[2], sys.argv[3], sys.argv[4:]
      def has_network(path):
          try:
              with h5py.File(path, 'r') as file:
                  return any(network.attrs.get('complete') == 1 for network in file['networks'].values())
          except (OSError, KeyError, RuntimeError):
              return False  # It is being written.
      process = subprocess.Popen(command)
      while process.poll() is None and not any(has_network(path) for path in glob.glob(folder + '/rank-*.h5')):
          time.sleep(0.005)
      if process.poll() is not None:
          sys.exit('the run ended before the signal')
      receiver = process.pid
      if target == 'lastRank':
          def rank_of(child):  # The largest process number need not be the last rank's: numbers start again at their end.
              variables = open(f'/proc/{child}/environ', errors='replace').read().split('\\0')
              return max((int(text[21:]) for text in variables if text.startswith('OMPI_COMM_WORLD_RANK=')), default=-1)
          receiver = int(max(open(f'/proc/{receiver}/task/{receiver}/children').read().split(), key=rank_of))
      os.kill(receiver, signal)
      status = process.wait()
      sys.exit(status if status >= 0 else 128 - status)
      """
    let launcher = ranks.map { ["mpirun", "--oversubscribe", "-n", "\($0)"] } ?? []
    let command = [Installation.remanence, "train", configuration ?? self.configuration, "--output", scratch("run")]
    func attempt() async throws -> Ended {
      let ended = try await run(
        Installation.python, ["-c", program, "\(signal)", target.rawValue, scratch("run")] + launcher + command)
      #expect(!ended.errors.contains("Traceback"), "\(ended)")
      return ended
    }
    var ended = try await attempt()
    // On a machine that is busy with other tests the signal may come when all is done: again, with longer networks.
    var epochs = SignalTests.epochs
    while configuration == nil, epochs < 16 * SignalTests.epochs, try await isFinished() {
      epochs *= 2
      try FileManager.default.removeItem(atPath: scratch("run"))
      _ = try scratch.write(Configurations.slowCue(epochs: epochs), to: "sweep.yaml")
      ended = try await attempt()
    }
    #expect(!ended.errors.contains("ended before the signal"), "\(ended)")
    return ended
  }

  /// Whether all networks have finished; a file that a killed rank was writing cannot be read, and then they have not.
  private func isFinished() async throws -> Bool {
    try await python(
      """
      import glob
      found = 0
      for path in glob.glob(sys.argv[1] + '/rank-*.h5'):
          try:
              with h5py.File(path, 'r') as file:
                  found += sum(network.attrs.get('complete') == 1 for network in file['networks'].values())
          except (OSError, KeyError, RuntimeError):
              pass
      print(found >= 12)
      """, [scratch("run")]) == "True\n"
  }
}
