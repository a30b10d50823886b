import Foundation
import Testing

/// Of two starts that would train the same networks one is refused while the other lives, and no longer.
@Suite struct LiveAttemptTests {
  let scratch: Scratch
  let configuration: String

  /// Three networks that take longer than any test.
  init() throws {
    scratch = try Scratch()
    let yaml = CheckpointTests.yaml.replacing("epochs: 20000", with: "epochs: 1000000")
      .replacing("checkpoint-every: 1 ms", with: "checkpoint-every: 100 ms")
    configuration = try scratch.write(yaml, to: "long.yaml")
  }

  /// Runs a Python program that can `start` the training, `train` to its end, and `wait_for` files.
  private func control(_ program: String) async throws -> String {
    let prelude = """
      import fcntl, signal, subprocess, time
      program, configuration, folder = sys.argv[1:]
      def start(*options, **environment):
          return subprocess.Popen([program, 'train', configuration, '--output', folder, *options],
                                  env=dict(os.environ, **environment), stderr=subprocess.PIPE, text=True)
      def train(*options):
          run = start(*options)
          errors = run.communicate()[1]
          return run.returncode, errors
      def wait_for(pattern, run):
          while run.poll() is None and not glob.glob(folder + '/' + pattern):
              time.sleep(0.01)
          assert run.poll() is None, run.communicate()
      def end(run):
          run.kill()
          run.communicate()
      def names():
          return sorted(os.listdir(folder))
      def forge(**changes):
          # The first attempt again, as if it had not ended, and were another's.
          with open(folder + '/attempt-01.json') as file:
              attempt = json.load(file)
          for key in ('end', 'trained', 'status', 'finished'):
              attempt.pop(key, None)
          with open(folder + '/attempt-01.json', 'w') as file:
              json.dump(attempt | changes, file)

      """
    return try await python(prelude + program, [Installation.remanence, configuration, scratch("run")])
  }

  @Test func overlappingShardsAreRefused() async throws {
    let text = try await control(
      """
      first = start('--shard', '2/2', SLURM_JOB_ID='4711')
      wait_for('network-*.ckpt.h5', first)
      before = names()
      host = os.uname().nodename
      for options in [], ['--shard', '2/3']:
          status, errors = train(*options)
          words = ['attempt 1 is going on', 'shard 2/2', f'host {host}', 'job slurm 4711', f'process {first.pid}']
          assert status == 74 and all(word in errors for word in words), (status, errors)
      assert names() == before, names()
      # A part that shares no network with it may.
      status, errors = train('--shard', '1/3', '--max-seconds', '0.3')
      assert status == 75, (status, errors)
      end(first)
      status, errors = train('--max-seconds', '0.3')
      assert status == 75 and '2 go on from their checkpoints' in errors, (status, errors)
      print(names())
      """)
    #expect(
      text.contains("attempt-03.json") && !text.contains("attempt-04.json") && !text.contains(".tmp"), "\(text)")
  }

  /// Files of another attempt that is going on are its own, whatever they look like.
  @Test func othersFilesAreLeftAlone() async throws {
    _ = try await control(
      """
      first = start('--shard', '2/2')
      wait_for('network-*.ckpt.h5', first)
      for name in 'rank-0007.a01.h5', 'network-0000001.ckpt.h5.00000000-1-1.tmp':
          with open(folder + '/' + name, 'w') as file:
              file.write('not yet')
      status, errors = train('--shard', '1/2', '--max-seconds', '0.3')
      assert status == 75 and 'warning' not in errors.replace('warning: kernels run', ''), (status, errors)
      assert {'rank-0007.a01.h5', 'network-0000001.ckpt.h5', 'network-0000001.ckpt.h5.00000000-1-1.tmp'} <= set(names())
      end(first)
      status, errors = train('--max-seconds', '0.3')
      assert status == 75 and 'rank-0007.a01.h5.damaged-1' in errors, (status, errors)
      """)
  }

  /// Another machine's attempt lives by its heartbeat, or by its lock.
  @Test func anotherHost() async throws {
    _ = try await control(
      """
      assert train('--max-seconds', '0.3')[0] == 75
      def long_ago():
          os.utime(folder + '/attempt-01.json', (time.time() - 60, time.time() - 60))
      forge(host='node9', machine='elsewhere')
      before = names()
      status, errors = train('--max-seconds', '0.3')
      assert status == 74 and 'attempt 1 is going on' in errors and 'host node9' in errors, (status, errors)
      assert names() == before
      long_ago()
      with open(folder + '/attempt-01.json', 'r+') as file:
          fcntl.lockf(file, fcntl.LOCK_EX)
          status, errors = train('--max-seconds', '0.3')
          assert status == 74 and 'host node9' in errors, (status, errors)
      long_ago()
      status, errors = train('--max-seconds', '0.3')
      assert status == 75, (status, errors)
      """)
  }

  /// A number alone is not a process: the one that has it now began at another time, or is counted by another container.
  @Test func aNumberThatWasGivenAgain() async throws {
    _ = try await control(
      """
      assert train('--max-seconds', '0.3')[0] == 75
      with open(folder + '/attempt-01.json') as file:
          machine = json.load(file)['machine']
      start_time = int(open('/proc/self/stat').read().rsplit(')', 1)[1].split()[19])
      forge(pid=os.getpid(), process_start=start_time)
      status, errors = train('--max-seconds', '0.3')
      assert status == 74 and f'process {os.getpid()}' in errors, (status, errors)
      forge(pid=os.getpid(), process_start=start_time + 1)
      assert train('--max-seconds', '0.3')[0] == 75
      forge(pid=os.getpid(), process_start=start_time, machine=machine + ' of a container')
      os.utime(folder + '/attempt-01.json', (time.time() - 60, time.time() - 60))
      assert train('--max-seconds', '0.3')[0] == 75
      """)
  }

  /// Eight start at once: one trains, seven are refused, and the folder is as if they had never been.
  @Test func eightAtOnce() async throws {
    for _ in 0..<(Installation.runsLongTests ? 20 : 2) {
      let text = try await control(
        """
        runs = [start() for _ in range(8)]
        while sum(run.poll() is None for run in runs) > 1:
            time.sleep(0.05)
        survivors = [run for run in runs if run.poll() is None]
        refused = [(run.returncode, 'is going on' in run.stderr.read()) for run in runs if run not in survivors]
        time.sleep(0.5)
        assert [run.poll() for run in survivors] == [None]
        attempts = [name for name in names() if name.startswith('attempt')]
        survivors[0].terminate()
        survivors[0].communicate()
        print(refused == 7 * [(74, True)], survivors[0].returncode, len(attempts))
        """)
      #expect(text == "True 75 1\n")
      try FileManager.default.removeItem(atPath: scratch("run"))
    }
  }

  /// A number that was free again for a moment does not let a start pass by one that has a higher one already.
  @Test func aLowerNumberTakenLater() async throws {
    let held = try await preload(
      """
      #define _GNU_SOURCE
      #include <dlfcn.h>
      #include <fcntl.h>
      #include <string.h>
      #include <unistd.h>
      // Held before the attempt's file gets its name, until there is a file named go.
      int link(const char *from, const char *to) {
        int (*original)(const char *, const char *) = (int (*)(const char *, const char *))dlsym(RTLD_NEXT, "link");
        if (strstr(to, "attempt-01.json")) {
          close(open("\(scratch("held"))", O_CREAT | O_WRONLY, 0600));
          while (access("\(scratch("go"))", F_OK) != 0) usleep(5000);
        }
        return original(from, to);
      }
      """, in: scratch)
    let text = try await control(
      """
      side = os.path.dirname(folder)
      first = start(LD_PRELOAD='\(held)')
      wait_for('../held', first)
      # Another one had the number, and has given it up when a third has taken the next.
      open(folder + '/attempt-01.json', 'w').write('{}')
      time.sleep(0.5)
      third = start()
      wait_for('network-*.ckpt.h5', third)
      os.remove(folder + '/attempt-01.json')
      open(side + '/go', 'w').close()
      errors = first.communicate(timeout=60)[1]
      print(first.returncode, 'attempt 2 is going on' in errors, third.poll())
      print([name for name in names() if name.startswith('attempt')])
      end(third)
      """)
    #expect(text == "74 True None\n['attempt-02.json']\n")
  }

  /// The heartbeat goes on while an epoch does, and ends with the process.
  @Test func statusListsAllThatLive() async throws {
    let text = try await control(
      """
      runs = [start('--shard', f'{index}/3') for index in (1, 2)]
      for run, network in zip(runs, (0, 1)):
          wait_for(f'network-000000{network}.ckpt.h5', run)
      def ask():
          return json.loads(subprocess.run([program, 'status', folder, '--json'], check=True, capture_output=True).stdout)
      both = ask()
      shards = {running['attempt']['shard']: running['attempt']['attempt'] for running in both['attempts_running']}
      print(sorted(shards), both['counts']['running'], both['counts']['pending'], both['is_running'], both['damage'])
      modified = os.stat(folder + f"/attempt-0{shards['2/3']}.json").st_mtime
      time.sleep(6)
      print(os.stat(folder + f"/attempt-0{shards['2/3']}.json").st_mtime > modified)
      end(runs[0])
      one = ask()
      print([running['attempt']['shard'] for running in one['attempts_running']], one['counts']['running'])
      print(one['attempts_cut_off'] == [shards['1/3']])
      end(runs[1])
      none = ask()
      print(none['attempts_running'], none['counts']['running'], none['is_running'], len(none['attempts_cut_off']))
      """)
    #expect(text == "['1/3', '2/3'] 2 1 True []\nTrue\n['2/3'] 1\nTrue\n[] 0 False 2\n")
  }
}
