import Foundation

extension RunStatus {
  /// Reads a run folder.
  ///
  /// Whether an attempt of another machine is going on is judged by this machine's clock, for nothing is written that would
  /// show the file system's.
  ///
  /// - Parameter shard: the part to count; nil for all.
  /// - Throws: `RunError` for a folder that is no run, or whose run.json is damaged.
  public init(_ folder: RunFolder, shard: Shard? = nil) throws(RunError) {
    let description = try RunDescription.read(folder)
    let configuration = try description.configuration(folder)
    let part = try NetworkPart(shard, of: configuration, folder)
    let signs = Liveness(folder: folder, now: Date().timeIntervalSince1970).signs()
    let attempts = folder.attempts.compactMap { Attempt.read(folder, number: $0) }
    let live = Set(signs.map(\.number))
    var damage: [String] = []
    let results = RunStatus.results(folder, configuration, live: live, &damage)
    let summary = Summary(results, of: configuration)
    let finished = Set(summary.results.map(\.network))
    let begun = RunStatus.begun(folder, configuration, finished, attempts.last, &damage)
    var counts = Counts()
    let failures = FailedNetworks(summary.results, folder, growing: live).failures
    let quarantined = Set(failures.filter(\.isQuarantined).map(\.network))
    for result in summary.results where part.contains(result.network) {
      switch result.status {
      case .done: counts.done += 1
      case .diverged: counts.diverged += 1
      case .failed where quarantined.contains(result.network): counts.quarantined += 1
      case .failed: counts.failed += 1
      }
    }
    counts.running = begun.count { live.contains($0.attempt) && part.contains($0.network) }
    let left = part.networks.filter { !finished.contains($0) }
    counts.pending = left.count - counts.running
    let running = attempts.filter { live.contains($0.attempt) }
    let work = RankWork(results, begun)
    self.init(
      name: description.name, shard: shard?.description, networks: part.networks.count, counts: counts,
      attempt: attempts.last, isRunning: attempts.last.map { live.contains($0.attempt) } ?? false,
      attemptsRunning: running.map { Running(attempt: $0, ranks: work.progress(of: $0)) },
      attemptsCutOff: attempts.filter { $0.end == nil && !live.contains($0.attempt) }.map(\.attempt),
      ranks: attempts.last.map(work.progress) ?? [], begun: begun,
      failures: failures.map {
        Failure(network: $0.network, message: $0.message, isQuarantined: $0.isQuarantined)
      },
      secondsLeft: RunStatus.secondsLeft(
        configuration, summary, left, begun,
        ranks: running.isEmpty ? attempts.last?.ranks ?? 1 : running.map(\.ranks).reduce(0, +)),
      index: RunStatus.index(folder, summary), damage: damage,
      next: RunStatus.next(
        folder, configuration, attempts, isRunning: !live.isEmpty,
        left: configuration.table.indices.filter { !finished.contains($0) }))
  }

  private static func results(
    _ folder: RunFolder, _ configuration: SweepConfiguration, live: Set<Int>, _ damage: inout [String]
  ) -> [NetworkResult] {
    var known = KnownNetworks(configuration)
    var results: [NetworkResult] = []
    for name in folder.rankFiles {
      let path = folder.file(name)
      let isGrowing = live.contains(folder.attempt(of: name))
      if isGrowing, let rows = SidecarContents(ofRankFile: path)?.growingRows(ofRankFile: path, known: &known) {
        results += rows
        continue
      }
      do throws(RunError) {
        let file = try LiveFile.read(path, patiently: isGrowing) { () throws(RunError) in
          try BelievedRankFile(path: path, known: &known)
        }
        results += file.results
        if !file.damaged.isEmpty { damage.append("\(path): \(file.damage)") }
      } catch {
        damage.append("\(error.place): \(error.message)")
      }
    }
    return results
  }

  private static func begun(
    _ folder: RunFolder, _ configuration: SweepConfiguration, _ finished: Set<Int>, _ attempt: Attempt?,
    _ damage: inout [String]
  ) -> [Begun] {
    var begun: [Begun] = []
    for network in folder.checkpoints
    where configuration.table.indices.contains(network) && !finished.contains(network) {
      guard let training = try? configuration.training(ofNetwork: network) else { continue }
      let file = CheckpointFile(
        folder: folder, network: network, training: training, kernels: attempt?.kernels ?? .current)
      do throws(RunError) {
        let (progress, rank, attempt) = try file.readWithWriter()
        begun.append(
          Begun(
            network: network, rank: rank, attempt: attempt, epoch: progress.state.epoch,
            epochs: training.settings.training.epochs, seconds: progress.seconds))
      } catch {
        // A network may finish, and its checkpoint go, while this program looks.
        if FileManager.default.fileExists(atPath: file.path) { damage.append("\(error.place): \(error.message)") }
      }
    }
    return begun
  }

  /// Seconds per unit of predicted cost so far, times the cost of the rank that has most left.
  private static func secondsLeft(
    _ configuration: SweepConfiguration, _ summary: Summary, _ left: [Int], _ begun: [Begun], ranks: Int
  ) -> Double? {
    guard let costs = try? NetworkCosts(configuration) else { return nil }
    var (seconds, cost) = (0.0, 0.0)
    func add(_ network: Int, epochs: Int, seconds time: Double) {
      seconds += time
      cost += Double(epochs) * costs.ofEpoch(ofNetwork: network)
    }
    for result in summary.results { add(result.network, epochs: result.epochs, seconds: result.seconds) }
    for network in begun { add(network.network, epochs: network.epoch, seconds: network.seconds) }
    guard !left.isEmpty else { return 0 }
    let plan = try? RankPlan(
      configuration: configuration, networks: left,
      begun: Dictionary(begun.map { ($0.network, $0.epoch) }, uniquingKeysWith: max), ranks: max(ranks, 1))
    guard cost > 0, let plan else { return nil }
    return seconds / cost * plan.plan.longestCost
  }

  private static func index(_ folder: RunFolder, _ summary: Summary) -> Index {
    let links = RunStatus.links(folder.file("summary.h5"), summary)
    guard links == .whole else { return links }
    guard let table = FileManager.default.contents(atPath: folder.file("summary.csv")) else { return .missing }
    return table.elementsEqual(summary.csv.utf8) ? .whole : .stale
  }

  /// The file is mapped, not read: with the links of a million networks it is large.
  private static func links(_ path: String, _ summary: Summary) -> Index {
    guard let data = try? Data(contentsOf: URL(fileURLWithPath: path), options: .alwaysMapped) else { return .missing }
    guard SealedBytes.isWhole(data), let links = try? Summary.links(path: path) else { return .damaged }
    let isCurrent = links.elementsEqual(summary.results.lazy.map { "\($0.file):\($0.group)" })
    return isCurrent ? .whole : .stale
  }

  /// The command of the newest attempt that has networks left; where none has, for a shard that was never started, that
  /// of the newest with this shard.
  private static func next(
    _ folder: RunFolder, _ configuration: SweepConfiguration, _ attempts: [Attempt], isRunning: Bool, left: [Int]
  ) -> String {
    if isRunning { return "remanence status \(folder.path)" }
    // A start that stopped early may have left nothing but networks that it was to train again.
    guard !left.isEmpty || attempts.last?.status == 75 else { return "remanence-analysis \(folder.path)" }
    guard let newest = attempts.last else { return "remanence train CONFIG --output \(folder.path)" }
    let command = { (attempt: Attempt, line: String) in
      (attempt.ranks > 1 ? "mpirun -n \(attempt.ranks) " : "") + line
    }
    guard let text = newest.shard, let shard = Shard(text) else { return command(newest, newest.commandLine) }
    // Of parts without end, those of the same number of parts.
    let parts = (try? configuration.plan(rankCount: shard.count))?.assignments ?? []
    let unfinished = Set(left)
    let open = Set(parts.indices.filter { parts[$0].contains(where: unfinished.contains) }.map { $0 + 1 })
    let begun = attempts.last { attempt in
      guard let other = attempt.shard.flatMap({ Shard($0) }) else { return false }
      return other.count == shard.count && open.contains(other.index)
    }
    if let begun { return command(begun, begun.commandLine) }
    guard let first = open.min() else { return command(newest, newest.commandLine) }
    let line = ["--shard ", "--shard="].reduce(newest.commandLine) { line, option in
      line.replacing("\(option)\(text)", with: "\(option)\(first)/\(shard.count)")
    }
    return command(newest, line)
  }
}

/// What each rank has done in each attempt, counted once for all.
private struct RankWork {
  private struct Place: Hashable {
    let attempt, rank: Int
  }

  private var finished: [Place: Int] = [:]
  private var begun: [Place: RunStatus.Begun] = [:]

  init(_ results: [NetworkResult], _ begun: [RunStatus.Begun]) {
    for result in results { finished[Place(attempt: result.attempt, rank: result.rank), default: 0] += 1 }
    for network in begun { self.begun[Place(attempt: network.attempt, rank: network.rank)] = network }
  }

  func progress(of attempt: Attempt) -> [RunStatus.RankProgress] {
    (0..<max(attempt.ranks, 0)).map { rank in
      let place = Place(attempt: attempt.attempt, rank: rank)
      let network = begun[place]
      return RunStatus.RankProgress(
        rank: rank, finished: finished[place] ?? 0, network: network?.network,
        share: network.map { Double($0.epoch) / Double($0.epochs) })
    }
  }
}
