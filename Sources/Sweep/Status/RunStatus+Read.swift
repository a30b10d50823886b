import Foundation

extension RunStatus {
  /// Reads a run folder.
  ///
  /// - Throws: `RunError` for a folder that is no run, or whose run.json is damaged.
  public init(_ folder: RunFolder) throws(RunError) {
    let description = try RunDescription.read(folder)
    let configuration = try description.configuration(folder)
    var damage: [String] = []
    let results = RunStatus.results(folder, configuration, &damage)
    let summary = Summary(results, of: configuration)
    let attempt = folder.attempts.last.flatMap { Attempt.read(folder, number: $0) }
    let isRunning = attempt.map(RunStatus.isRunning) ?? false
    let finished = Set(summary.results.map(\.network))
    let begun = RunStatus.begun(folder, configuration, finished, attempt, &damage)
    let left = configuration.grid.networkCount - finished.count
    var counts = Counts()
    counts.done = summary.count(.done)
    counts.diverged = summary.count(.diverged)
    counts.failed = summary.count(.failed)
    counts.running = isRunning ? begun.count { $0.attempt == attempt?.attempt } : 0
    counts.pending = left - counts.running
    self.init(
      name: description.name, networks: configuration.grid.networkCount, counts: counts, attempt: attempt,
      isRunning: isRunning, ranks: attempt.map { RunStatus.ranks($0, results, begun) } ?? [], begun: begun,
      failures: RunStatus.failures(folder, summary),
      secondsLeft: RunStatus.secondsLeft(
        configuration, summary, finished, begun, ranks: attempt?.ranks ?? 1),
      index: RunStatus.index(folder, summary), damage: damage,
      next: RunStatus.next(folder, attempt, isRunning: isRunning, left: left))
  }

  private static func results(
    _ folder: RunFolder, _ configuration: SweepConfiguration, _ damage: inout [String]
  ) -> [NetworkResult] {
    var results: [NetworkResult] = []
    var known = KnownNetworks(configuration)
    for path in folder.rankFiles.map(folder.file) {
      do throws(RunError) {
        let file = try BelievedRankFile(path: path, known: &known)
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

  /// An attempt without an end runs, unless its first rank's process is known to have died.
  private static func isRunning(_ attempt: Attempt) -> Bool {
    guard attempt.end == nil else { return false }
    guard attempt.host == ProcessInfo.processInfo.hostName else { return true }
    return kill(attempt.pid, 0) == 0 || errno == EPERM
  }

  private static func ranks(_ attempt: Attempt, _ results: [NetworkResult], _ begun: [Begun]) -> [RankProgress] {
    (0..<max(attempt.ranks, 0)).map { rank in
      let network = begun.last { $0.rank == rank && $0.attempt == attempt.attempt }
      return RankProgress(
        rank: rank, finished: results.count { $0.rank == rank && $0.attempt == attempt.attempt },
        network: network?.network, share: network.map { Double($0.epoch) / Double($0.epochs) })
    }
  }

  private static func failures(_ folder: RunFolder, _ summary: Summary) -> [Failure] {
    summary.results.filter { $0.status == .failed }.map { result in
      let message = try? RankFileNetworks(path: folder.file(result.file)).message(result.network)
      return Failure(network: result.network, message: message ?? "unknown")
    }
  }

  /// Seconds per unit of predicted cost so far, times the cost of the rank that has most left.
  private static func secondsLeft(
    _ configuration: SweepConfiguration, _ summary: Summary, _ finished: Set<Int>, _ begun: [Begun], ranks: Int
  ) -> Double? {
    var (seconds, cost) = (0.0, 0.0)
    func add(_ network: Int, epochs: Int, seconds time: Double) {
      guard let settings = try? configuration.settings(ofCell: configuration.table[network].cell) else { return }
      seconds += time
      cost += Double(epochs) * RelativeCost.ofEpoch(settings)
    }
    for result in summary.results { add(result.network, epochs: result.epochs, seconds: result.seconds) }
    for network in begun { add(network.network, epochs: network.epoch, seconds: network.seconds) }
    let left = configuration.table.indices.filter { !finished.contains($0) }
    guard !left.isEmpty else { return 0 }
    let plan = try? RankPlan(
      configuration: configuration, networks: left,
      begun: Dictionary(begun.map { ($0.network, $0.epoch) }, uniquingKeysWith: max), ranks: max(ranks, 1))
    guard cost > 0, let plan else { return nil }
    return seconds / cost * plan.plan.longestCost
  }

  private static func index(_ folder: RunFolder, _ summary: Summary) -> Index {
    guard let table = FileManager.default.contents(atPath: folder.file("summary.csv")),
      let file = FileManager.default.contents(atPath: folder.file("summary.h5"))
    else { return .missing }
    guard let image = SealedBytes.open(file), let rows = try? Summary.links(image: image) else { return .damaged }
    let isCurrent = table == Data(summary.csv.utf8) && rows == summary.results.map { "\($0.file):\($0.group)" }
    return isCurrent ? .whole : .stale
  }

  private static func next(_ folder: RunFolder, _ attempt: Attempt?, isRunning: Bool, left: Int) -> String {
    if isRunning { return "remanence status \(folder.path)" }
    guard left > 0 else { return "remanence-analysis \(folder.path)" }
    guard let attempt else { return "remanence train CONFIG --output \(folder.path)" }
    return (attempt.ranks > 1 ? "mpirun -n \(attempt.ranks) " : "") + attempt.commandLine
  }
}
