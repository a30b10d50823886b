import Foundation
import Testing

/// A rank that has been asked to end while another one hangs; the other is halted by SIGSTOP.
@Suite struct ExitAgreementTests {
  let scratch: Scratch
  let command: [String]

  init() throws {
    scratch = try Scratch()
    let configuration = try scratch.write(Configurations.unequal, to: "sweep.yaml")
    command = [
      "mpirun", "--oversubscribe", "-n", "2", Installation.remanence, "train", configuration, "--output",
      scratch("run"),
    ]
  }

  /// Rank 0 is done with its network and waits; rank 1 trains for hours.
  ///
  /// - Parameter steps: Python, with `rank` for the processes of the ranks and `process` for mpirun.
  private func act(_ steps: String) async throws -> Ended {
    let program = """
      import glob, os, signal, subprocess, sys, time
      folder, command = sys.argv[1], sys.argv[2:]
      process = subprocess.Popen(command)
      while not glob.glob(folder + '/rank-0000.a01.sum'):
          if process.poll() is not None: sys.exit('the run ended too early')
          time.sleep(0.01)
      time.sleep(0.3)
      rank = {}
      for child in open(f'/proc/{process.pid}/task/{process.pid}/children').read().split():
          for text in open(f'/proc/{child}/environ', errors='replace').read().split('\\0'):
              if text.startswith('OMPI_COMM_WORLD_RANK='): rank[int(text[21:])] = int(child)
      \(steps)
      status = process.wait()
      sys.exit(status if status >= 0 else 128 - status)
      """
    return try await run(Installation.python, ["-c", program, scratch("run")] + command)
  }

  private func expectResumable() async throws {
    let again = try await run(
      Installation.remanence, Array(command.dropFirst(5)) + ["--max-seconds", "1"], ranks: nil)
    #expect(again.status == 75, "\(again)")
    #expect(again.errors.contains("attempt 2: 1 of 2 networks are finished already"), "\(again)")
  }

  /// It waits for a time that Slurm grants, and then ends the job with a status that nobody takes for "resume me".
  @Test func aRankThatWaitsGivesUp() async throws {
    let ended = try await act("os.kill(rank[1], signal.SIGSTOP); os.kill(rank[0], signal.SIGTERM)")
    #expect(ended.status == 70, "\(ended)")
    #expect(ended.errors.contains("rank 0: asked to end (SIGTERM), everything saved, but other ranks hang"), "\(ended)")
    try await expectResumable()
  }

  /// A second signal ends a rank at once; one that comes with the first is an echo of it.
  @Test func aSecondSignalStopsAtOnce() async throws {
    let ended = try await act(
      """
      os.kill(rank[1], signal.SIGSTOP)
      begin = time.monotonic()
      os.kill(rank[0], signal.SIGINT); os.kill(rank[0], signal.SIGTERM); os.kill(rank[0], signal.SIGINT)
      time.sleep(1)
      if process.poll() is not None: sys.exit('an echo ended it')
      time.sleep(1.5)
      os.kill(rank[0], signal.SIGTERM)
      """)
    #expect(ended.status != 0 && ended.status != 75, "\(ended)")
    #expect(ended.errors.contains("signal 15"), "\(ended)")
    try await expectResumable()
  }

  @Test(arguments: ["USR1", "USR2", "HUP", "XCPU"])
  func theSignalOfTheBatchSystem(_ name: String) async throws {
    let program = """
      import glob, signal, subprocess, sys, time
      process = subprocess.Popen(sys.argv[3:])
      while process.poll() is None and not glob.glob(sys.argv[1] + '/rank-0000.a01.sum'): time.sleep(0.01)
      process.send_signal(getattr(signal, 'SIG' + sys.argv[2]))
      status = process.wait()
      sys.exit(status if status >= 0 else 128 - status)
      """
    let alone = Array(command.dropFirst(4)) + ["--stop-signal", name]
    let ended = try await run(Installation.python, ["-c", program, scratch("run"), name] + alone)
    #expect(ended.status == 75, "\(ended)")
    #expect(ended.errors.contains("asked to stop (SIG\(name)): stopped in good order"), "\(ended)")
  }
}
