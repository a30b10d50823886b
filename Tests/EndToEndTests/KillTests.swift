import Foundation
import Testing

/// SIGKILL at any moment, then the same command with another number of ranks: nothing is lost, and nothing comes out different.
@Suite struct KillTests {
  /// Where the run is when SIGKILL comes: a rank is held there by `REMANENCE_PAUSE`, but for the last case.
  enum Moment: String, Sendable, CaseIterable {
    case training, checkpointRename, rankFileAppend, rankFileSidecar, summaryWrite
    /// Wherever it happens to be after some time.
    case anywhere

    /// The largest number of passages that a rank of a run that begins is sure to make, or nearly so.
    var passages: Int {
      switch self {
      case .training: 900
      case .checkpointRename, .rankFileAppend, .rankFileSidecar: 2
      case .summaryWrite, .anywhere: 0
      }
    }
  }

  /// Whom SIGKILL hits.
  enum Victim: String, Sendable { case rank, launcher }

  static let yaml = """
    name: kill
    network: { units: 6 }
    task: { kind: delayed-cue-discrimination, trials: 4, delay: 10 ms }
    training: { epochs: 300, optimizer: { learning-rate: 0.05 } }
    record: { checkpoint-every: 1 ms, continuation: 1 }
    grid: { seed: { count: 16 } }

    """

  /// Kills of each kind.
  private static let killsOfAKind = Installation.runsLongTests ? 40 : 2

  let scratch: Scratch
  let configuration: String

  init() throws {
    scratch = try Scratch()
    configuration = try scratch.write(Self.yaml, to: "kill.yaml")
  }

  @Test func nothingIsLostAndNothingDiffers() async throws {
    try #require(try await train("whole", ranks: 2).status == 0)
    let whole = try await Records.read(scratch("whole")).networks
    var random = SeededChoices("KillTests")
    var kills: [Moment: Int] = [:]
    var (ranks, runs, starts) = (0, 0, 0)
    var limit = 4 * Self.killsOfAKind * Moment.allCases.count
    while true {
      let left = Moment.allCases.filter { kills[$0, default: 0] < Self.killsOfAKind }
      guard let moment = left.randomElement(using: &random) else { break }
      limit -= 1
      try #require(limit > 0, "the runs end before anybody is held: \(kills)")
      ranks = another(than: ranks, &random)
      starts += 1
      let victim: Victim = Bool.random(using: &random) ? .rank : .launcher
      let plan = Plan(moment: moment, victim: victim, ranks: ranks, &random)
      let end = try await kill(plan)
      guard end.hit else {
        // Nobody came by there: the run is done, and the next one begins.
        #expect(end.status == 0, "\(plan): \(end)")
        try await expectSame(whole, "\(plan)")
        try FileManager.default.removeItem(atPath: scratch("run"))
        runs += 1
        continue
      }
      kills[moment, default: 0] += 1
      if moment != .anywhere { #expect(end.status == 128 + SIGKILL, "\(plan): \(end)") }
      #expect(end.status != 0 && end.problems.isEmpty, "\(plan): \(end)")
    }
    let last = try await train("run", ranks: another(than: ranks, &random))
    #expect(last.status == 0, "\(last)")
    try await expectSame(whole, "the last one")
    let counts = Moment.allCases.map { "\($0) \(kills[$0, default: 0])" }.joined(separator: ", ")
    print("KillTests, seed \(SeededChoices.seed): \(counts); \(starts + 1) starts of \(runs + 1) runs")
  }

  // MARK: - One kill

  /// How a start is to end.
  struct Plan: Sendable, CustomStringConvertible {
    let moment: Moment
    let victim: Victim
    let ranks: Int
    /// The rank that is held, or killed.
    let rank: Int
    let passages: Int
    /// Seconds after which SIGKILL comes, where nobody is held.
    let seconds: Double
    /// Whether the run is asked to stop early, so that a summary of a part is written.
    let stopsEarly: Bool

    init(moment: Moment, victim: Victim, ranks: Int, _ random: inout SeededChoices) {
      (self.moment, self.victim, self.ranks) = (moment, victim, ranks)
      let anyRank = Int.random(in: 0..<ranks, using: &random)
      rank = moment == .summaryWrite ? 0 : anyRank
      passages = Int.random(in: 0...moment.passages, using: &random)
      seconds = Double.random(in: 0.1...1.5, using: &random)
      stopsEarly = moment == .summaryWrite && Bool.random(using: &random)
    }

    var description: String {
      "\(victim) killed, \(moment) of rank \(rank) of \(ranks), passage \(passages), after \(seconds) s, "
        + "stops early: \(stopsEarly), seed \(SeededChoices.seed)"
    }
  }

  /// What was seen of a kill.
  struct End: Decodable {
    /// Whether SIGKILL came before the end.
    let hit: Bool
    /// As a shell says it.
    let status: Int32
    /// Processes that outlived the job, files that do not open, networks that are complete twice.
    let problems: [String]
    let errors: String
  }

  private func another(than ranks: Int, _ random: inout SeededChoices) -> Int {
    (1...4).filter { $0 != ranks }.randomElement(using: &random) ?? 1
  }

  /// Starts or resumes the run, kills as planned, waits until all its processes are gone, and opens every file it left.
  private func kill(_ plan: Plan) async throws -> End {
    let program = """
      import glob, json, os, signal, subprocess, sys, time
      folder, mark, victim, rank, seconds = sys.argv[1:6]
      command = sys.argv[6:]
      executable = command[command.index('train') - 1]
      def ranks():  # By their command lines: those of a launcher that is dead are nobody's children.
          found = []
          for process in filter(str.isdigit, os.listdir('/proc')):
              try:
                  words = open(f'/proc/{process}/cmdline').read().split('\\0')
              except OSError:
                  continue
              if words[0] == executable and folder in words and runs(process):
                  found.append(int(process))
          return sorted(found)
      def runs(process):
          try:
              return open(f'/proc/{process}/stat').read().rsplit(')', 1)[1].split()[0] != 'Z'
          except OSError:
              return False
      if os.path.exists(mark):
          os.unlink(mark)
      begin = time.monotonic()
      with open(mark + '.errors', 'w+') as errors:
          process = subprocess.Popen(command, stdout=errors, stderr=errors)
          is_late = lambda: seconds != 'never' and time.monotonic() - begin > float(seconds)
          while process.poll() is None and not os.path.exists(mark) and not is_late():
              time.sleep(0.002)
          hit, problems = process.poll() is None, []
          if hit:
              if victim == 'launcher':
                  aim = process.pid
              elif os.path.exists(mark):
                  aim = int(open(mark).read())
              else:
                  aim = dict(enumerate(ranks())).get(int(rank), process.pid)
              if runs(aim):
                  os.kill(aim, signal.SIGKILL)
              else:
                  hit = False
          limit = time.monotonic() + 60
          while (process.poll() is None or ranks()) and time.monotonic() < limit:
              time.sleep(0.01)
          for one in ranks() + ([process.pid] if process.poll() is None else []):
              problems.append(f'process {one} still runs after a minute')
              os.kill(one, signal.SIGKILL)
          status = process.wait()
          errors.seek(0)
          text = errors.read()
      import h5py
      complete = []
      for path in sorted(glob.glob(folder + '/*.h5')):
          if not os.path.basename(path).startswith(('rank-', 'network-', 'summary.')):
              continue
          try:
              with h5py.File(path, 'r') as file:
                  if os.path.basename(path).startswith('rank-'):
                      complete += [name for name, group in file['networks'].items() if group.attrs.get('complete') == 1]
                  else:
                      list(file.items())
          except Exception as error:
              problems.append(f'{path} does not open: {error}')
      problems += [f'{name} is complete twice' for name in set(complete) if complete.count(name) > 1]
      json.dump(dict(hit=hit, status=status if status >= 0 else 128 - status, problems=problems, errors=text), sys.stdout)
      """
    let launcher = plan.ranks == 1 ? [] : ["mpirun", "--oversubscribe", "-n", "\(plan.ranks)"]
    let mark = scratch("mark")
    let isHeld = plan.moment != .anywhere
    let pause = "\(plan.moment):\(plan.passages):\(plan.rank):\(mark)"
    let ended = try await EndToEndTests.run(
      Installation.python,
      ["-c", program, scratch("run"), mark, "\(plan.victim)", "\(plan.rank)", isHeld ? "never" : "\(plan.seconds)"]
        + launcher + [Installation.remanence, "train", configuration, "--output", scratch("run")]
        + (plan.stopsEarly ? ["--max-seconds", "0.1"] : []),
      environment: isHeld ? ["REMANENCE_PAUSE": pause] : [:])
    try #require(ended.status == 0, "\(plan): \(ended)")
    return try JSONDecoder().decode(End.self, from: Data(ended.output.utf8))
  }

  private func train(_ folder: String, ranks: Int) async throws -> Ended {
    try await EndToEndTests.run(
      Installation.remanence, ["train", configuration, "--output", scratch(folder)], ranks: ranks)
  }

  /// The run is what the uninterrupted one is, and holds no network twice, nor half of one.
  private func expectSame(_ whole: [String: Records.Network], _ comment: Comment) async throws {
    // Throws for a network that is complete twice.
    #expect(try await Records.read(scratch("run")).networks == whole, comment)
    let tables = try ["run", "whole"].map {
      try Table(path: scratch("\($0)/summary.csv")).without(EqualBitsTests.circumstances)
    }
    #expect(tables[0] == tables[1], comment)
    let left = try contents(of: scratch("run")).keys.filter { $0.contains(".ckpt.") || $0.contains(".damaged") }
    #expect(left.isEmpty, comment)
  }
}
