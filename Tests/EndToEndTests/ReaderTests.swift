import Foundation
import Testing

/// Somebody who reads a rank file holds a lock on it; the run waits and goes on.
@Suite struct ReaderTests {
  @Test func aReaderDoesNotEndTheRun() async throws {
    let scratch = try Scratch()
    let configuration = try scratch.write(Configurations.cue, to: "cue.yaml")
    let script = """
      import fcntl, os, subprocess, sys, time
      program, configuration, folder = sys.argv[1:]
      path = os.path.join(folder, "rank-0000.a01.h5")
      run = subprocess.Popen([program, "train", configuration, "--output", folder, "--quiet"])
      while not os.path.exists(path) and run.poll() is None:
          time.sleep(0.001)
      with open(path, "rb") as file:
          fcntl.flock(file, fcntl.LOCK_SH)
          time.sleep(3)
          print("waiting" if run.poll() is None else "ended")
      print(run.wait())
      """
    let ended = try await run(
      Installation.python, ["-c", script, Installation.remanence, configuration, scratch("run")])
    #expect(ended.output == "waiting\n0\n", "\(ended)")
    #expect(try Table(path: scratch("run/summary.csv")).rows.count == 12)
  }
}
