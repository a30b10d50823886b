import Dynamics
import Sweep
import Tasks

/// The networks of a sweep that were trained, read one by one from its rank files; failed ones have nothing to label.
public struct SweepSpecimens: SpecimenSource {
  /// Rows of the networks, in the order of their ids.
  public let results: [NetworkResult]
  private let run: FinishedRun
  private var tasks: [Int: (task: any MemoryTask, text: String)] = [:]

  /// Tasks remembered at most; they are made again when needed.
  private static let taskLimit = 1000

  /// Lists the networks of a run.
  public init(_ run: FinishedRun) {
    self.run = run
    results = run.summary.results.filter { $0.status != .failed }
  }

  public var count: Int { results.count }

  /// Learned ones first, since only they are looked at closely; then long trials before short ones.
  public var order: [Int] {
    var steps: [Int: Int] = [:]
    for cell in Set(results.map(\.cell)) {
      steps[cell] = (try? run.configuration.settings(ofCell: cell).task.stepCount) ?? 0
    }
    func weight(_ index: Int) -> (Int, Int) { (results[index].learned ? 0 : 1, -(steps[results[index].cell] ?? 0)) }
    let weights = results.indices.map(weight)
    return results.indices.sorted { (weights[$0].0, weights[$0].1, $0) < (weights[$1].0, weights[$1].1, $1) }
  }

  public func name(_ index: Int) -> String {
    String(results[index].group.drop { $0 == "/" }.dropFirst("networks/".count))
  }

  public mutating func specimen(_ index: Int) throws(RunError) -> Specimen {
    let result = results[index]
    let path = run.folder.file(result.file)
    let stored = try LiveFile.read(path) { () throws(RunError) in
      try RankFileNetworks(path: path).network(result.network)
    }
    let (task, text) = try task(ofCell: result.cell)
    return Specimen(
      tensors: stored.weights.map { NetworkTensor($0.name, shape: $0.shape, values: $0.values) }, alpha: stored.alpha,
      stepMilliseconds: stored.stepMilliseconds, readout: stored.readout == .sigmoid ? .sigmoid : .linear, task: task,
      taskText: text,
      outcome: LearningOutcome(
        diverged: result.status == .diverged, finalLoss: result.finalLoss, learned: result.learned,
        stable: result.stable),
      published: Specimen.Verdict(learned: stored.learnedPublished, stable: stored.stablePublished),
      streamKey: stored.streamKey)
  }

  public func refusal(_ index: Int, _ error: DynamicsError) -> RunError {
    RunError(
      .badFile, place: run.folder.file(results[index].file),
      message: "\(results[index].group) cannot be simulated: \(error)",
      hint: "move the file out of the run folder; its networks will be trained again")
  }

  /// The learning curve of a network.
  ///
  /// - Throws: `RunError` where it cannot be read.
  public func curve(_ index: Int) throws(RunError) -> StoredCurve {
    let path = run.folder.file(results[index].file)
    return try LiveFile.read(path) { () throws(RunError) in
      try RankFileNetworks(path: path).curve(results[index].network)
    }
  }

  private mutating func task(ofCell cell: Int) throws(RunError) -> (any MemoryTask, String) {
    if let known = tasks[cell] { return known }
    let settings: CellSettings
    do {
      settings = try run.configuration.settings(ofCell: cell)
    } catch {
      throw RunError(.badFile, place: run.folder.runFile, message: "cell \(cell) cannot be made: \(error)")
    }
    if tasks.count >= SweepSpecimens.taskLimit { tasks = [:] }
    tasks[cell] = (settings.task, settings.taskYAML)
    return (settings.task, settings.taskYAML)
  }
}
