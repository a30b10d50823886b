/// Counts of outcomes on a grid of learning rates and durations, and who they were where that is known.
///
/// Cells are ordered `[rate, duration]`. A cell without networks is a cell that was not run.
public struct PhaseTable: Sendable, Equatable {
  /// A network: its cell, its seed and what became of it.
  public struct Network: Sendable, Equatable {
    /// Learning rate.
    public var learningRate: Double
    /// Delay or reaction, in ms.
    public var duration: Double
    /// Seed index: networks of equal seed in different cells start from the same weights.
    public var seed: Int
    /// What became of it.
    public var outcome: Outcome

    /// Describes a network.
    public init(learningRate: Double, duration: Double, seed: Int, outcome: Outcome) {
      self.learningRate = learningRate
      self.duration = duration
      self.seed = seed
      self.outcome = outcome
    }
  }

  /// A cell's counts.
  public struct Cell: Sendable, Equatable {
    /// Learning rate.
    public var learningRate: Double
    /// Delay or reaction, in ms.
    public var duration: Double
    /// Networks per outcome, in the order of `Outcome`; failed networks are left out.
    public var counts: [Int]

    /// Describes a cell.
    public init(learningRate: Double, duration: Double, counts: [Int]) {
      self.learningRate = learningRate
      self.duration = duration
      self.counts = counts
    }
  }

  /// What durations are of.
  public let column: DurationColumn
  /// Learning rates, falling, each once.
  public let learningRates: [Double]
  /// Durations in ms, rising, each once.
  public let durations: [Double]
  /// Networks per outcome, `[rate, duration, outcome]`.
  public private(set) var counts: [Int]
  /// Seed indices, rising; empty where the table is of counts alone.
  public let seeds: [Int]
  /// Outcome of every seed in every cell, `[seed, rate, duration]`; nil where it was not run.
  public private(set) var outcomes: [Outcome?]

  /// Counts networks of known seeds; of two of equal cell and seed the last one stays.
  public init(_ column: DurationColumn, networks: [Network]) {
    self.column = column
    learningRates = Set(networks.map(\.learningRate)).sorted(by: >)
    durations = Set(networks.map(\.duration)).sorted()
    seeds = Set(networks.map(\.seed)).sorted()
    let places = Places(learningRates, durations)
    let seedPlaces = Dictionary(uniqueKeysWithValues: zip(seeds, seeds.indices))
    let cellCount = learningRates.count * durations.count
    var outcomes = [Outcome?](repeating: nil, count: seeds.count * cellCount)
    for network in networks {
      guard let cell = places.cell(network.learningRate, network.duration), let seed = seedPlaces[network.seed]
      else { continue }
      outcomes[seed * cellCount + cell] = network.outcome
    }
    var counts = [Int](repeating: 0, count: cellCount * Outcome.allCases.count)
    for (place, outcome) in outcomes.enumerated() {
      if let outcome { counts[place % cellCount * Outcome.allCases.count + outcome.rawValue] += 1 }
    }
    self.outcomes = outcomes
    self.counts = counts
  }

  /// Takes counts without seeds; cells given twice are added up.
  public init(_ column: DurationColumn, cells: [Cell]) {
    self.column = column
    learningRates = Set(cells.map(\.learningRate)).sorted(by: >)
    durations = Set(cells.map(\.duration)).sorted()
    seeds = []
    outcomes = []
    let places = Places(learningRates, durations)
    var counts = [Int](repeating: 0, count: learningRates.count * durations.count * Outcome.allCases.count)
    for cell in cells {
      guard let place = places.cell(cell.learningRate, cell.duration) else { continue }
      for (outcome, count) in cell.counts.enumerated() { counts[place * Outcome.allCases.count + outcome] += count }
    }
    self.counts = counts
  }

  /// Cells of the grid, those that were not run included.
  public var cellCount: Int { learningRates.count * durations.count }

  /// Networks of a cell that ended in an outcome.
  public func count(_ outcome: Outcome, rate: Int, duration: Int) -> Int {
    counts[(rate * durations.count + duration) * Outcome.allCases.count + outcome.rawValue]
  }

  /// Networks of a cell.
  public func networks(rate: Int, duration: Int) -> Int {
    Outcome.allCases.reduce(0) { $0 + count($1, rate: rate, duration: duration) }
  }

  /// All networks.
  public var networkCount: Int { counts.reduce(0, +) }

  /// Outcome of a seed in a cell; nil where it was not run or seeds are not known.
  public func outcome(seed: Int, rate: Int, duration: Int) -> Outcome? {
    outcomes.isEmpty ? nil : outcomes[(seed * learningRates.count + rate) * durations.count + duration]
  }
}

/// Where a cell is in a table.
private struct Places {
  private let rates: [Double: Int]
  private let durations: [Double: Int]
  private let width: Int

  init(_ rates: [Double], _ durations: [Double]) {
    self.rates = Dictionary(uniqueKeysWithValues: zip(rates, rates.indices))
    self.durations = Dictionary(uniqueKeysWithValues: zip(durations, durations.indices))
    width = durations.count
  }

  func cell(_ rate: Double, _ duration: Double) -> Int? {
    guard let row = rates[rate], let column = durations[duration] else { return nil }
    return row * width + column
  }
}
