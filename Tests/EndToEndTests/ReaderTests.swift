import Foundation
import Testing

/// Somebody who reads a rank file holds a lock on it; the run waits and goes on.
@Suite struct ReaderTests {
  let scratch: Scratch

  init() throws { scratch = try Scratch() }

  /// The reader keeps the file until the run has nothing left to compute and only waits: however fast the machine is.
  @Test func aReaderDoesNotEndTheRun() async throws {
    let configuration = try scratch.write(Configurations.slowCue(), to: "cue.yaml")
    let script = """
      import fcntl, os, subprocess, sys, time
      program, configuration, folder = sys.argv[1:]
      path = os.path.join(folder, "rank-0000.a01.h5")
      run = subprocess.Popen([program, "train", configuration, "--output", folder, "--quiet"])
      def work():
          with open(f"/proc/{run.pid}/stat") as file:
              return sum(int(ticks) for ticks in file.read().rsplit(")", 1)[1].split()[11:13])
      while not os.path.exists(path) and run.poll() is None:
          time.sleep(0.001)
      with open(path, "rb") as file:
          fcntl.flock(file, fcntl.LOCK_SH)
          # It waits when it has used no more than a tenth of a second's time.
          before, now = -100, work()
          while now - before > os.sysconf("SC_CLK_TCK") / 10 and run.poll() is None:
              time.sleep(1)
              before, now = now, work()
          print("waiting" if run.poll() is None else "ended")
      print(run.wait())
      """
    let ended = try await run(
      Installation.python, ["-c", script, Installation.remanence, configuration, scratch("run")])
    #expect(ended.output == "waiting\n0\n", "\(ended)")
    #expect(try Table(path: scratch("run/summary.csv")).rows.count == 12)
  }

  /// A file that is there is whole: who opens or locks it at once reads a network and disturbs nobody.
  @Test func aRankFileIsWholeFromTheBeginning() async throws {
    let configuration = try scratch.write(Configurations.tiny, to: "tiny.yaml")
    let script = """
      import os, subprocess, sys
      program, configuration, folder = sys.argv[1:]
      path = os.path.join(folder, "rank-0000.a01.h5")
      run = subprocess.Popen([program, "train", configuration, "--output", folder, "--quiet"])
      while not os.path.exists(path) and run.poll() is None:
          pass
      with open(path, "rb") as file:
          first = file.read()
      print(run.wait())
      with open(path, "rb") as file:
          print(first == file.read())
      print(sorted(name for name in os.listdir(folder) if name.endswith(".h5") and name != "summary.h5"))
      """
    let ended = try await run(
      Installation.python, ["-c", script, Installation.remanence, configuration, scratch("run")])
    #expect(ended.output == "0\nTrue\n['rank-0000.a01.h5']\n", "\(ended)")
  }
}
