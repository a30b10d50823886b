/// How the work on a network ended.
public enum NetworkStatus: Int, Sendable, CaseIterable {
  /// All epochs were run.
  case done = 0
  /// The loss left the finite numbers or the configured bound; a result, not an error.
  case diverged = 1
  /// An error was thrown; the reason is in the rank file.
  case failed = 2

  /// The word in tables and files.
  public var name: String {
    switch self {
    case .done: "done"
    case .diverged: "diverged"
    case .failed: "failed"
    }
  }

  /// Reads the word back.
  public init?(name: String) {
    guard let status = NetworkStatus.allCases.first(where: { $0.name == name }) else { return nil }
    self = status
  }
}

/// One network's row of the summary, numbers only, so that it can travel between ranks.
public struct NetworkResult: Sendable, Equatable {
  /// Network id.
  public var network: Int
  /// Cell of the grid.
  public var cell: Int
  /// Seed index.
  public var seed: Int
  /// Rank that trained it.
  public var rank: Int
  /// Attempt in which it was trained.
  public var attempt: Int
  /// How it ended.
  public var status: NetworkStatus
  /// Epochs that were run.
  public var epochs: Int
  /// Loss of the last epoch; NaN where there is none.
  public var finalLoss: Double
  /// Mean accuracy over the last 10 % of the epochs, in the window that decides.
  public var accuracy: Double
  /// Mean reliability over the last 10 % of the epochs, in the window that decides.
  public var reliability: Double
  /// Whether it learned.
  public var learned: Bool
  /// Whether it kept what it had learned.
  public var stable: Bool
  /// Wall time of its training in seconds.
  public var seconds: Double

  /// Creates a row.
  public init(
    network: Int, cell: Int, seed: Int, rank: Int, attempt: Int, status: NetworkStatus, epochs: Int = 0,
    finalLoss: Double = .nan, accuracy: Double = .nan, reliability: Double = .nan, learned: Bool = false,
    stable: Bool = false, seconds: Double = 0
  ) {
    self.network = network
    self.cell = cell
    self.seed = seed
    self.rank = rank
    self.attempt = attempt
    self.status = status
    self.epochs = epochs
    self.finalLoss = finalLoss
    self.accuracy = accuracy
    self.reliability = reliability
    self.learned = learned
    self.stable = stable
    self.seconds = seconds
  }

  /// File that holds its record, relative to the run folder.
  public var file: String { RunFolder.rankFileName(rank: rank, attempt: attempt) }
  /// Group that holds its record, within the file.
  public var group: String { RunFolder.groupName(network: network) }
}

extension NetworkResult {
  /// Numbers in a row that travels.
  public static let rowWidth = 13

  /// The row as numbers; ids and counts below 2^53 are exact.
  public var row: [Double] {
    [
      Double(network), Double(cell), Double(seed), Double(rank), Double(attempt), Double(status.rawValue),
      Double(epochs), finalLoss, accuracy, reliability, learned ? 1 : 0, stable ? 1 : 0, seconds,
    ]
  }

  /// Reads a row back; nil when it is not one.
  public init?(row: ArraySlice<Double>) {
    let values = Array(row)
    guard values.count == NetworkResult.rowWidth, let status = Int(exactly: values[5]).flatMap(NetworkStatus.init),
      let network = Int(exactly: values[0]), let cell = Int(exactly: values[1]), let seed = Int(exactly: values[2]),
      let rank = Int(exactly: values[3]), let attempt = Int(exactly: values[4]), let epochs = Int(exactly: values[6])
    else { return nil }
    self.init(
      network: network, cell: cell, seed: seed, rank: rank, attempt: attempt, status: status, epochs: epochs,
      finalLoss: values[7], accuracy: values[8], reliability: values[9], learned: values[10] == 1,
      stable: values[11] == 1, seconds: values[12])
  }
}
