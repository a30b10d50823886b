import MPI
import Networks
import Tasks
import Training

/// What a run would take: time, bytes and files, from a short measurement of the real trainer on this machine.
///
/// The trainer runs a few epochs of the shortest and the longest trial of every shape (units x trials) in the grid; between
/// them time is linear in the number of time steps. Each rank measures for itself, at the same time as the others, so
/// that shared caches and clocks are in the number.
public struct Forecast {
  /// The sweep.
  public let configuration: SweepConfiguration
  /// The part of the sweep that is forecast; nil for all.
  public let shard: Shard?
  /// Epochs of all its networks together.
  public let epochs: Int
  /// Bytes of all rank files together, before compression.
  public let bytes: Double
  /// Networks that do not fit into this machine's memory and will fail.
  public let tooLarge: Int
  private let plan: RankPlan
  private let secondsOfCell: [Double]

  /// Seconds of measuring per shape and trial length.
  static let measuringTime = 0.25

  /// Relative cost of an epoch that takes about a tenth of a second; longer ones are extrapolated.
  static let measurableCost = 1e9

  /// Measures, and plans for a number of ranks.
  public init(_ configuration: SweepConfiguration, ranks: Int, shard: Shard? = nil) throws(ConfigurationErrors) {
    self.configuration = configuration
    self.shard = shard
    var cells: [CellSettings] = []
    for cell in 0..<configuration.table.cellCount { cells.append(try configuration.settings(ofCell: cell)) }
    let networks = try NetworkPart(shard, of: configuration).networks
    var networksOfCell = [Int](repeating: 0, count: cells.count)
    for network in networks { networksOfCell[configuration.table[network].cell] += 1 }
    epochs = zip(cells, networksOfCell).reduce(0) { $0 + $1.0.training.epochs * $1.1 }
    bytes = zip(cells, networksOfCell).reduce(0) { $0 + RecordSize.bytes($1.0) * Double($1.1) }
    plan = try RankPlan(configuration: configuration, networks: networks, ranks: ranks)
    var models: [Shape: LinearTime] = [:]
    let identity = configuration.identity(cell: 0, seedIndex: 0)
    let fits = cells.map { (try? NetworkTraining(settings: $0, identity: identity).checkMemory()) != nil }
    let possible = zip(cells, fits).filter(\.1).map(\.0)
    tooLarge = zip(fits, networksOfCell).reduce(0) { $0 + ($1.0 ? 0 : $1.1) }
    for (shape, members) in Dictionary(grouping: possible, by: Shape.init) {
      models[shape] = LinearTime(members, identity: identity)
    }
    secondsOfCell = cells.map { settings in
      let model = models[Shape(settings)] ?? LinearTime(fixed: 0, perStep: 0, record: 0)
      return model.seconds(steps: settings.task.stepCount) * Double(settings.training.epochs) + model.record
    }
  }

  /// Predicted seconds of a rank's share, by this rank's own measurement.
  public func secondsOfRank(_ rank: Int) -> Double {
    plan.plan.assignments[rank].reduce(0) { $0 + secondsOfCell[configuration.table[$1].cell] }
  }

  /// Networks that are forecast.
  public var networkCount: Int { plan.plan.assignments.reduce(0) { $0 + $1.count } }

  /// Networks in a rank's share.
  public func networksOfRank(_ rank: Int) -> Int { plan.plan.assignments[rank].count }

  /// Files of a run in one attempt: run.json, attempt, summary twice, and per rank that has networks a file, its
  /// checksums and a log.
  public var fileCount: Int { 4 + 3 * plan.plan.assignments.count { !$0.isEmpty } }

  /// Cells whose networks differ in the length of the trial alone cost time in proportion to it.
  private struct Shape: Hashable {
    let kind: String
    let units: Int
    let trials: Int

    init(_ settings: CellSettings) {
      kind = settings.network.kind
      units = settings.network.units
      trials = settings.trials
    }
  }

  /// Seconds per epoch as a linear function of time steps, and seconds to write a record.
  private struct LinearTime {
    let fixed: Double
    let perStep: Double
    let record: Double

    init(fixed: Double, perStep: Double, record: Double) {
      self.fixed = fixed
      self.perStep = perStep
      self.record = record
    }

    init(_ members: [CellSettings], identity: NetworkIdentity) {
      let sorted = members.sorted { $0.task.stepCount < $1.task.stepCount }
      let measurable = sorted.filter { RelativeCost.ofEpoch($0) < Forecast.measurableCost }
      guard let shortest = measurable.first, let longest = measurable.last else {
        // Even one epoch is too long to try: the rate of a large matrix product on a slow core, as an order of magnitude.
        let perStep = sorted.first.map { 6 * RelativeCost.ofEpoch($0) / Double($0.task.stepCount) / 3e10 } ?? 0
        self.init(fixed: 0, perStep: perStep, record: 0)
        return
      }
      let clock = ContinuousClock()
      let begin = clock.now
      let training = NetworkTraining(settings: longest, identity: identity)
      _ = training.network.trajectory(
        parameters: training.network.initialParameters(key: 0), task: longest.task,
        lengths: longest.record.continuation)
      let record = (clock.now - begin).seconds * 2  // compression and writing take about as long again
      let longTime = LinearTime.secondsPerEpoch(longest, identity)
      guard shortest.task.stepCount < longest.task.stepCount else {
        self.init(fixed: 0, perStep: longTime / Double(longest.task.stepCount), record: record)
        return
      }
      let shortTime = LinearTime.secondsPerEpoch(shortest, identity)
      let slope = (longTime - shortTime) / Double(longest.task.stepCount - shortest.task.stepCount)
      self.init(fixed: shortTime - slope * Double(shortest.task.stepCount), perStep: slope, record: record)
    }

    func seconds(steps: Int) -> Double { max(fixed + perStep * Double(steps), 0) }

    /// Mean over as many epochs as fit into the measuring time, at least three, after two that warm up.
    private static func secondsPerEpoch(_ settings: CellSettings, _ identity: NetworkIdentity) -> Double {
      let clock = ContinuousClock()
      var trainer = NetworkTraining(settings: settings, identity: identity).makeTrainer()
      var epochs = 0
      var begin = clock.now
      while !trainer.isFinished {
        trainer.runEpoch()
        epochs += 1
        if epochs == 2 { begin = clock.now }
        if epochs >= 5, (clock.now - begin).seconds > Forecast.measuringTime { break }
      }
      return (clock.now - begin).seconds / Double(max(epochs - 2, 1))
    }
  }
}
